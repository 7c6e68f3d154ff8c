// SPDX-License-Identifier: MIT
// The `srcset` of pictures. Pure.
#pragma once

#include <string>
#include <string_view>

namespace feed_exporter {

/// A `srcset` (WHATWG HTML section 4.8.4.2.1) with each URL made absolute against `base`; candidates whose
/// URL cannot be are left out.
std::string resolve_image_set(std::string_view base, std::string_view image_set);

}  // namespace feed_exporter
