// SPDX-License-Identifier: MIT
#include "daemon/content/entry_id.hpp"

#include "config/characters/percent_encoding.hpp"

namespace feed_exporter {
namespace {

constexpr std::size_t max_id_size = 1024;

}  // namespace

bool is_iri(std::string_view text) {
  if (text.size() > max_id_size || text.empty() || !is_letter(text.front())) return false;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  for (const char c : text.substr(0, colon)) {
    if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return false;
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return false;
  }
  return text.find_first_of("<>\"{}|\\^`") == std::string_view::npos;
}

std::string_view without_extension(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  return dot == std::string_view::npos || dot <= name ? path : path.substr(0, dot);
}

std::string make_tag_uri(std::string_view authority, std::string_view path) {
  std::string uri = "tag:";
  uri.reserve(authority.size() + path.size() + 8);
  uri += authority;
  uri += ':';
  for (const char c : without_extension(path)) {
    if (is_unreserved(c) || c == '/') {
      uri += c;
    } else {
      append_escape(uri, c);
    }
  }
  return uri;
}

}  // namespace feed_exporter
