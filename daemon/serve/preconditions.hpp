// SPDX-License-Identifier: MIT
// Whether what a client asks for is still what it takes it for (RFC 9110 sections 13.1.1 and 13.1.4). Pure.
#pragma once

#include "daemon/serve/handler.hpp"
#include "daemon/serve/negotiation.hpp"

namespace feed_exporter {

/// False if `If-Match`, or without it `If-Unmodified-Since`, does not hold: 412. `selected` becomes the
/// representation that `If-Match` names, as long as that is acceptable. A date that is none is not looked at.
bool preconditions_hold(const Resource& resource, const CodingWeights& weights,
                        const Representation*& selected, const Request& request);

}  // namespace feed_exporter
