// SPDX-License-Identifier: MIT
#include "daemon/serve/preconditions.hpp"

#include "daemon/serve/http_date.hpp"

namespace feed_exporter {

bool preconditions_hold(const Resource& resource, const CodingWeights& weights,
                        const Representation*& selected, const Request& request) {
  if (!request.if_match.empty()) {
    const auto* const named =
        find_named(resource, weights, *selected, request.if_match, TagComparison::strong);
    if (named) selected = named;
    return named != nullptr;
  }
  // These bytes have been served since that date and were not before, so nothing is hidden behind an order.
  const auto since = parse_http_date(request.if_unmodified_since);
  const auto last_modified = parse_http_date(resource.last_modified);
  return !since || !last_modified || *last_modified <= *since;
}

}  // namespace feed_exporter
