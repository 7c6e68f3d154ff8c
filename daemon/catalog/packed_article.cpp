// SPDX-License-Identifier: MIT
#include "daemon/catalog/packed_article.hpp"

#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "daemon/catalog/body_codec.hpp"
#include "daemon/catalog/entry_fields.hpp"

namespace feed_exporter {
namespace {

/// LEB128: seven bits a byte, the lowest first.
void put_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

/// Small negative numbers stay short.
std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

class Packer {
 public:
  Packer(std::string& out, StringPool* pool) : out_(out), pool_(pool) {}

  void text(const std::string& value) {
    put_number(out_, value.size());
    out_ += value;
  }
  void shared(const std::string& value) { put_number(out_, pool_->acquire(value)); }
  void provider(const Provider& value) {
    std::string packed;
    Packer fields(packed, nullptr);
    visit_provider(fields, value);
    put_number(out_, pool_->acquire(packed));
  }
  void body(const std::string& value) {
    const std::size_t start = out_.size();
    out_.push_back(1);
    if (value.size() < compressed_body_bytes || !append_compressed(value, out_)) {
      out_[start] = 0;
      out_ += value;
    }
    body_bytes_ = out_.size() - start - 1;
  }
  template <class Integer>
  void number(Integer value) {
    if constexpr (std::is_signed_v<Integer>) {
      put_number(out_, zigzag(value));
    } else {
      put_number(out_, value);
    }
  }
  void seconds(std::chrono::sys_seconds value) { number(std::int64_t{value.time_since_epoch().count()}); }
  void seconds(std::chrono::seconds value) { number(std::int64_t{value.count()}); }
  template <class Value, class Visit>
  void maybe(const std::optional<Value>& value, Visit visit) {
    out_.push_back(value ? 1 : 0);
    if (value) visit(*value);
  }
  template <class Value, class Visit>
  void list(const std::vector<Value>& values, Visit visit) {
    put_number(out_, values.size());
    for (const Value& value : values) visit(value);
  }

  std::size_t body_bytes() const { return body_bytes_; }

 private:
  std::string& out_;
  StringPool* pool_;
  std::size_t body_bytes_ = 0;
};

class Unpacker {
 public:
  Unpacker(std::string_view in, const StringPool* pool) : in_(in), pool_(pool) {}

  void text(std::string& value) { value = take(take_number()); }
  void shared(std::string& value) { value = pool_->text(take_id()); }
  void provider(Provider& value) {
    const std::string_view packed = pool_->text(take_id());
    Unpacker fields(packed, nullptr);
    visit_provider(fields, value);
  }
  void body(std::string& value) {
    const bool compressed = take(1).front() != 0;
    value = compressed ? decompress(in_) : std::string(in_);
  }
  template <class Integer>
  void number(Integer& value) {
    if constexpr (std::is_signed_v<Integer>) {
      value = static_cast<Integer>(unzigzag(take_number()));
    } else {
      value = static_cast<Integer>(take_number());
    }
  }
  void seconds(std::chrono::sys_seconds& value) {
    value = std::chrono::sys_seconds(std::chrono::seconds(unzigzag(take_number())));
  }
  void seconds(std::chrono::seconds& value) { value = std::chrono::seconds(unzigzag(take_number())); }
  template <class Value, class Visit>
  void maybe(std::optional<Value>& value, Visit visit) {
    if (take(1).front() != 0) visit(value.emplace());
  }
  template <class Value, class Visit>
  void list(std::vector<Value>& values, Visit visit) {
    values.resize(take_number());
    for (Value& value : values) visit(value);
  }

 protected:
  std::string_view take(std::size_t length) {
    const std::string_view taken = in_.substr(0, length);
    in_.remove_prefix(length);
    return taken;
  }
  std::uint64_t take_number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
  }

  StringPool::Id take_id() { return static_cast<StringPool::Id>(take_number()); }

 private:
  std::string_view in_;
  const StringPool* pool_;
};

/// Walks over the fields only to give the shared strings back.
class Releaser : public Unpacker {
 public:
  Releaser(std::string_view in, StringPool& pool) : Unpacker(in, &pool), pool_(pool) {}

  void text(std::string&) { take(take_number()); }
  void shared(std::string&) { pool_.release(take_id()); }
  void provider(Provider&) { pool_.release(take_id()); }
  void body(std::string&) {}

 private:
  StringPool& pool_;
};

/// The path without its extension: what an id made from the path ends with.
std::string_view stem(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)
             ? path
             : path.substr(0, dot);
}

constexpr std::uint8_t unpublished_flag = 1;
constexpr std::uint8_t withdrawn_flag = 2;

}  // namespace

// The block: head, spellings, path, fields (the body is their end), then what of id and key stands nowhere
// before. Offsets count from the start of the block.
struct PackedArticle::Head {
  std::uint32_t bytes;
  std::uint32_t body_bytes;
  std::uint32_t fields_end;
  std::uint32_t path_length;
  /// The id is a string of the pool, then bytes of the block: those of the path, if it is made from that.
  StringPool::Id id_prefix;
  std::uint32_t id_offset;
  std::uint32_t id_length;
  /// The key is as a rule a part of the URL.
  std::uint32_t key_offset;
  std::uint32_t key_length;
  std::uint16_t spellings;
  std::uint8_t flags;
  std::uint8_t unused;
};

PackedArticle::PackedArticle(const Article& article, std::span<const SpellingId> spellings, StringPool& pool)
    : published_(article.entry.published) {
  const auto narrow = [](std::size_t value) {
    if (value > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("an article beyond 4 GiB");
    return static_cast<std::uint32_t>(value);
  };
  if (spellings.size() > std::numeric_limits<std::uint16_t>::max()) {
    throw std::length_error("an article with too many topics");
  }
  thread_local std::string packed;
  packed.assign(sizeof(Head) + spellings.size_bytes(), '\0');
  Head head{};
  head.spellings = static_cast<std::uint16_t>(spellings.size());
  head.flags = static_cast<std::uint8_t>((article.unpublished ? unpublished_flag : 0) |
                                         (article.withdrawn ? withdrawn_flag : 0));
  head.path_length = narrow(article.path.size());
  const std::size_t path_offset = packed.size();
  packed += article.path;

  Packer fields(packed, &pool);
  visit_entry(fields, article.entry);
  head.body_bytes = narrow(fields.body_bytes());
  head.fields_end = narrow(packed.size());
  const std::size_t text_end = packed.size() - fields.body_bytes();

  const std::string_view id = article.entry.id;
  const std::string_view tail = stem(article.path);
  if (!tail.empty() && id.ends_with(tail)) {
    head.id_prefix = pool.acquire(id.substr(0, id.size() - tail.size()));
    head.id_offset = narrow(path_offset);
    head.id_length = narrow(tail.size());
  } else {
    head.id_offset = narrow(packed.size());
    head.id_length = narrow(id.size());
    packed += id;
  }

  head.key_length = narrow(article.duplicate_key.size());
  if (head.key_length > 0) {
    std::size_t found = std::string_view(packed).substr(0, text_end).find(article.duplicate_key, path_offset);
    if (found == std::string_view::npos) {
      found = packed.size();
      packed += article.duplicate_key;
    }
    head.key_offset = narrow(found);
  }

  head.bytes = narrow(packed.size());
  std::memcpy(packed.data(), &head, sizeof head);
  if (!spellings.empty()) std::memcpy(packed.data() + sizeof head, spellings.data(), spellings.size_bytes());
  block_ = std::make_unique_for_overwrite<std::byte[]>(packed.size());
  std::memcpy(block_.get(), packed.data(), packed.size());
}

void PackedArticle::release(StringPool& pool) {
  Releaser releaser(fields(), pool);
  Entry scratch;
  visit_entry(releaser, scratch);
  pool.release(head().id_prefix);
  block_.reset();
}

bool PackedArticle::operator==(const PackedArticle& other) const {
  if (!block_ || !other.block_) return block_ == other.block_;
  return published_ == other.published_ && head().bytes == other.head().bytes &&
         std::memcmp(block_.get(), other.block_.get(), head().bytes) == 0;
}

const PackedArticle::Head& PackedArticle::head() const {
  return *reinterpret_cast<const Head*>(block_.get());
}

std::string_view PackedArticle::view(std::size_t offset, std::size_t length) const {
  return {reinterpret_cast<const char*>(block_.get()) + offset, length};
}

std::string_view PackedArticle::path() const {
  return view(sizeof(Head) + spellings().size_bytes(), head().path_length);
}

bool PackedArticle::unpublished() const {
  return (head().flags & unpublished_flag) != 0;
}

bool PackedArticle::withdrawn() const {
  return (head().flags & withdrawn_flag) != 0;
}

std::string_view PackedArticle::duplicate_key() const {
  return view(head().key_offset, head().key_length);
}

std::span<const SpellingId> PackedArticle::spellings() const {
  static_assert(sizeof(Head) % alignof(SpellingId) == 0);
  return {reinterpret_cast<const SpellingId*>(block_.get() + sizeof(Head)), head().spellings};
}

std::string_view PackedArticle::id_tail() const {
  return view(head().id_offset, head().id_length);
}

std::string_view PackedArticle::fields() const {
  const std::size_t start = sizeof(Head) + spellings().size_bytes() + head().path_length;
  return view(start, head().fields_end - start);
}

std::strong_ordering PackedArticle::compare_ids(const PackedArticle& left, const PackedArticle& right,
                                                const StringPool& pool) {
  if (left.head().id_prefix == right.head().id_prefix) return left.id_tail() <=> right.id_tail();
  const auto id = [&](const PackedArticle& article) {
    return std::string(pool.text(article.head().id_prefix)).append(article.id_tail());
  };
  return id(left) <=> id(right);
}

Entry PackedArticle::entry(const StringPool& pool) const {
  Entry entry;
  entry.id = pool.text(head().id_prefix);
  entry.id += id_tail();
  entry.published = published_;
  Unpacker unpacker(fields(), &pool);
  visit_entry(unpacker, entry);
  return entry;
}

std::size_t PackedArticle::bytes() const {
  return head().bytes;
}

std::size_t PackedArticle::body_bytes() const {
  return head().body_bytes;
}

}  // namespace feed_exporter
