// SPDX-License-Identifier: MIT
// Short texts compressed one by one, with a dictionary learnt from texts of their kind: what articles of a
// tree have in common (hosts, folders of pictures, words) is most of them. Owned by the catalog; several
// threads may decompress at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;
struct ZSTD_DDict_s;

namespace feed_exporter {

class TextCompressor {
 public:
  /// Of the dictionary with which a text was compressed; 0: none.
  using Generation = std::uint8_t;

  TextCompressor();
  ~TextCompressor();
  TextCompressor(const TextCompressor&) = delete;
  TextCompressor& operator=(const TextCompressor&) = delete;

  /// Looks at a text to learn from. Now and then, ever more rarely, a new dictionary comes of it.
  void learn(std::string_view text);

  /// The dictionary that `compress` takes.
  Generation generation() const { return static_cast<Generation>(dictionaries_.size()); }
  /// Appends the compressed text; the text itself where that is not longer.
  void compress(std::string_view text, std::string& out);
  /// Fills `text` with what `compress` appended: its own length says how long it was.
  void decompress(std::string_view compressed, Generation generation, std::span<char> text) const;

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
    void operator()(ZSTD_CDict_s* dictionary) const;
    void operator()(ZSTD_DDict_s* dictionary) const;
  };
  template <class Object>
  using Pointer = std::unique_ptr<Object, Free>;

  void make_dictionary();

  Pointer<ZSTD_CCtx_s> context_;
  /// Of the newest dictionary, to compress.
  Pointer<ZSTD_CDict_s> dictionary_;
  /// Of all, to decompress.
  std::vector<Pointer<ZSTD_DDict_s>> dictionaries_;
  std::string samples_;
  std::vector<std::size_t> sample_sizes_;
  std::size_t seen_ = 0;
  /// Every how many texts one becomes a sample.
  std::size_t stride_ = 2;
};

}  // namespace feed_exporter
