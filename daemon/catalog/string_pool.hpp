// SPDX-License-Identifier: MIT
// Strings that many articles share (provider, type, author…), each kept once and counted. Owned by the
// catalog.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {

class StringPool {
 public:
  using Id = std::uint32_t;

  /// The empty string; it is never counted.
  static constexpr Id empty = 0;

  StringPool();
  StringPool(const StringPool&) = delete;
  StringPool& operator=(const StringPool&) = delete;

  /// The id of a string, counted once more. As long as it is in use, equal strings have equal ids.
  Id acquire(std::string_view text);
  /// Undoes one `acquire`; with the last one the id is free for another string.
  void release(Id id);

  std::string_view text(Id id) const { return items_[id].text; }
  /// Distinct strings in use, without the empty one.
  std::size_t size() const { return index_.size(); }

 private:
  struct Item {
    std::string text;
    std::uint32_t uses = 0;
  };
  struct Hash {
    using is_transparent = void;
    const StringPool* pool;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    std::size_t operator()(Id id) const { return (*this)(pool->text(id)); }
  };
  struct Equal {
    using is_transparent = void;
    const StringPool* pool;
    bool operator()(Id left, Id right) const { return left == right; }
    bool operator()(std::string_view text, Id id) const { return text == pool->text(id); }
    bool operator()(Id id, std::string_view text) const { return text == pool->text(id); }
  };

  std::vector<Item> items_;
  std::vector<Id> free_;
  boost::unordered_flat_set<Id, Hash, Equal> index_;
};

}  // namespace feed_exporter
