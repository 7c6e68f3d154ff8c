// SPDX-License-Identifier: MIT
// An article in one block of memory: what orders and groups it in the clear, all else packed. Equal articles,
// and only those, are equal when packed. Owned by the catalog.
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "daemon/catalog/string_pool.hpp"
#include "daemon/content/article.hpp"

namespace feed_exporter {

/// Stands for one spelling of a topic; given by the TopicTable.
using SpellingId = std::uint32_t;

class PackedArticle {
 public:
  PackedArticle() = default;
  /// `spellings`: those of `article.topics`. Strings that go to the pool stay in use until `release`.
  PackedArticle(const Article& article, std::span<const SpellingId> spellings, StringPool& pool);

  /// Gives the pool its strings back; this is then empty.
  void release(StringPool& pool);

  explicit operator bool() const { return block_ != nullptr; }
  /// Needs the same pool on both sides.
  bool operator==(const PackedArticle& other) const;

  std::string_view path() const;
  std::chrono::sys_seconds published() const { return published_; }
  bool unpublished() const;
  bool withdrawn() const;
  std::string_view duplicate_key() const;
  std::span<const SpellingId> spellings() const;
  /// The bytes of the ids decide.
  static std::strong_ordering compare_ids(const PackedArticle& left, const PackedArticle& right,
                                          const StringPool& pool);

  /// The article's entry, `topics` left empty.
  Entry entry(const StringPool& pool) const;

  /// Bytes of the block, and of the body in it.
  std::size_t bytes() const;
  std::size_t body_bytes() const;

 private:
  struct Head;
  const Head& head() const;
  std::string_view view(std::size_t offset, std::size_t length) const;
  std::string_view id_tail() const;
  std::string_view fields() const;

  std::unique_ptr<std::byte[]> block_;
  // Beside the block, because sorting looks at nothing else as a rule.
  std::chrono::sys_seconds published_;
};

}  // namespace feed_exporter
