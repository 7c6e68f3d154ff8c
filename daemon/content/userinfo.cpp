// SPDX-License-Identifier: MIT
#include "daemon/content/userinfo.hpp"

#include <algorithm>

namespace feed_exporter {

std::string without_userinfo(std::string_view text) {
  // As leniently as browsers read: a backslash is a slash, and one behind the colon is enough.
  constexpr std::string_view slashes = "/\\";
  std::string shown;
  for (std::size_t slash = text.find_first_of(slashes); slash != std::string_view::npos;
       slash = text.find_first_of(slashes)) {
    const std::size_t begin = std::min(text.find_first_not_of(slashes, slash), text.size());
    const bool opens_authority = begin - slash > 1 || (slash > 0 && text[slash - 1] == ':');
    shown.append(text, 0, begin);
    text.remove_prefix(begin);
    const std::size_t at = text.substr(0, text.find_first_of("/\\?#")).rfind('@');
    if (!opens_authority || at == std::string_view::npos) continue;
    shown += "…";
    text.remove_prefix(at);
  }
  return shown.append(text);
}

}  // namespace feed_exporter
