// SPDX-License-Identifier: MIT
#include "daemon/content/player.hpp"

#include <algorithm>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/html_document.hpp"
#include "daemon/content/problem_list.hpp"
#include "daemon/content/url.hpp"

namespace feed_exporter {
namespace {

/// The source of the first iframe below `root`, or null.
const char* find_iframe_source(const GumboNode* root) {
  std::vector<const GumboNode*> pending = {root};
  while (!pending.empty()) {
    const GumboNode* node = pending.back();
    pending.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    const GumboElement& element = node->v.element;
    if (element.tag == GUMBO_TAG_IFRAME) return find_attribute(element, "src");
    for (unsigned i = element.children.length; i > 0; --i) {
      pending.push_back(static_cast<const GumboNode*>(element.children.data[i - 1]));
    }
  }
  return nullptr;
}

}  // namespace

Player read_player(std::string_view html, const std::vector<std::string>& allowed_hosts) {
  const HtmlDocument document(html);
  const char* source = document.body() == nullptr ? nullptr : find_iframe_source(document.body());
  if (source == nullptr)
    return {{}, "bad-player", "featuredContent has no iframe with a source; it is left out"};
  // References to characters that feeds cannot hold are only resolved by the parser.
  std::string address = clean_text(trimmed(source));
  if (address.starts_with("//")) address.insert(0, "https:");
  UrlReading reading = read_url(address);
  if (!reading.url.starts_with("https://")) {
    return {
        {}, "bad-player", "the player " + quoted(address) + " is not an absolute https URL; it is left out"};
  }
  const std::string_view host = host_of(reading.url);
  if (std::find(allowed_hosts.begin(), allowed_hosts.end(), host) == allowed_hosts.end()) {
    return {{},
            "player-host",
            "the player's host " + quoted(host) + " is not in [feeds] player_hosts; it is left out"};
  }
  return {std::move(reading.url), {}, {}};
}

}  // namespace feed_exporter
