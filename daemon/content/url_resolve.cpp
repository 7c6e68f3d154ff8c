// SPDX-License-Identifier: MIT
#include "daemon/content/url_resolve.hpp"

#include <algorithm>

#include "config/characters/ascii.hpp"
#include "daemon/content/dot_segments.hpp"
#include "daemon/content/url.hpp"

namespace feed_exporter {
namespace {

/// As browsers do: control characters and blanks around a reference, tabs and line ends anywhere in it, are
/// not there.
std::string without_blanks(std::string_view reference) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!reference.empty() && is_blank(reference.front())) reference.remove_prefix(1);
  while (!reference.empty() && is_blank(reference.back())) reference.remove_suffix(1);
  std::string text(reference);
  std::erase_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return text;
}

/// A URL that `read_url` gave, and the reference, in their parts (RFC 3986 section 3): `before` is scheme and
/// authority, or nothing; `tail` begins with `?` or `#`, or is empty.
struct Parts {
  std::string_view before;
  std::string_view path;
  std::string_view tail;
};

Parts split(std::string_view text, std::size_t path_at) {
  const std::size_t tail_at = std::min(text.find_first_of("?#", path_at), text.size());
  return {text.substr(0, path_at), text.substr(path_at, tail_at - path_at), text.substr(tail_at)};
}

Parts split_url(std::string_view url) {
  return split(url, std::min(url.find_first_of("/?#", url.find("://") + 3), url.size()));
}

/// RFC 3986 section 5.2.2, for a reference without a scheme and authority.
std::string resolve_path(std::string_view base, std::string_view reference) {
  const Parts from = split_url(base);
  const Parts to = split(reference, 0);
  std::string url(from.before);
  if (to.path.empty()) {
    // Of the base's query and fragment, the reference replaces what it has, and all that stands behind that.
    const bool keeps_query = !to.tail.starts_with('?');
    const std::string_view query = from.tail.substr(0, from.tail.find('#'));
    url.append(from.path).append(keeps_query ? query : std::string_view());
  } else if (to.path.starts_with('/')) {
    url += without_dot_segments(to.path);
  } else {
    std::string merged(from.path.substr(0, from.path.rfind('/') + 1));
    if (merged.empty()) merged = "/";
    url += without_dot_segments(merged.append(to.path));
  }
  return url.append(to.tail);
}

}  // namespace

std::string scheme_of(std::string_view reference) {
  const std::string text = without_blanks(reference);
  std::string scheme;
  for (const char c : text) {
    const char lower = to_lower(c);
    if (c == ':') return scheme;
    if (!is_letter(c) && (scheme.empty() || !(is_digit(c) || c == '+' || c == '-' || c == '.'))) return {};
    scheme += lower;
  }
  return {};
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  std::string text = without_blanks(reference);
  const std::string scheme = scheme_of(text);
  if (!scheme.empty()) return scheme == "http" || scheme == "https" ? read_url(text).url : std::string();
  // As `read_url` does.
  const auto path_end =
      text.begin() + static_cast<std::ptrdiff_t>(std::min(text.find_first_of("?#"), text.size()));
  std::replace(text.begin(), path_end, '\\', '/');
  if (text.starts_with("//")) return read_url(std::string(base.substr(0, base.find(':') + 1)) + text).url;

  return read_url(resolve_path(base, text)).url;
}

}  // namespace feed_exporter
