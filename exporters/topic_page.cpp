// SPDX-License-Identifier: MIT
// The newest entries stand as stories with picture and excerpt, as many as the budget of a page allows when
// all the others are to follow as one line each.
#include "exporters/topic_page.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "exporters/entry_reading.hpp"
#include "exporters/excerpt.hpp"
#include "exporters/format.hpp"
#include "exporters/page.hpp"

namespace feed_exporter {
namespace {

// Bytes of a text that is shown; longer ones are cut. Real titles have 57 bytes on average and 133 at most,
// real excerpts 240 and 730.
constexpr std::size_t max_title = 200;
constexpr std::size_t max_provider = 60;
constexpr std::size_t max_name = 80;
constexpr std::size_t max_excerpt = 170;
constexpr std::size_t max_lead_excerpt = 420;
constexpr std::size_t max_description = 600;
/// Bytes of a line; an entry that needs more (a URL may have thousands) is only in the feeds.
constexpr std::size_t max_line = 2'000;
/// Bytes of the URL of a picture; those with longer ones are not shown.
constexpr std::size_t max_image_url = 1'000;
constexpr std::size_t max_related = 24;

/// Bytes kept for what follows the entries: the note about the rest, and the footer.
constexpr std::size_t tail = 800;
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
      html_.element("a", {{"href", entry.url}}, excerpt(shown_title(entry), max_title));
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

/// Stories, then lines; how many entries were left out.
std::size_t write_entries(HtmlWriter& html, const Feed& feed, std::size_t budget) {
  const std::vector<std::size_t> lines = measure_lines(feed);
  std::size_t lines_left = 0;
  for (const std::size_t size : lines) lines_left += size <= max_line ? size : 0;

  EntryWriter writer(html, feed.site);
  std::size_t omitted = 0;
  std::size_t i = 0;
  html.element("div", {{"class", "stories"}}, [&] {
    for (; i < feed.entries.size(); ++i) {
      if (lines[i] > max_line) {
        ++omitted;
        continue;
      }
      const std::size_t before = html.size();
      writer.write_story(feed.entries[i], i == 0);
      lines_left -= lines[i];
      if (html.size() + around_lines + lines_left <= budget) continue;
      html.rewind(before);
      break;
    }
  });
  if (i == feed.entries.size()) return omitted;

  html.element("h2", {}, "Earlier");
  html.element("ul", {{"class", "lines"}}, [&] {
    for (; i < feed.entries.size(); ++i) {
      if (lines[i] > max_line || html.size() + lines[i] > budget) {
        ++omitted;
      } else {
        writer.write_line(feed.entries[i]);
      }
    }
  });
  return omitted;
}

void write_related(HtmlWriter& html, const Feed& feed) {
  const Format& page = *std::ranges::find(formats(), false, &Format::subscribable);
  html.element("nav", {{"class", "related"}, {"aria-labelledby", "related"}}, [&] {
    html.element("h2", {{"id", "related"}}, "Related topics");
    html.element("ul", {}, [&] {
      for (std::size_t i = 0; i < std::min(feed.related_topics.size(), max_related); ++i) {
        const Tag& tag = feed.related_topics[i];
        html.element("li", {}, [&] {
          html.element("a", {{"href", site_link(feed.site, feed_path(tag.slug, page))}},
                       excerpt(tag.name, max_name));
        });
      }
    });
  });
}

void write_topic(HtmlWriter& html, const Feed& feed) {
  const std::string title = excerpt(shown_title(feed), max_title);
  html.element("div", {{"class", "hero"}}, [&] {
    html.element("div", {}, [&] {
      html.element("h1", {}, title);
      if (!feed.description.empty()) {
        html.element("p", {{"class", "lede"}}, excerpt(feed.description, max_description));
      }
      html.element("p", {{"class", "facts"}}, [&] {
        if (feed.entries.empty()) return html.text("No article yet");
        html.text("Updated ");
        write_day(html, feed.updated);
      });
    });
    write_subscribe_box(html, feed.site, feed.slug, title);
  });

  std::string related;
  if (!feed.related_topics.empty()) {
    HtmlWriter measure(related);
    write_related(measure, feed);
  }
  if (!feed.entries.empty()) {
    html.element("section", {{"aria-labelledby", "latest"}}, [&] {
      html.element("h2", {{"id", "latest"}}, "Latest articles");
      const std::size_t omitted =
          write_entries(html, feed, page_budget - std::min(page_budget, related.size() + tail));
      if (omitted > 0) {
        html.element("p", {{"class", "rest"}},
                     counted(omitted, "more article is", "more articles are") + " in the feeds.");
      }
    });
  }
  if (!feed.related_topics.empty()) write_related(html, feed);
}

}  // namespace

void render_topic_page(const Feed& feed, std::string& out) {
  const Format& page = *std::ranges::find(formats(), false, &Format::subscribable);
  render_page(feed.site,
              {.title = excerpt(shown_title(feed), max_title),
               .description = feed.description,
               .canonical = feed_url(feed.site, feed.slug, page),
               .feed_slug = feed.slug,
               .feed_title = excerpt(shown_title(feed), max_title)},
              out, [&](HtmlWriter& html) { write_topic(html, feed); });
}

}  // namespace feed_exporter
