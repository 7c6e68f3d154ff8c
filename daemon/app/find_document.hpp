// SPDX-License-Identifier: MIT
// A document as a person names it on the command line -> what is served there. Pure.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/serve/snapshot.hpp"

namespace feed_exporter {

/// Understands what `serve` does, so that an address can be copied from a browser: `feeds/ai.atom` with or
/// without the slash before it, percent-encoded or not, below the base URL's path or not, a whole URL, an
/// alias of a topic. Null if there is none.
const std::shared_ptr<const Resource>* find_document(const Snapshot& snapshot, std::string_view name);

/// The documents whose names are near, nearest first, as `find_document` takes them; few.
std::vector<std::string> nearest_documents(const Snapshot& snapshot, std::string_view name);

}  // namespace feed_exporter
