// SPDX-License-Identifier: MIT
// Answers that are made for one request: errors, redirects, the state of the daemon. Pure; they allocate.
#pragma once

#include <string>
#include <string_view>

#include "daemon/serve/handler.hpp"

namespace feed_exporter {

/// A reply with a body of its own. `further_lines` are header lines, each ended by CRLF.
Reply make_reply(int status, std::string_view format, std::string_view content_type,
                 std::string_view further_lines, std::string body);

/// `404 Not Found`, a blank line, and what there is to say, as plain text.
Reply make_error(int status, std::string_view text, std::string_view further_lines = {});

/// The answer to OPTIONS: what is allowed here, also to scripts of other sites (Fetch standard, CORS
/// preflight).
Reply make_options_reply();

/// No such page: nearest topics, as HTML for people and as text for all others.
Reply make_not_found(const Snapshot& snapshot, std::string_view path, std::string_view accept);

}  // namespace feed_exporter
