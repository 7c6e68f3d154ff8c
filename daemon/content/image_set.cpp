// SPDX-License-Identifier: MIT
#include "daemon/content/image_set.hpp"

#include <algorithm>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/url_resolve.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view blanks = " \t\n\f\r";

}  // namespace

ImageSet resolve_image_set(std::string_view base, std::string_view image_set) {
  ImageSet result;
  while (true) {
    const std::size_t begin = image_set.find_first_not_of(" \t\n\f\r,");
    if (begin == std::string_view::npos) return result;
    image_set.remove_prefix(begin);
    std::string_view url = image_set.substr(0, image_set.find_first_of(blanks));
    image_set.remove_prefix(url.size());
    std::string_view descriptor;
    if (url.ends_with(',')) {
      url = url.substr(0, url.find_last_not_of(',') + 1);
    } else {
      descriptor = image_set.substr(0, image_set.find(','));
      image_set.remove_prefix(descriptor.size());
    }
    const std::string absolute = resolve_url(base, url);
    if (absolute.empty()) {
      result.left_out.push_back(url);
      continue;
    }
    if (!result.text.empty()) result.text += ", ";
    result.text += absolute;
    descriptor = trimmed(descriptor);
    if (!descriptor.empty()) {
      result.text += ' ';
      result.text += descriptor;
    }
  }
}

}  // namespace feed_exporter
