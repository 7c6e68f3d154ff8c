// SPDX-License-Identifier: MIT
// Fields of an entry <-> bytes: what visit_entry drives. Numbers are LEB128, signed ones zigzag; a string is
// its length and its bytes; a shared one its id in the pool. The body goes apart. What is unpacked is what
// was packed, so lengths are not checked.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "daemon/catalog/entry_fields.hpp"
#include "daemon/catalog/string_pool.hpp"

namespace feed_exporter {

/// Appends fields to a string; strings that go to the pool are acquired.
class FieldPacker {
 public:
  FieldPacker(std::string& out, StringPool* pool) : out_(out), pool_(pool) {}

  void text(std::string_view value) {
    put(value.size());
    out_ += value;
  }
  void shared(const std::string& value) { put(pool_->acquire(value)); }
  void provider(const Provider& value) {
    std::string packed;
    FieldPacker fields(packed, nullptr);
    visit_provider(fields, value);
    put(pool_->acquire(packed));
  }
  void body(const std::string&) {}
  template <class Integer>
  void number(Integer value) {
    if constexpr (std::is_signed_v<Integer>) {
      put(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
    } else {
      put(value);
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
    put(values.size());
    for (const Value& value : values) visit(value);
  }

 private:
  void put(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_.push_back(static_cast<char>(value | 0x80));
    out_.push_back(static_cast<char>(value));
  }

  std::string& out_;
  StringPool* pool_;
};

/// Reads fields from where they were packed.
class FieldUnpacker {
 public:
  FieldUnpacker(std::string_view in, std::string_view body, const StringPool* pool)
      : in_(in), body_(body), pool_(pool) {}

  void text(std::string& value) { value = take(take_number()); }
  void shared(std::string& value) { value = pool_->text(take_id()); }
  void provider(Provider& value) {
    FieldUnpacker fields(pool_->text(take_id()), {}, nullptr);
    visit_provider(fields, value);
  }
  void body(std::string& value) { value = body_; }
  template <class Integer>
  void number(Integer& value) {
    const std::uint64_t packed = take_number();
    if constexpr (std::is_signed_v<Integer>) {
      value = static_cast<Integer>((packed >> 1) ^ (~(packed & 1) + 1));
    } else {
      value = static_cast<Integer>(packed);
    }
  }
  void seconds(std::chrono::sys_seconds& value) {
    std::chrono::seconds since_epoch{};
    seconds(since_epoch);
    value = std::chrono::sys_seconds(since_epoch);
  }
  void seconds(std::chrono::seconds& value) {
    std::int64_t count = 0;
    number(count);
    value = std::chrono::seconds(count);
  }
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
  std::string_view body_;
  const StringPool* pool_;
};

/// Walks over packed fields only to give the shared strings back.
class FieldReleaser : public FieldUnpacker {
 public:
  FieldReleaser(std::string_view in, StringPool& pool) : FieldUnpacker(in, {}, &pool), pool_(pool) {}

  void text(std::string&) { take(take_number()); }
  void shared(std::string&) { pool_.release(take_id()); }
  void provider(Provider&) { pool_.release(take_id()); }
  void body(std::string&) {}

 private:
  StringPool& pool_;
};

}  // namespace feed_exporter
