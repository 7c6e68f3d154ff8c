// SPDX-License-Identifier: MIT
#include "daemon/content/url_resolve.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

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

/// `..` that leads above the root is not there (RFC 3986 section 5.2.4); Boost.URL leaves it.
std::string without_leading_dots(std::string_view url) {
  const std::size_t path_at = std::min(url.find('/', url.find("://") + 3), url.size());
  const std::size_t path_end = std::min(url.find_first_of("?#", path_at), url.size());
  std::string_view path = url.substr(path_at, path_end - path_at);
  while (path.starts_with("/../")) path.remove_prefix(3);
  if (path == "/..") path.remove_suffix(2);
  return std::string(url.substr(0, path_at)).append(path).append(url.substr(path_end));
}

}  // namespace

std::string scheme_of(std::string_view reference) {
  const std::string text = without_blanks(reference);
  std::string scheme;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    const bool is_letter = lower >= 'a' && lower <= 'z';
    if (c == ':') return scheme;
    if (!is_letter && (scheme.empty() || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
      return {};
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

  std::string encoded;
  append_encoded_tail(encoded, text);
  // A first segment with a colon would be taken for a scheme (RFC 3986 section 4.2).
  if (encoded.find(':') < encoded.find_first_of("/?#")) encoded.insert(0, "./");
  const auto base_view = boost::urls::parse_uri({base.data(), base.size()});
  const auto reference_view = boost::urls::parse_uri_reference(encoded);
  if (!base_view || !reference_view) return {};
  boost::urls::url target;
  if (!boost::urls::resolve(*base_view, *reference_view, target)) return {};
  return read_url(without_leading_dots({target.buffer().data(), target.buffer().size()})).url;
}

}  // namespace feed_exporter
