// SPDX-License-Identifier: MIT
#include "tests/catalog/articles.hpp"

#include <utility>

namespace feed_exporter {

std::chrono::sys_seconds at(int seconds) {
  return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

Article make_article(const std::string& path, int published, std::vector<std::string> topics) {
  Article article;
  article.path = path;
  article.topics = std::move(topics);
  const std::string name = path.substr(0, path.rfind('.'));
  article.entry.id = "tag:localhost,2026:" + name;
  article.entry.title = name;
  article.entry.url = "https://example.org/" + name;
  article.duplicate_key = "example.org/" + name;
  article.entry.published = at(published);
  return article;
}

void put(Catalog& catalog, Article article) {
  std::vector<ArticleChange> changes;
  changes.push_back({article.path, article});
  catalog.apply(std::move(changes));
}

void erase(Catalog& catalog, const std::string& path) {
  std::vector<ArticleChange> changes;
  changes.push_back({path, std::nullopt});
  catalog.apply(std::move(changes));
}

std::string titles(const Catalog& catalog, std::string_view slug, std::size_t limit) {
  std::vector<std::string> words;
  for (const Entry& entry : catalog.entries(slug, limit)) words.push_back(entry.title);
  return joined(words);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace feed_exporter
