// SPDX-License-Identifier: MIT
// The `srcset` of pictures. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {

struct ImageSet {
  /// Each URL absolute; empty if no candidate is left.
  std::string text;
  /// The URLs of the candidates that cannot be passed on, as they were.
  std::vector<std::string_view> left_out;
};

/// A `srcset` (WHATWG HTML section 4.8.4.2.1) resolved against `base`, candidate by candidate. `image_set`
/// must outlive the result.
ImageSet resolve_image_set(std::string_view base, std::string_view image_set);

}  // namespace feed_exporter
