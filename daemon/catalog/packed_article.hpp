// SPDX-License-Identifier: MIT
// An article in one block of memory. What orders, groups and finds it stands in the clear; all else is
// packed, and compressed while the article rests. Owned by the catalog.
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "daemon/catalog/string_pool.hpp"
#include "daemon/catalog/text_compressor.hpp"
#include "daemon/content/article.hpp"

namespace feed_exporter {

/// Stands for one spelling of a topic; given by the TopicTable.
using SpellingId = std::uint32_t;

/// Stands for a duplicate key: 128 bits of its hash, at which no two keys meet by chance.
struct KeyDigest {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool operator==(const KeyDigest&) const = default;
};

class PackedArticle {
 public:
  PackedArticle() = default;
  /// Expanded. `spellings`: those of `article.topics`. Strings that go to the pool stay in use until
  /// `release`.
  PackedArticle(const Article& article, std::span<const SpellingId> spellings, StringPool& pool);

  /// The same article for resting and for use.
  PackedArticle compressed(TextCompressor& compressor) const;
  PackedArticle expanded(const TextCompressor& compressor) const;

  std::string_view path() const;
  std::chrono::sys_seconds published() const { return published_; }
  bool unpublished() const;
  bool withdrawn() const;
  bool has_duplicate_key() const;
  const KeyDigest& key_digest() const;
  std::span<const SpellingId> spellings() const;
  std::string id(const StringPool& pool) const;
  /// The bytes of the ids decide.
  static std::strong_ordering compare_ids(const PackedArticle& left, const PackedArticle& right,
                                          const StringPool& pool);

  /// Bytes of the block, and of the body in it, as they are.
  std::size_t bytes() const;
  std::size_t body_bytes() const;

  // Of expanded articles only:

  /// Whether the articles are equal; both are of one pool.
  bool operator==(const PackedArticle& other) const;
  std::string_view fields() const;
  /// The article's entry, `topics` left empty.
  Entry entry(const StringPool& pool) const;
  std::string duplicate_key(const StringPool& pool) const;
  /// Gives the pool its strings back.
  void release(StringPool& pool) const;

 private:
  struct Head;

  /// The rest is yet to be filled.
  PackedArticle(const Head& head, std::string_view clear, std::size_t rest_bytes,
                std::chrono::sys_seconds published);
  PackedArticle(const Head& head, std::string_view clear, std::string_view rest,
                std::chrono::sys_seconds published);
  const Head& head() const;
  std::string_view view(std::size_t offset, std::size_t length) const;
  std::string_view clear() const;
  std::string_view id_tail() const;
  std::string_view body() const;

  std::unique_ptr<std::byte[]> block_;
  // Beside the block, because sorting looks at nothing else as a rule.
  std::chrono::sys_seconds published_;
};

}  // namespace feed_exporter
