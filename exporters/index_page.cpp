// SPDX-License-Identifier: MIT
#include "exporters/index_page.hpp"

#include <algorithm>

#include "exporters/format.hpp"
#include "exporters/index_state.hpp"
#include "exporters/index_topics.hpp"
#include "exporters/page.hpp"

namespace feed_exporter {
namespace {

/// Bytes kept for the footer.
constexpr std::size_t footer_bytes = 500;

/// What there is to be read of in the section on the state.
std::string summarize(const DaemonState& state) {
  std::string text;
  if (is_behind(state)) text = "not up to date";
  if (state.problems > 0) {
    if (!text.empty()) text += ", ";
    text += counted(state.problems, "problem", "problems");
  }
  return text.empty() ? counted(state.conditions.size(), "notice", "notices") : text;
}

void write_facts(HtmlWriter& html, const Directory& directory, const DaemonState& state, std::size_t topics) {
  const Format& page = page_format();
  html.element("p", {{"class", "facts"}}, [&] {
    html.element("a", {{"href", site_link(directory.site, feed_path(everything_slug, page))}},
                 counted(state.articles, "article", "articles"));
    html.text(" in " + counted(topics, "topic", "topics") + " · updated ");
    write_day(html, directory.updated);
    if (state.problems == 0 && state.conditions.empty()) return;
    html.text(" · ");
    html.element("a", {{"href", "#state"}}, summarize(state));
  });
}

void write_index(HtmlWriter& html, const Directory& directory, const DaemonState& state) {
  const Site& site = directory.site;
  const auto all = std::ranges::count(directory.topics, everything_slug, &DirectoryTopic::slug);
  const std::size_t topics = directory.topics.size() - static_cast<std::size_t>(all);
  const bool empty = state.articles == 0 && topics == 0;
  html.element("div", {{"class", "hero"}}, [&] {
    html.element("div", {}, [&] {
      html.element("h1", {}, site.title);
      if (!site.description.empty()) html.element("p", {{"class", "lede"}}, site.description);
      if (!empty) write_facts(html, directory, state, topics);
    });
    if (empty) return;
    write_subscribe_box(html, site, everything_slug, site.title, [&] {
      html.text("All topics at once: ");
      html.element("a", {{"href", site_link(site, opml_path)}}, "OPML file");
    });
  });

  std::string state_section;
  HtmlWriter measure(state_section);
  write_state(measure, state);
  if (!empty) {
    const std::size_t kept = state_section.size() + footer_bytes;
    write_index_topics(html, directory, page_budget - std::min(page_budget, kept));
    return write_state(html, state);
  }
  // That there is no article may have its reason in the daemon's state.
  const bool state_first = is_behind(state);
  if (state_first) write_state(html, state);
  write_welcome(html);
  if (!state_first && (state.problems > 0 || !state.conditions.empty())) write_state(html, state);
}

}  // namespace

std::string render_index_page(const Directory& directory, const DaemonState& state) {
  const Site& site = directory.site;
  std::string out;
  render_page(site,
              {.title = site.title,
               .description = site.description,
               .canonical = site.base_url + std::string(index_page_path),
               .feed_slug = std::string(everything_slug),
               .feed_title = site.title},
              out, [&](HtmlWriter& html) { write_index(html, directory, state); });
  return out;
}

}  // namespace feed_exporter
