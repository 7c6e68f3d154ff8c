// SPDX-License-Identifier: MIT
#include "daemon/catalog/packed_article.hpp"

#include <xxhash.h>

#include <cstring>
#include <limits>
#include <stdexcept>
#include <type_traits>

#include "daemon/catalog/field_codec.hpp"
#include "daemon/content/entry_id.hpp"

namespace feed_exporter {
namespace {

constexpr std::uint8_t unpublished_flag = 1;
constexpr std::uint8_t withdrawn_flag = 2;
constexpr std::uint8_t key_flag = 4;
constexpr std::uint8_t own_id_flag = 8;

template <class Narrow>
Narrow narrow(std::size_t value) {
  if (value > std::numeric_limits<Narrow>::max()) throw std::length_error("an article beyond all bounds");
  return static_cast<Narrow>(value);
}

/// The key as a part of the fields, as it is the URL or the end of it as a rule; else as it is.
void append_key(std::string_view key, std::string& fields) {
  const std::size_t found = fields.find(key);
  FieldPacker packer(fields, nullptr);
  packer.number(key.size());
  if (key.empty()) return;
  packer.number(found == std::string::npos ? 0 : found + 1);
  if (found == std::string::npos) fields += key;
}

}  // namespace

// The block: head; in the clear the spellings, the path and an id that is not made from the path; fields;
// body.
struct PackedArticle::Head {
  KeyDigest key;
  std::uint32_t clear_bytes;
  std::uint32_t fields_bytes;
  std::uint32_t body_bytes;
  /// What the same take as they are: less, if compressed.
  std::uint32_t fields_stored;
  std::uint32_t body_stored;
  std::uint32_t path_bytes;
  /// The beginning of the id; its end is the path's stem, or stands behind the path.
  StringPool::Id id_prefix;
  std::uint16_t spellings;
  std::uint8_t flags;
  TextCompressor::Generation generation;
};

PackedArticle::PackedArticle(const Article& article, std::span<const SpellingId> spellings, StringPool& pool)
    : published_(article.entry.published) {
  Head head{};
  head.spellings = narrow<std::uint16_t>(spellings.size());
  head.path_bytes = narrow<std::uint32_t>(article.path.size());
  if (article.unpublished) head.flags |= unpublished_flag;
  if (article.withdrawn) head.flags |= withdrawn_flag;
  if (!article.duplicate_key.empty()) {
    const XXH128_hash_t hash = XXH3_128bits(article.duplicate_key.data(), article.duplicate_key.size());
    head.key = {hash.low64, hash.high64};
    head.flags |= key_flag;
  }

  std::string clear(spellings.size_bytes(), '\0');
  if (!spellings.empty()) std::memcpy(clear.data(), spellings.data(), clear.size());
  clear += article.path;
  const std::string_view id = article.entry.id;
  const std::string_view tail = without_extension(article.path);
  if (id.ends_with(tail)) {
    head.id_prefix = pool.acquire(id.substr(0, id.size() - tail.size()));
  } else {
    head.flags |= own_id_flag;
    clear += id;
  }
  head.clear_bytes = narrow<std::uint32_t>(clear.size());

  std::string rest;
  FieldPacker packer(rest, &pool);
  visit_entry(packer, article.entry);
  append_key(article.duplicate_key, rest);
  head.fields_bytes = head.fields_stored = narrow<std::uint32_t>(rest.size());
  head.body_bytes = head.body_stored = narrow<std::uint32_t>(article.entry.content_html.size());
  rest += article.entry.content_html;
  *this = PackedArticle(head, clear, rest, published_);
}

PackedArticle::PackedArticle(const Head& head, std::string_view clear, std::size_t rest_bytes,
                             std::chrono::sys_seconds published)
    : block_(std::make_unique_for_overwrite<std::byte[]>(sizeof head + clear.size() + rest_bytes)),
      published_(published) {
  std::memcpy(block_.get(), &head, sizeof head);
  if (!clear.empty()) std::memcpy(block_.get() + sizeof head, clear.data(), clear.size());
}

PackedArticle::PackedArticle(const Head& head, std::string_view clear, std::string_view rest,
                             std::chrono::sys_seconds published)
    : PackedArticle(head, clear, rest.size(), published) {
  if (!rest.empty()) std::memcpy(block_.get() + sizeof head + clear.size(), rest.data(), rest.size());
}

PackedArticle PackedArticle::compressed(TextCompressor& compressor) const {
  Head small = head();
  std::string rest;
  compressor.compress(fields(), rest);
  small.fields_stored = narrow<std::uint32_t>(rest.size());
  compressor.compress(body(), rest);
  small.body_stored = narrow<std::uint32_t>(rest.size() - small.fields_stored);
  small.generation = compressor.generation();
  return PackedArticle(small, clear(), rest, published_);
}

PackedArticle PackedArticle::expanded(const TextCompressor& compressor) const {
  const std::size_t start = sizeof(Head) + head().clear_bytes;
  const std::string_view fields = view(start, head().fields_stored);
  const std::string_view body = view(start + head().fields_stored, head().body_stored);
  Head large = head();
  large.fields_stored = large.fields_bytes;
  large.body_stored = large.body_bytes;
  large.generation = 0;
  PackedArticle article(large, clear(), std::size_t{large.fields_bytes} + large.body_bytes, published_);
  char* out = reinterpret_cast<char*>(article.block_.get()) + start;
  compressor.decompress(fields, head().generation, {out, large.fields_bytes});
  compressor.decompress(body, head().generation, {out + large.fields_bytes, large.body_bytes});
  return article;
}

const PackedArticle::Head& PackedArticle::head() const {
  return *reinterpret_cast<const Head*>(block_.get());
}

std::string_view PackedArticle::view(std::size_t offset, std::size_t length) const {
  return {reinterpret_cast<const char*>(block_.get()) + offset, length};
}

std::string_view PackedArticle::clear() const {
  return view(sizeof(Head), head().clear_bytes);
}

std::string_view PackedArticle::path() const {
  return clear().substr(spellings().size_bytes(), head().path_bytes);
}

bool PackedArticle::unpublished() const {
  return (head().flags & unpublished_flag) != 0;
}

bool PackedArticle::withdrawn() const {
  return (head().flags & withdrawn_flag) != 0;
}

bool PackedArticle::has_duplicate_key() const {
  return (head().flags & key_flag) != 0;
}

const KeyDigest& PackedArticle::key_digest() const {
  return head().key;
}

std::span<const SpellingId> PackedArticle::spellings() const {
  static_assert(sizeof(Head) % alignof(SpellingId) == 0);
  return {reinterpret_cast<const SpellingId*>(block_.get() + sizeof(Head)), head().spellings};
}

std::string_view PackedArticle::id_tail() const {
  return (head().flags & own_id_flag) != 0 ? clear().substr(spellings().size_bytes() + head().path_bytes)
                                           : without_extension(path());
}

std::string PackedArticle::id(const StringPool& pool) const {
  return std::string(pool.text(head().id_prefix)).append(id_tail());
}

std::strong_ordering PackedArticle::compare_ids(const PackedArticle& left, const PackedArticle& right,
                                                const StringPool& pool) {
  if (left.head().id_prefix == right.head().id_prefix) return left.id_tail() <=> right.id_tail();
  return left.id(pool) <=> right.id(pool);
}

std::size_t PackedArticle::bytes() const {
  return sizeof(Head) + head().clear_bytes + head().fields_stored + head().body_stored;
}

std::size_t PackedArticle::body_bytes() const {
  return head().body_stored;
}

bool PackedArticle::operator==(const PackedArticle& other) const {
  static_assert(std::has_unique_object_representations_v<Head>, "blocks are compared by their bytes");
  return published_ == other.published_ && view(0, bytes()) == other.view(0, other.bytes());
}

std::string_view PackedArticle::fields() const {
  return view(sizeof(Head) + head().clear_bytes, head().fields_stored);
}

std::string_view PackedArticle::body() const {
  return view(sizeof(Head) + head().clear_bytes + head().fields_stored, head().body_stored);
}

Entry PackedArticle::entry(const StringPool& pool) const {
  Entry entry;
  entry.id = id(pool);
  entry.published = published_;
  FieldUnpacker unpacker(fields(), body(), &pool);
  visit_entry(unpacker, entry);
  return entry;
}

std::string PackedArticle::duplicate_key(const StringPool& pool) const {
  FieldUnpacker unpacker(fields(), {}, &pool);
  Entry entry;
  visit_entry(unpacker, entry);
  std::size_t length = 0;
  std::size_t place = 0;
  unpacker.number(length);
  if (length == 0) return {};
  unpacker.number(place);
  return std::string(place == 0 ? fields().substr(fields().size() - length)
                                : fields().substr(place - 1, length));
}

void PackedArticle::release(StringPool& pool) const {
  FieldReleaser releaser(fields(), pool);
  Entry entry;
  visit_entry(releaser, entry);
  pool.release(head().id_prefix);
}

}  // namespace feed_exporter
