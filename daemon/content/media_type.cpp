// SPDX-License-Identifier: MIT
#include "daemon/content/media_type.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "config/characters/ascii.hpp"

namespace feed_exporter {
namespace {

/// For files whose format has no registered media type.
constexpr std::string_view octet_stream = "application/octet-stream";

struct KnownExtension {
  std::string_view extension;
  std::string_view media_type;

  constexpr bool operator<(const KnownExtension& other) const { return extension < other.extension; }
};

/// Formats that are downloaded, sorted. Not those of source code, whose addresses are as often those of pages
/// about it (`/Node.js`).
constexpr KnownExtension known_extensions[] = {
    {"3gp", "video/3gpp"},
    {"7z", "application/x-7z-compressed"},
    {"aab", octet_stream},
    {"aac", "audio/aac"},
    {"aif", octet_stream},
    {"aiff", octet_stream},
    {"apk", "application/vnd.android.package-archive"},
    {"appimage", octet_stream},
    {"appinstaller", octet_stream},
    {"avi", "video/x-msvideo"},
    {"avif", "image/avif"},
    {"azw3", "application/vnd.amazon.mobi8-ebook"},
    {"bib", octet_stream},
    {"bin", octet_stream},
    {"bmp", "image/bmp"},
    {"bz2", "application/x-bzip2"},
    {"cab", "application/vnd.ms-cab-compressed"},
    {"cbr", "application/vnd.comicbook-rar"},
    {"cbz", "application/vnd.comicbook+zip"},
    {"csv", "text/csv"},
    {"deb", "application/vnd.debian.binary-package"},
    {"djvu", "image/vnd.djvu"},
    {"dmg", octet_stream},
    {"doc", "application/msword"},
    {"docm", "application/vnd.ms-word.document.macroEnabled.12"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"},
    {"dwg", "image/vnd.dwg"},
    {"dxf", "image/vnd.dxf"},
    {"eml", "message/rfc822"},
    {"eot", "application/vnd.ms-fontobject"},
    {"eps", "application/postscript"},
    {"epub", "application/epub+zip"},
    {"exe", "application/vnd.microsoft.portable-executable"},
    {"fb2", octet_stream},
    {"flac", "audio/flac"},
    {"gem", octet_stream},
    {"geojson", "application/geo+json"},
    {"gguf", octet_stream},
    {"gif", "image/gif"},
    {"glb", "model/gltf-binary"},
    {"gltf", "model/gltf+json"},
    {"gpx", octet_stream},
    {"gz", "application/gzip"},
    {"h5", octet_stream},
    {"heic", "image/heic"},
    {"heif", "image/heif"},
    {"ico", "image/vnd.microsoft.icon"},
    {"ics", "text/calendar"},
    {"img", octet_stream},
    {"ipa", octet_stream},
    {"ipynb", "application/x-ipynb+json"},
    {"iso", "application/vnd.efi.iso"},
    {"jar", "application/java-archive"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"json", "application/json"},
    {"jsonl", octet_stream},
    {"jxl", "image/jxl"},
    {"key", "application/vnd.apple.keynote"},
    {"kml", "application/vnd.google-earth.kml+xml"},
    {"kmz", "application/vnd.google-earth.kmz"},
    {"lz4", octet_stream},
    {"lzma", octet_stream},
    {"m3u8", "application/vnd.apple.mpegurl"},
    {"m4a", "audio/mp4"},
    {"m4b", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"md", "text/markdown"},
    {"mkv", "video/x-matroska"},
    {"mobi", octet_stream},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"msapp", octet_stream},
    {"msi", octet_stream},
    {"msix", octet_stream},
    {"msixbundle", octet_stream},
    {"ndjson", octet_stream},
    {"npy", octet_stream},
    {"npz", octet_stream},
    {"numbers", "application/vnd.apple.numbers"},
    {"nupkg", octet_stream},
    {"odg", "application/vnd.oasis.opendocument.graphics"},
    {"odp", "application/vnd.oasis.opendocument.presentation"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"oga", "audio/ogg"},
    {"ogg", "audio/ogg"},
    {"ogv", "video/ogg"},
    {"onnx", octet_stream},
    {"opus", "audio/ogg"},
    {"otf", "font/otf"},
    {"pages", "application/vnd.apple.pages"},
    {"parquet", octet_stream},
    {"pbit", octet_stream},
    {"pbix", octet_stream},
    {"pdf", "application/pdf"},
    {"pkg", octet_stream},
    {"png", "image/png"},
    {"potx", "application/vnd.openxmlformats-officedocument.presentationml.template"},
    {"pps", "application/vnd.ms-powerpoint"},
    {"ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.12"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"ps", "application/postscript"},
    {"psd", "image/vnd.adobe.photoshop"},
    {"rar", "application/vnd.rar"},
    {"rpm", octet_stream},
    {"rtf", "application/rtf"},
    {"safetensors", octet_stream},
    {"snap", octet_stream},
    {"sqlite", "application/vnd.sqlite3"},
    {"srt", octet_stream},
    {"stl", "model/stl"},
    {"svg", "image/svg+xml"},
    {"tar", "application/x-tar"},
    {"tbz", "application/x-bzip2"},
    {"tbz2", "application/x-bzip2"},
    {"tgz", "application/gzip"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"torrent", octet_stream},
    {"tsv", "text/tab-separated-values"},
    {"ttf", "font/ttf"},
    {"txt", "text/plain"},
    {"txz", "application/x-xz"},
    {"vcf", "text/vcard"},
    {"vsd", "application/vnd.visio"},
    {"vsdx", octet_stream},
    {"vsix", octet_stream},
    {"vtt", "text/vtt"},
    {"wav", "audio/wav"},
    {"webm", "video/webm"},
    {"webp", "image/webp"},
    {"whl", octet_stream},
    {"wma", octet_stream},
    {"wmv", octet_stream},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"xls", "application/vnd.ms-excel"},
    {"xlsb", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"},
    {"xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template"},
    {"xml", "application/xml"},
    {"xpi", octet_stream},
    {"xps", "application/vnd.ms-xpsdocument"},
    {"xz", "application/x-xz"},
    {"yaml", "application/yaml"},
    {"yml", "application/yaml"},
    {"zip", "application/zip"},
    {"zst", "application/zstd"},
};
static_assert(std::is_sorted(std::begin(known_extensions), std::end(known_extensions)));

/// What stands behind the last dot of the last part of the path.
std::string_view extension_of(std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::size_t authority = path.find("://") + 3;
  const std::size_t slash = path.rfind('/');
  if (slash < authority || slash == std::string_view::npos) return {};
  const std::string_view name = path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot + 1);
}

}  // namespace

std::string_view guess_media_type(std::string_view url) {
  const std::string_view extension = extension_of(url);
  std::string lower(extension);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  // Nobody writes the extension of a file as a name: `Newtonsoft.Json`.
  const bool is_mixed = extension != lower && std::any_of(extension.begin(), extension.end(), is_lower);
  if (is_mixed) return {};
  const auto* const known =
      std::lower_bound(std::begin(known_extensions), std::end(known_extensions), KnownExtension{lower, {}});
  return known != std::end(known_extensions) && known->extension == lower ? known->media_type
                                                                          : std::string_view();
}

}  // namespace feed_exporter
