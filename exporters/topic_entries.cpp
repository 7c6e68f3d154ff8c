// SPDX-License-Identifier: MIT
#include "exporters/topic_entries.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/entry_reading.hpp"
#include "exporters/excerpt.hpp"
#include "exporters/page.hpp"

namespace feed_exporter {
namespace {

// Bytes of a text that is shown; longer ones are cut. Real titles have 57 bytes on average and 133 at most,
// real excerpts 240 and 730.
constexpr std::size_t max_title = 200;
constexpr std::size_t max_provider = 60;
constexpr std::size_t max_excerpt = 170;
constexpr std::size_t max_lead_excerpt = 420;
/// Bytes of a line; an entry that needs more (a URL may have thousands) is only in the feeds.
constexpr std::size_t max_line = 2'000;
/// Bytes of the URL of a picture; those with longer ones are not shown.
constexpr std::size_t max_image_url = 1'000;

/// Stories that are told even where lines have to go for them: a page of lines alone is no page to look at.
constexpr std::size_t lead_stories = 4;
/// Bytes of what stands around the lines.
constexpr std::size_t around_lines = 100;

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

/// `4:05`, `1:02:03`.
std::string format_duration(std::chrono::seconds duration) {
  const std::chrono::hh_mm_ss time(duration);
  const std::string seconds = two_digits(time.seconds().count());
  if (time.hours().count() == 0) return std::to_string(time.minutes().count()) + ":" + seconds;
  return std::to_string(time.hours().count()) + ":" + two_digits(time.minutes().count()) + ":" + seconds;
}

/// What kind of thing an entry is, where it is not the usual article.
std::string kind_of(const Entry& entry) {
  std::string kind = entry.type == "article" ? std::string() : excerpt(entry.type, max_provider);
  if (entry.duration && entry.duration->count() > 0) {
    if (!kind.empty()) kind += ' ';
    kind += format_duration(*entry.duration);
  }
  return kind;
}

std::string_view provider_of(const Entry& entry) {
  return entry.provider.name.empty() ? entry.provider.domain : entry.provider.name;
}

class EntryWriter {
 public:
  EntryWriter(HtmlWriter& html, const Site& site) : html_(html), site_(site) {}

  void write_story(const Entry& entry, bool lead) {
    html_.element("article",
                  {{"class", lead ? std::optional<std::string_view>("lead") : std::nullopt}, language(entry)},
                  [&] {
                    if (!entry.images.empty() && entry.images.front().url.size() <= max_image_url)
                      write_image(entry.images.front());
                    write_headline(entry);
                    write_byline(entry);
                    const std::string text = excerpt(entry.summary, lead ? max_lead_excerpt : max_excerpt);
                    if (!text.empty()) html_.element("p", {}, text);
                  });
  }

  void write_line(const Entry& entry) {
    html_.element("li", {language(entry)}, [&] {
      write_headline(entry);
      write_byline(entry);
    });
  }

 private:
  HtmlAttribute language(const Entry& entry) const {
    const std::string_view own = own_language(entry, site_);
    return {"lang", own.empty() ? std::nullopt : std::optional(own)};
  }

  void write_image(const Image& image) {
    // Without a title of its own the picture only illustrates the headline beside it: nothing to read out.
    html_.void_element("img", {{"src", image.url},
                               {"alt", excerpt(image.title, max_title)},
                               {"loading", "lazy"},
                               {"referrerpolicy", "no-referrer"}});
  }

  void write_headline(const Entry& entry) {
    html_.element("h3", {}, [&] {
      html_.element("a", {{"href", entry.url}}, excerpt(entry.title, max_title));
    });
  }

  void write_byline(const Entry& entry) {
    html_.element("p", {{"class", "by"}}, [&] {
      if (!provider_of(entry).empty()) {
        html_.element("b", {}, excerpt(provider_of(entry), max_provider));
        html_.text(" · ");
      }
      write_day(html_, entry.published);
      const std::string kind = kind_of(entry);
      if (!kind.empty()) {
        html_.text(" · ");
        html_.element("i", {}, kind);
      }
    });
  }

  HtmlWriter& html_;
  const Site& site_;
};

/// Bytes of each entry as a line.
std::vector<std::size_t> measure_lines(const Feed& feed) {
  std::vector<std::size_t> sizes;
  sizes.reserve(feed.entries.size());
  std::string line;
  HtmlWriter html(line);
  EntryWriter writer(html, feed.site);
  for (const Entry& entry : feed.entries) {
    line.clear();
    writer.write_line(entry);
    sizes.push_back(line.size());
  }
  return sizes;
}

struct Stories {
  /// The first entry that is none.
  std::size_t end = 0;
  std::size_t told = 0;
};

/// Writes the newest entries as stories, as many as the budget allows.
Stories write_stories(HtmlWriter& html, const Feed& feed, const std::vector<std::size_t>& lines,
                      std::size_t budget) {
  std::size_t lines_left = 0;
  for (const std::size_t size : lines) lines_left += size <= max_line ? size : 0;
  EntryWriter writer(html, feed.site);
  Stories stories;
  html.element("div", {{"class", "stories"}}, [&] {
    for (; stories.end < feed.entries.size(); ++stories.end) {
      if (lines[stories.end] > max_line) continue;
      const std::size_t before = html.size();
      writer.write_story(feed.entries[stories.end], stories.told == 0);
      lines_left -= lines[stories.end];
      const std::size_t to_follow = around_lines + (stories.told < lead_stories ? 0 : lines_left);
      if (html.size() + to_follow > budget) return html.rewind(before);
      ++stories.told;
    }
  });
  return stories;
}

/// Writes the entries from `first` on as lines, as many as the budget allows; how many these are.
std::size_t write_lines(HtmlWriter& html, const Feed& feed, const std::vector<std::size_t>& lines,
                        std::size_t first, std::size_t budget) {
  EntryWriter writer(html, feed.site);
  std::size_t written = 0;
  html.element("ul", {{"class", "lines"}}, [&] {
    for (std::size_t i = first; i < feed.entries.size(); ++i) {
      if (lines[i] > max_line) continue;
      // What follows is older, and would stand there as if nothing were between.
      if (html.size() + lines[i] > budget) return;
      writer.write_line(feed.entries[i]);
      ++written;
    }
  });
  return written;
}

void write_rest(HtmlWriter& html, const std::string& count) {
  html.element("p", {{"class", "rest"}}, count + " in the feeds.");
}

}  // namespace

void write_entries(HtmlWriter& html, const Feed& feed, std::size_t budget) {
  const std::vector<std::size_t> lines = measure_lines(feed);
  const std::size_t count = feed.entries.size();
  const std::size_t start = html.size();
  std::size_t shown = 0;
  html.element("section", {{"aria-labelledby", "latest"}}, [&] {
    html.element("h2", {{"id", "latest"}}, "Latest articles");
    const Stories stories = write_stories(html, feed, lines, budget);
    shown = stories.told;
    if (stories.end < count) {
      const std::size_t before = html.size();
      html.element("h2", {}, "Earlier");
      const std::size_t written = write_lines(html, feed, lines, stories.end, budget);
      if (written == 0) html.rewind(before);
      shown += written;
    }
    if (shown < count) write_rest(html, counted(count - shown, "more article is", "more articles are"));
  });
  if (shown > 0) return;
  html.rewind(start);
  write_rest(html, counted(count, "article is", "articles are"));
}

}  // namespace feed_exporter
