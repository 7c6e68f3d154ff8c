// SPDX-License-Identifier: MIT
// All articles that are kept, packed, each in a slot that stands for it in every other part of the catalog.
// A slot's article never changes: an edited one gets a new slot, so that the old order holds until the old
// slot has been taken out of every list. Owned by the catalog.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/catalog/packed_article.hpp"
#include "daemon/catalog/string_pool.hpp"
#include "daemon/catalog/text_compressor.hpp"

namespace feed_exporter {

using Slot = std::uint32_t;

class ArticleStore {
 public:
  ArticleStore();
  ArticleStore(const ArticleStore&) = delete;
  ArticleStore& operator=(const ArticleStore&) = delete;

  StringPool& pool() { return pool_; }
  const StringPool& pool() const { return pool_; }

  /// Takes an expanded article in, not yet found by its path.
  Slot add(const PackedArticle& article);
  /// Drops the article, whose shared strings are the caller's to release; the slot is free for another.
  void remove(Slot slot);

  /// The slot at this path.
  std::optional<Slot> find(std::string_view path) const;
  /// Lets a slot be found by its path, instead of the one that was, if any.
  void bind(Slot slot);
  /// Undoes `bind`.
  void unbind(Slot slot);

  /// As it rests: compressed.
  const PackedArticle& operator[](Slot slot) const { return articles_[slot]; }
  PackedArticle expanded(Slot slot) const { return articles_[slot].expanded(compressor_); }

  /// Oldest first: the reverse of the order in feeds, which is newest first, ties by id, then by path.
  bool older(Slot left, Slot right) const;

  bool same_id(Slot left, Slot right) const;
  std::size_t id_hash(Slot slot) const;

  std::size_t bytes() const { return bytes_; }
  std::size_t body_bytes() const { return body_bytes_; }

 private:
  struct Hash {
    using is_transparent = void;
    const ArticleStore* store;
    std::size_t operator()(std::string_view path) const { return std::hash<std::string_view>{}(path); }
    std::size_t operator()(Slot slot) const { return (*this)((*store)[slot].path()); }
  };
  struct Equal {
    using is_transparent = void;
    const ArticleStore* store;
    bool operator()(Slot left, Slot right) const { return (*this)((*store)[left].path(), right); }
    bool operator()(std::string_view path, Slot slot) const { return path == (*store)[slot].path(); }
    bool operator()(Slot slot, std::string_view path) const { return (*this)(path, slot); }
  };

  StringPool pool_;
  TextCompressor compressor_;
  std::vector<PackedArticle> articles_;
  std::vector<Slot> free_;
  boost::unordered_flat_set<Slot, Hash, Equal> by_path_;
  std::size_t bytes_ = 0;
  std::size_t body_bytes_ = 0;
};

}  // namespace feed_exporter
