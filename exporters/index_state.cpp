// SPDX-License-Identifier: MIT
#include "exporters/index_state.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "exporters/excerpt.hpp"
#include "exporters/page.hpp"

namespace feed_exporter {
namespace {

/// Bytes of a message or a place; longer ones are cut.
constexpr std::size_t max_notice = 300;
constexpr std::size_t max_notices = 10;

/// An example that becomes an article as it stands.
constexpr std::string_view example_seed = R"(---
title: "Hello, reader"
excerpt: "The first article of this site."
publishedDateTime: 2024-01-02T09:00:00Z
webUrl: "https://example.org/hello"
topics:
  - News
---
)";

void write_notices(HtmlWriter& html, std::span<const Notice> notices) {
  html.element("ul", {{"class", "notices"}}, [&] {
    for (const Notice& notice : notices) {
      html.element("li", {}, [&] {
        html.element("b", {{"class", notice.severity}}, notice.severity);
        html.text(" ");
        if (!notice.where.empty()) {
          html.element("code", {}, excerpt(notice.where, max_notice));
          html.text(" ");
        }
        html.element("span", {}, excerpt(notice.text, max_notice));
      });
    }
  });
}

void write_conditions(HtmlWriter& html, const DaemonState& state) {
  if (is_behind(state)) html.element("p", {}, "The feeds stay as they were:");
  write_notices(html, state.conditions);
}

void write_problems(HtmlWriter& html, const DaemonState& state) {
  // Beside a condition that keeps the feeds from following, this would be no comfort.
  const std::string_view rest = is_behind(state) ? ":" : "; everything else is served as usual.";
  html.element("p", {},
               counted(state.problems, "problem", "problems") + " found in the seeds" + std::string(rest));
  const std::size_t shown = std::min(state.notices.size(), max_notices);
  write_notices(html, std::span(state.notices).first(shown));
  if (state.problems <= shown) return;
  html.element("p", {}, [&] {
    html.text("The other " + counted(state.problems - shown, "problem is", "problems are") + " listed by ");
    html.element("code", {}, "feed-exporter check");
    html.text(".");
  });
}

}  // namespace

bool is_behind(const DaemonState& state) {
  return std::ranges::count(state.conditions, "error", &Notice::severity) > 0;
}

void write_welcome(HtmlWriter& html) {
  html.element("section", {{"class", "welcome"}, {"aria-labelledby", "welcome"}}, [&] {
    html.element("h2", {{"id", "welcome"}}, "No article yet");
    html.element("p", {}, [&] {
      html.text(
          "The seeds directory holds no article that can be shown. Put a text file like this one into it, "
          "as ");
      html.element("code", {}, "hello.md");
      html.text(" for example. It appears here by itself, and so do its topics.");
    });
    html.element("pre", {{"tabindex", "0"}, {"aria-label", "An example of a seed"}},
                 [&] { html.element("code", {}, example_seed); });
    html.element("p", {}, [&] {
      html.text("Nothing happens? ");
      html.element("code", {}, "feed-exporter check");
      html.text(" says what it finds in the directory and what is wrong with it.");
    });
  });
}

void write_state(HtmlWriter& html, const DaemonState& state) {
  html.element("section", {{"class", "state"}, {"aria-labelledby", "state"}}, [&] {
    html.element("h2", {{"id", "state"}}, "State");
    if (!state.conditions.empty()) write_conditions(html, state);
    if (state.problems > 0) write_problems(html, state);
    if (state.problems == 0 && state.conditions.empty()) {
      html.element("p", {{"class", "fine"}}, "All seeds are fine.");
    }
  });
}

}  // namespace feed_exporter
