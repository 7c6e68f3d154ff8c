// SPDX-License-Identifier: MIT
#include "daemon/serve/target.hpp"

#include <algorithm>
#include <cstdint>

#include "config/characters/percent_encoding.hpp"
#include "config/characters/utf8.hpp"

namespace feed_exporter {
namespace {

enum class Kind : std::uint8_t { plain, dot, escape, question, forbidden };

constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#') kinds[c] = Kind::forbidden;
  }
  kinds['.'] = Kind::dot;
  kinds['%'] = Kind::escape;
  kinds['?'] = Kind::question;
  return kinds;
}

// A table, since this looks at every byte of every request.
constexpr std::array<Kind, 256> kinds = make_kinds();

Kind kind_of(char c) {
  return kinds[static_cast<unsigned char>(c)];
}

bool has_forbidden(std::string_view text) {
  for (const char c : text) {
    if (kind_of(c) == Kind::forbidden) return true;
  }
  return false;
}

/// Whether the dot at `position` begins a segment that is `.` or `..`.
bool is_dot_segment(std::string_view path, std::size_t position) {
  if (path[position - 1] != '/') return false;
  std::string_view rest = path.substr(position + 1);
  if (rest.starts_with('.')) rest.remove_prefix(1);
  return rest.empty() || rest.front() == '/';
}

/// A path with escapes; none if one of them is bad or stands for what may not be encoded.
std::optional<std::string_view> decode(std::string_view path, PathBuffer& buffer) {
  if (path.size() > buffer.size()) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    char c = path[i];
    if (c == '%') {
      if (i + 2 >= path.size()) return std::nullopt;
      const int high = hex_digit(path[i + 1]);
      const int low = hex_digit(path[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      const int byte = high * 16 + low;
      if (byte < ' ' || byte == 0x7f || byte == '/' || byte == '\\') return std::nullopt;
      c = static_cast<char>(byte);
      i += 2;
    }
    buffer[size++] = c;
  }
  const std::string_view decoded(buffer.data(), size);
  for (std::size_t dot = decoded.find("/."); dot != std::string_view::npos;
       dot = decoded.find("/.", dot + 1)) {
    if (is_dot_segment(decoded, dot + 1)) return std::nullopt;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

/// What follows scheme and authority of an absolute form; none if it is none.
std::optional<std::string_view> after_authority(std::string_view target) {
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?#"), target.size());
    if (end == 0 || has_forbidden(target.substr(0, end))) return std::nullopt;
    return target.substr(end);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target, PathBuffer& buffer) {
  if (target == "*") return Target{};
  if (!target.starts_with('/')) {
    const auto rest = after_authority(target);
    if (!rest) return std::nullopt;
    // RFC 9110 section 4.2.3: an empty path is `/`.
    if (rest->empty()) return Target{"/", {}};
    target = *rest;
    if (target.front() == '?')
      return has_forbidden(target) ? std::nullopt : std::optional(Target{"/", target});
  }
  bool escaped = false;
  std::size_t end = 0;
  for (; end < target.size(); ++end) {
    const Kind kind = kind_of(target[end]);
    if (kind == Kind::plain) continue;
    if (kind == Kind::question) break;
    if (kind == Kind::forbidden) return std::nullopt;
    if (kind == Kind::escape) escaped = true;
    if (kind == Kind::dot && end > 0 && target[end - 1] == '/') {
      // The query is not part of the last segment.
      if (is_dot_segment(target.substr(0, target.find('?')), end)) return std::nullopt;
    }
  }
  Target parsed{target.substr(0, end), target.substr(end)};
  if (has_forbidden(parsed.query)) return std::nullopt;
  if (escaped) {
    const auto decoded = decode(parsed.path, buffer);
    if (!decoded) return std::nullopt;
    parsed.path = *decoded;
  }
  return parsed;
}

std::optional<std::string_view> below_base(std::string_view path, std::string_view base_path) {
  if (!path.starts_with(base_path)) return std::nullopt;
  path.remove_prefix(base_path.size());
  if (path.empty()) return "/";
  if (path.front() != '/') return std::nullopt;
  return path;
}

}  // namespace feed_exporter
