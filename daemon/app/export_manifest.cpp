// SPDX-License-Identifier: MIT
#include "daemon/app/export_manifest.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace feed_exporter {
namespace {

constexpr std::size_t digits = 16;
constexpr std::string_view separator = "  ";

bool is_inside(std::string_view path) {
  const std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  return !path.empty() && normal.is_relative() && *normal.begin() != ".." && normal != "." &&
         path.find('\0') == path.npos;
}

std::optional<std::uint64_t> parse_half(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Takes the hash off a line, if it has one.
std::optional<ContentHash> take_hash(std::string_view& line) {
  if (line.size() <= 2 * digits || line.substr(2 * digits, separator.size()) != separator)
    return std::nullopt;
  const auto high = parse_half(line.substr(0, digits));
  const auto low = parse_half(line.substr(digits, digits));
  if (!high || !low) return std::nullopt;
  line.remove_prefix(2 * digits + separator.size());
  return ContentHash{*low, *high};
}

void append_half(std::string& text, std::uint64_t value) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) text += hexadecimal[value >> shift & 15];
}

}  // namespace

ExportManifest ExportManifest::parse(std::string_view text) {
  ExportManifest manifest;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto hash = take_hash(line);
    if (!is_inside(line)) continue;
    std::vector<ContentHash>& hashes = manifest.files_[std::string(line)];
    if (hash) hashes.push_back(*hash);
  }
  return manifest;
}

void ExportManifest::add(const std::string& path, const ContentHash& hash) {
  std::vector<ContentHash>& hashes = files_[path];
  if (std::ranges::find(hashes, hash) == hashes.end()) hashes.push_back(hash);
}

bool ExportManifest::wrote(const std::string& path, const ContentHash& hash) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return false;
  return found->second.empty() || std::ranges::find(found->second, hash) != found->second.end();
}

std::string ExportManifest::to_text() const {
  std::string text;
  for (const auto& [path, hashes] : files_) {
    for (const ContentHash& hash : hashes) {
      append_half(text, hash.high);
      append_half(text, hash.low);
      text += separator;
      text += path;
      text += '\n';
    }
  }
  return text;
}

}  // namespace feed_exporter
