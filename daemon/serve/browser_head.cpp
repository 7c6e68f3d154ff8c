// SPDX-License-Identifier: MIT
#include "daemon/serve/browser_head.hpp"

#include <utility>

namespace feed_exporter {
namespace {

void replace(std::string& head, std::string_view old_text, std::string_view new_text) {
  const std::size_t at = head.find(old_text);
  if (at != std::string::npos) head.replace(at, old_text.size(), new_text);
}

}  // namespace

std::optional<std::string> make_browser_head(const Representation& representation, int status) {
  for (const std::string_view label :
       {"Content-Type: application/atom+xml;", "Content-Type: application/rss+xml;"}) {
    if (!representation.head_200.starts_with(label)) continue;
    std::string head = status == 304 ? representation.head_304 : representation.head_200;
    if (status != 304) head.replace(0, label.size(), "Content-Type: application/xml;");
    replace(head, "\r\nCache-Control: public,", "\r\nCache-Control: private,");
    replace(head, "\r\nVary: Accept-Encoding\r\n", "\r\nVary: Accept-Encoding, Sec-Fetch-Dest\r\n");
    return head;
  }
  return std::nullopt;
}

}  // namespace feed_exporter
