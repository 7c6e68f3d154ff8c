// SPDX-License-Identifier: MIT
// What the index page says to the owner of the site: what is wrong with the seeds, or how to begin.
#pragma once

#include "exporters/daemon_state.hpp"
#include "exporters/html.hpp"

namespace feed_exporter {

/// What to do where there is no article yet.
void write_welcome(HtmlWriter& html);

/// Whether the feeds cannot follow the seeds at present.
bool is_behind(const DaemonState& state);

/// What keeps the feeds from following, then the problems with their places; or that all is well.
void write_state(HtmlWriter& html, const DaemonState& state);

}  // namespace feed_exporter
