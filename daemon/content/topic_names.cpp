// SPDX-License-Identifier: MIT
#include "daemon/content/topic_names.hpp"

#include <algorithm>

#include "daemon/content/slug.hpp"

namespace feed_exporter {
namespace {

/// However short its slug is, a topic is a name, and stands in every entry.
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
    std::string name = with_single_blanks(fields.name(*item, "topics"));
    if (name.empty()) continue;
    const bool is_long = name.size() > max_topic_bytes;
    std::string slug = is_long ? std::string() : make_slug(name);
    if (slug.empty()) {
      const std::string_view reason = is_long ? "is too long for a name" : no_slug_reason(name);
      fields.problems().warn(item->at, "bad-topic",
                             "the topic " + quote(name) + ' ' + std::string(reason) + "; it is left out");
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
