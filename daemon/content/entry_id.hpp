// SPDX-License-Identifier: MIT
// Ids of entries, the same for ever. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// Whether a text may be the id of an entry as it is: an IRI with a scheme (RFC 3987 section 2.2, RFC 4287
/// section 4.2.6), at most 1 KiB.
bool is_iri(std::string_view text);

/// `tag:<authority>,<date>:<path without extension>` (RFC 4151); `authority` holds the date.
/// All bytes of the path but ASCII letters, digits and `-._~/` are percent-encoded.
std::string make_tag_uri(std::string_view authority, std::string_view path);

/// A path without the extension of its last part.
std::string_view without_extension(std::string_view path);

}  // namespace feed_exporter
