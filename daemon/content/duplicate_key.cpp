// SPDX-License-Identifier: MIT
#include "daemon/content/duplicate_key.hpp"

#include <algorithm>

#include "config/characters/percent_encoding.hpp"
#include "daemon/content/dot_segments.hpp"

namespace feed_exporter {
namespace {

/// Escapes of unreserved characters resolved, others in upper case; `text` has whole escapes only.
void append_normal_escapes(std::string& out, std::string_view text) {
  for (std::size_t escape = text.find('%'); escape != std::string_view::npos; escape = text.find('%')) {
    out.append(text, 0, escape);
    const char character = static_cast<char>(16 * hex_digit(text[escape + 1]) + hex_digit(text[escape + 2]));
    if (is_unreserved(character)) {
      out += character;
    } else {
      append_escape(out, character);
    }
    text.remove_prefix(escape + 3);
  }
  out += text;
}

/// The parameters that say how a reader came, never what is read.
void append_query(std::string& out, std::string_view query) {
  char separator = '?';
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (!parameter.starts_with("utm_")) {
      out += separator;
      append_normal_escapes(out, parameter);
      separator = '&';
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
}

}  // namespace

std::string make_duplicate_key(std::string_view url) {
  std::string key;
  key.reserve(url.size() + 1);
  const std::size_t fragment_at = std::min(url.find('#'), url.size());
  const std::string_view fragment = url.substr(fragment_at);
  url = url.substr(0, fragment_at);
  const std::size_t query_at = std::min(url.find('?'), url.size());
  const std::string_view query = url.substr(query_at);
  url = url.substr(0, query_at);

  const std::size_t path_at = std::min(url.find('/', url.find("://") + 3), url.size());
  key += url.substr(0, path_at);
  if (path_at == url.size()) {
    key += '/';
  } else {
    append_normal_escapes(key, url.substr(path_at));
    if (key.find("/.", path_at) != std::string::npos) {
      const std::string path = without_dot_segments(std::string_view(key).substr(path_at));
      key.replace(path_at, std::string::npos, path);
    }
  }
  if (query.size() > 1) append_query(key, query.substr(1));
  if (fragment.size() > 1) append_normal_escapes(key, fragment);
  return key;
}

}  // namespace feed_exporter
