// SPDX-License-Identifier: MIT
// The one place where HTML is written: elements that are always closed, text and attribute values that are
// always escaped. A writer belongs to one page and one thread.
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace feed_exporter {

struct HtmlAttribute {
  std::string_view name;
  /// Not yet escaped; the attribute is left out if there is no value.
  std::optional<std::string_view> value;
};

/// Appends HTML to a string. Names of elements and attributes are literals of the program; everything else is
/// escaped.
class HtmlWriter {
 public:
  using Attributes = std::initializer_list<HtmlAttribute>;

  explicit HtmlWriter(std::string& out) : out_(out), start_(out.size()) {}
  HtmlWriter(const HtmlWriter&) = delete;
  HtmlWriter& operator=(const HtmlWriter&) = delete;

  void doctype();

  /// An element that holds what `content` writes.
  template <std::invocable Content>
  void element(std::string_view tag, Attributes attributes, Content content) {
    open(tag, attributes);
    content();
    close(tag);
  }

  /// An element that holds text.
  void element(std::string_view tag, Attributes attributes, std::string_view content);

  /// An element that never holds anything: `img`, `link`, `meta`.
  void void_element(std::string_view tag, Attributes attributes) { open(tag, attributes); }

  void text(std::string_view content);

  /// Bytes written by this writer, for pages with a budget.
  std::size_t size() const { return out_.size() - start_; }
  /// Takes back all but the first `size` bytes: a former `size()` of the same element.
  void rewind(std::size_t size) { out_.resize(start_ + size); }

 private:
  void open(std::string_view tag, Attributes attributes);
  void close(std::string_view tag);

  std::string& out_;
  const std::size_t start_;
};

}  // namespace feed_exporter
