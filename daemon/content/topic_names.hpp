// SPDX-License-Identifier: MIT
// The topics of one seed. Pure, but for the warnings.
#pragma once

#include <string>
#include <vector>

#include "daemon/content/fields.hpp"

namespace feed_exporter {

/// `topics`, in its order: spelled as in the seed but for runs of blanks, one for each slug, at most `limit`.
std::vector<std::string> read_topics(const YamlNode& root, std::size_t limit, Fields& fields);

}  // namespace feed_exporter
