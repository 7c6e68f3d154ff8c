// SPDX-License-Identifier: MIT
#include "tests/content/seed_text.hpp"

#include <cstdio>

namespace feed_exporter {
namespace {

class Lines {
 public:
  void add(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    text_ += "  ";
    text_ += name;
    text_ += ": ";
    for (const char c : value) {
      if (c == '\n') {
        text_ += "\\n";
      } else {
        text_ += c;
      }
    }
    text_ += '\n';
  }
  template <class Number>
  void add_number(std::string_view name, const std::optional<Number>& number) {
    if (number) add(name, std::to_string(*number));
  }
  void add_time(std::string_view name, std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    add(name, text);
  }
  void add_image(std::string_view name, const Image& image) {
    std::string text = image.url + ' ' + std::to_string(image.width) + 'x' + std::to_string(image.height);
    if (!image.title.empty()) text += " title=" + image.title;
    if (!image.attribution.empty()) text += " attribution=" + image.attribution;
    add(name, text);
  }
  void add_link(std::string_view name, const Link& link) { add(name, link.url + ' ' + link.title); }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string article_text(const Article& article) {
  const Entry& entry = article.entry;
  Lines lines;
  lines.add("unpublished", article.unpublished ? "yes" : "");
  lines.add("withdrawn", article.withdrawn ? "yes" : "");
  lines.add("id", entry.id);
  lines.add("duplicate_key", article.duplicate_key);
  lines.add("title", entry.title);
  lines.add("url", entry.url);
  lines.add("via", entry.via);
  lines.add_time("published", entry.published);
  if (entry.updated) lines.add_time("updated", *entry.updated);
  lines.add("summary", entry.summary);
  for (const std::string& topic : article.topics) lines.add("topic", topic);
  lines.add("category", entry.category);
  lines.add("type", entry.type);
  lines.add("provider", entry.provider.name);
  lines.add("provider domain", entry.provider.domain);
  for (const Image& image : entry.provider.images) lines.add_image("provider image", image);
  for (const std::string& author : entry.authors) lines.add("author", author);
  for (const Image& image : entry.images) lines.add_image("image", image);
  if (entry.duration) lines.add("duration", std::to_string(entry.duration->count()));
  lines.add("player", entry.player);
  for (const Enclosure& enclosure : entry.enclosures) {
    lines.add("enclosure", enclosure.url + ' ' + enclosure.media_type + ' ' + enclosure.title);
  }
  for (const Link& link : entry.actions) lines.add_link("action", link);
  for (const Link& link : entry.related) lines.add_link("related", link);
  for (const std::string& level : entry.levels) lines.add("level", level);
  lines.add("price", entry.price);
  lines.add("language", entry.language);
  lines.add_number("quality", entry.quality);
  lines.add_number("heat", entry.heat);
  lines.add("content", entry.content_html);
  return lines.take();
}

}  // namespace

std::string to_text(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    Problem here = problem;
    here.path.clear();
    text += to_location(here).substr(problem.line == 0 ? 0 : 1);
    text += problem.line == 0 ? "" : " ";
    text += problem.severity == Severity::error ? "error " : "warning ";
    text += problem.rule + ": " + problem.message + '\n';
  }
  return text;
}

std::string to_text(const Seed& seed) {
  static constexpr std::string_view kinds[] = {"not a seed", "bad", "left out", "article"};
  std::string text(kinds[static_cast<std::size_t>(seed.kind)]);
  text += '\n';
  if (seed.article) text += article_text(*seed.article);
  return text + to_text(seed.problems);
}

std::string to_text(const Taxonomy& taxonomy) {
  std::string text;
  for (const auto& [slug, topic] : taxonomy.topics) {
    Lines lines;
    lines.add("name", topic.name);
    lines.add("description", topic.description);
    lines.add("parent", topic.parent);
    text += slug + '\n' + lines.take();
  }
  for (const auto& [alias, slug] : taxonomy.aliases) text += alias + " -> " + slug + '\n';
  return text;
}

}  // namespace feed_exporter
