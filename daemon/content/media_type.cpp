// SPDX-License-Identifier: MIT
#include "daemon/content/media_type.hpp"

#include <algorithm>
#include <string>

namespace feed_exporter {
namespace {

/// Longer endings are parts of names.
constexpr std::size_t max_extension_size = 8;

struct KnownExtension {
  std::string_view extension;
  /// Empty: a page.
  std::string_view media_type;
};

constexpr KnownExtension known_extensions[] = {
    {"7z", "application/x-7z-compressed"},
    {"aac", "audio/aac"},
    {"apk", "application/vnd.android.package-archive"},
    {"asp", ""},
    {"aspx", ""},
    {"avi", "video/x-msvideo"},
    {"bz2", "application/x-bzip2"},
    {"cgi", ""},
    {"csv", "text/csv"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"epub", "application/epub+zip"},
    {"flac", "audio/flac"},
    {"gif", "image/gif"},
    {"gz", "application/gzip"},
    {"htm", ""},
    {"html", ""},
    {"ics", "text/calendar"},
    {"ipynb", "application/x-ipynb+json"},
    {"jar", "application/java-archive"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"json", "application/json"},
    {"jsp", ""},
    {"m4a", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"md", "text/markdown"},
    {"mkv", "video/x-matroska"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"mpg", "video/mpeg"},
    {"msapp", "application/octet-stream"},
    {"odp", "application/vnd.oasis.opendocument.presentation"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"ogg", "audio/ogg"},
    {"opus", "audio/ogg"},
    {"pdf", "application/pdf"},
    {"php", ""},
    {"png", "image/png"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"rar", "application/vnd.rar"},
    {"rtf", "application/rtf"},
    {"shtml", ""},
    {"svg", "image/svg+xml"},
    {"tar", "application/x-tar"},
    {"tgz", "application/gzip"},
    {"txt", "text/plain"},
    {"wav", "audio/wav"},
    {"webm", "video/webm"},
    {"webp", "image/webp"},
    {"xhtml", ""},
    {"xls", "application/vnd.ms-excel"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xml", "application/xml"},
    {"xz", "application/x-xz"},
    {"zip", "application/zip"},
};

}  // namespace

std::string_view guess_media_type(std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::size_t authority = path.find("://") + 3;
  const std::size_t slash = path.rfind('/');
  if (slash < authority || slash == std::string_view::npos) return {};
  const std::string_view name = path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  if (extension.empty() || extension.size() > max_extension_size) return {};
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return {};
  }
  const auto* const known = std::lower_bound(
      std::begin(known_extensions), std::end(known_extensions), extension,
      [](const KnownExtension& left, const std::string& right) { return left.extension < right; });
  if (known != std::end(known_extensions) && known->extension == extension) return known->media_type;
  return "application/octet-stream";
}

}  // namespace feed_exporter
