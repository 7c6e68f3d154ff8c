// SPDX-License-Identifier: MIT
#include "daemon/content/topic_names.hpp"

#include <algorithm>

#include "daemon/content/slug.hpp"

namespace feed_exporter {
namespace {

/// A topic's slug is part of URLs, three bytes for one there; servers take 2 KiB.
constexpr std::size_t max_topic_bytes = 256;

std::string with_single_blanks(std::string text) {
  const auto end = std::unique(text.begin(), text.end(),
                               [](char left, char right) { return left == ' ' && right == ' '; });
  text.erase(end, text.end());
  return text;
}

}  // namespace

std::vector<std::string> read_topics(const YamlNode& root, std::size_t limit, Fields& fields) {
  std::vector<std::string> topics;
  std::vector<std::string> slugs;
  for (const YamlNode* item : fields.items(root, "topics")) {
    std::string name =
        with_single_blanks(item->kind == YamlKind::map ? fields.line(*item, "name") : fields.line(*item));
    std::string slug = name.size() > max_topic_bytes ? std::string() : make_slug(name);
    if (slug.empty()) {
      fields.problems().warn(
          item->at, "bad-topic",
          "the topic " + quote(name) + " has no letter or digit, or is too long; it is left out");
    } else if (std::find(slugs.begin(), slugs.end(), slug) != slugs.end()) {
      fields.problems().warn(item->at, "duplicate-topic", "the topic " + quote(name) + " stands here twice");
    } else if (topics.size() == limit) {
      fields.problems().warn(
          item->at, "too-many-topics",
          "only the first " + std::to_string(limit) + " topics count ([seeds] max_topics)");
      break;
    } else {
      topics.push_back(std::move(name));
      slugs.push_back(std::move(slug));
    }
  }
  return topics;
}

}  // namespace feed_exporter
