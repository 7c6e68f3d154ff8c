// SPDX-License-Identifier: MIT
// What the index page says to the owner of the site: what is wrong with the seeds, or how to begin.
#pragma once

#include "exporters/directory.hpp"
#include "exporters/html.hpp"

namespace feed_exporter {

/// What to do where there is no article yet.
void write_welcome(HtmlWriter& html);

/// The problems with their places, or that there are none.
void write_state(HtmlWriter& html, const DaemonState& state);

}  // namespace feed_exporter
