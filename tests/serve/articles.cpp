// SPDX-License-Identifier: MIT
#include "tests/serve/articles.hpp"

#include <utility>

namespace feed_exporter {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr sys_days first_day{std::chrono::January / 1 / 2024};

std::string without_date(const std::string& head) {
  const std::size_t start = head.find("Last-Modified: ");
  if (start == std::string::npos) return head;
  return head.substr(0, start) + head.substr(head.find("\r\n", start) + 2);
}

}  // namespace

Article make_article(const std::string& path, const std::string& title, int day,
                     std::vector<std::string> topics) {
  Article article;
  article.path = path;
  article.topics = std::move(topics);
  article.entry.id = "tag:example.org,2026:" + path;
  article.entry.title = title;
  article.entry.url = "https://example.com/" + path;
  article.entry.published = sys_seconds(first_day + days(day));
  article.entry.summary = "About " + title + ", and what else there is to say of it.";
  article.entry.provider.name = "Example News";
  article.entry.provider.domain = "example.com";
  return article;
}

std::chrono::sys_seconds after_all_articles() {
  return sys_seconds(first_day + days(1000));
}

std::map<std::string, std::string> describe(const Snapshot& snapshot) {
  std::map<std::string, std::string> described;
  for (const auto& [path, resource] : snapshot.resources) {
    std::string& text = described[path];
    for (const auto& representation : resource->representations) {
      text += representation ? representation->etag + "\n" + without_date(representation->head_200) +
                                   without_date(representation->head_304)
                             : "none\n";
    }
  }
  return described;
}

}  // namespace feed_exporter
