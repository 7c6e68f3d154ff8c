// SPDX-License-Identifier: MIT
// Which files below a directory an export wrote, and with what bytes: the text of its manifest <-> value.
// Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/rebuild/content_hash.hpp"

namespace feed_exporter {

class ExportManifest {
 public:
  /// A line is a hash (32 hexadecimal digits), two blanks and a path, as `xxhsum -H2 -c` reads it; a line
  /// without a hash is a path, as first exports wrote it. Anybody may have edited the file, so paths that
  /// lead out of the directory are left out.
  static ExportManifest parse(std::string_view text);

  /// A path may have several hashes: while it is being replaced its file is the old one or the new one.
  void add(const std::string& path, const ContentHash& hash);

  bool names(const std::string& path) const { return files_.contains(path); }
  /// Whether a file of this path and these bytes was written by an export. What has no hash is believed.
  bool wrote(const std::string& path, const ContentHash& hash) const;

  /// Path -> hashes, none where they are not known; sorted.
  const std::map<std::string, std::vector<ContentHash>>& files() const { return files_; }
  std::string to_text() const;

 private:
  std::map<std::string, std::vector<ContentHash>> files_;
};

}  // namespace feed_exporter
