// SPDX-License-Identifier: MIT
// Everything that is served, as a list: where each document stands, what its header lines say, and how it is
// rendered. Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "daemon/serve/make_resource.hpp"
#include "exporters/daemon_state.hpp"
#include "exporters/directory.hpp"
#include "exporters/feed.hpp"

namespace feed_exporter {

struct Document {
  /// Decoded, below the base URL.
  std::string path;
  ResourceTraits traits;
  /// Appends the bytes. Thread-safe; refers to the value that the document was made of.
  std::function<void(std::string&)> render;
};

/// Appends the documents of a feed, one for each format of the table.
void append_feed_documents(const Feed& feed, std::vector<Document>& documents);

/// Appends the list of all feeds for machines: `/feeds.json` and `/feeds.opml`.
void append_directory_documents(const Directory& directory, std::vector<Document>& documents);

/// Appends `/`.
void append_index_document(const Directory& directory, const DaemonState& state,
                           std::vector<Document>& documents);

/// Appends style sheets and pictures.
void append_asset_documents(const Site& site, std::vector<Document>& documents);

}  // namespace feed_exporter
