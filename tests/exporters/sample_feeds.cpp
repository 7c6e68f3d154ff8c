// SPDX-License-Identifier: MIT
#include "tests/exporters/sample_feeds.hpp"

#include <algorithm>

namespace feed_exporter::testing {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds epoch{std::chrono::sys_days{2026y / 1 / 1}};
constexpr std::chrono::sys_seconds first_day{std::chrono::sys_days{2021y / 12 / 30}};

Feed make_news() {
  Entry first = make_news_entry("breakthrough");
  Entry changed = make_news_entry("changed");
  changed.published += 3h;
  changed.updated = changed.published + 26h;
  Entry moved = make_news_entry("moved");
  moved.published -= 24h;
  moved.via = "https://syndication.example.net/story?id=7&utm=feed";
  Entry republished = make_news_entry("republished");
  republished.published -= 25h;
  republished.updated = republished.published;
  return make_sample_feed("ai", "AI & machine learning", {first, changed, moved, republished});
}

Feed make_videos() {
  Entry player = make_plain_entry("player");
  player.type = "video";
  player.category = "learning";
  player.summary = "Eight minutes on the grill.";
  player.duration = 490s;
  player.player = "https://www.youtube.com/embed/abc123?rel=0&hl=en";
  player.images = {
      {.url = "https://images.example.org/grill.jpg?w=1280&fit=crop", .width = 1280, .height = 720}};
  player.price = "Free";
  Entry article = make_plain_entry("article-with-player");
  article.type = "article";
  article.published -= 1h;
  article.player = "https://player.vimeo.com/video/42";
  article.content_html = "<p>First watch, then read.</p>";
  Entry page = make_plain_entry("video-on-its-page");
  page.type = "video";
  page.published -= 2h;
  page.duration = 2h + 21min;
  return make_sample_feed("video", "Videos", {player, article, page});
}

Feed make_courses() {
  Entry course = make_plain_entry("course");
  course.title = "Algorithms, part I";
  course.type = "course";
  course.category = "learning";
  course.summary = "Union-find, sorting, searching.";
  course.duration = 54h;
  course.levels = {"Beginner", "Intermediate"};
  course.price = "Free+";
  course.quality = 97;
  course.heat = -1;
  course.topics = {{"c-plus-plus", "C++"}, {"c-sharp", "C#"}, {"機械学習", "機械学習"}};
  course.provider = {.name = "Example University", .domain = "university.example.org"};
  course.images = {{.url = "https://images.example.org/course.png", .width = 240, .height = 135}};
  return make_sample_feed("algorithms", "Algorithms", {course});
}

Feed make_downloads() {
  Entry sample = make_plain_entry("template");
  sample.type = "download";
  sample.category = "samples";
  sample.summary = "A template to start from.";
  sample.content_html =
      "<p>Here is my template.</p><p>\u00a0</p><ul><li>Put your id <em>here</em> &amp; run it</li></ul>"
      "<pre><code>if (a &lt; b) { c(); }</code></pre>";
  sample.provider = {
      .name = "Example Community",
      .domain = "example.com",
      .images = {{.url = "https://images.example.com/logo-50x50.jpg", .width = 50, .height = 50}}};
  sample.authors = {"Anonymous"};
  sample.enclosures = {{.url = "https://files.example.com/208/2/Lazy%20Template.msapp",
                        .title = "Download Source Code",
                        .media_type = "application/zip"},
                       {.url = "https://files.example.com/208/3/Notes.pdf",
                        .title = "Download Source Code",
                        .media_type = "application/pdf"},
                       {.url = "https://files.example.com/208/4/data.unknown",
                        .title = "Data",
                        .media_type = "application/octet-stream"}};
  sample.actions = {{.url = "https://example.com/try?app=208&from=feed", .title = "Try \"it\" <now>"},
                    {.url = "https://example.com/source"}};
  Entry podcast = make_plain_entry("podcast");
  podcast.published -= 1h;
  podcast.type = "podcast";
  podcast.summary = "Two people talk.";
  podcast.duration = 1834s;
  podcast.enclosures = {
      {.url = "https://files.example.com/episode-1.mp3", .title = "Episode 1", .media_type = "audio/mpeg"}};
  return make_sample_feed("power-apps", "Power Apps", {sample, podcast});
}

Feed make_newsletters() {
  Entry letter = make_plain_entry("newsletter");
  letter.type = "newsletter";
  letter.category = "newsletters";
  letter.authors = {"The Editors"};
  letter.summary = "This week: five links.";
  letter.content_html = "<h1>This week</h1>\n<table><tbody>";
  for (int i = 1; i <= 20; ++i) {
    const std::string number = std::to_string(i);
    letter.content_html += "<tr><td><a href=\"https://example.org/link/" + number + "?a=1&amp;b=2\">Link " +
                           number + "</a></td><td>Why it matters: “quality” – and more…</td></tr>\n";
  }
  letter.content_html += "</tbody></table><p><img src=\"https://images.example.org/pixel.gif\" alt=\"\"></p>";
  return make_sample_feed("newsletters", "Newsletters", {letter});
}

Feed make_authors() {
  Entry several = make_plain_entry("several");
  several.authors = {"Ada Lovelace", "Grace Hopper", "Ærøskøbing & Søn"};
  several.provider = {.name = "Journal", .domain = "journal.example.org"};
  Entry provider = make_plain_entry("provider-only");
  provider.published -= 1h;
  provider.provider = {.name = "Journal", .domain = "journal.example.org"};
  Entry nobody = make_plain_entry("nobody");
  nobody.published -= 2h;
  Entry foreign = make_plain_entry("foreign");
  foreign.published -= 3h;
  foreign.language = "de-CH";
  foreign.title = "Größe und Maß";
  return make_sample_feed("authors", "Authors", {several, provider, nobody, foreign});
}

Feed make_images() {
  Entry several = make_plain_entry("several-images");
  several.images = {{.url = "https://images.example.org/unknown-size.webp"},
                    {.url = "https://images.example.org/wide.jpg?w=1200&strip=all",
                     .width = 1200,
                     .height = 0,
                     .title = "A <wide> picture & more",
                     .attribution = "J. Doe / Agency"},
                    {.url = "https://images.example.org/small.gif", .width = 1, .height = 1}};
  Entry none = make_plain_entry("no-image");
  none.published -= 1h;
  return make_sample_feed("images", "Images", {several, none});
}

/// A site and entries that say no more than they must.
Feed make_bare() {
  Feed feed;
  feed.site.base_url = "http://127.0.0.1:8080";
  feed.site.title = "Feeds";
  feed.site.author = "Feeds";
  feed.slug = "all";
  feed.title = "Feeds";
  feed.description = "The newest articles";
  feed.entries = {make_plain_entry("bare")};
  feed.updated = feed.entries.front().published;
  return feed;
}

Feed make_unicode_slug() {
  return make_sample_feed("機械学習", "機械学習 😀", {make_news_entry("unicode")});
}

}  // namespace

Site make_sample_site() {
  return {.base_url = "https://example.org/news",
          .title = "Example News",
          .description = "Articles by topic",
          .language = "en",
          .author = "Example Editors",
          .copyright = "© 2026 Example & Co.",
          .icon = "https://example.org/news/icon.png",
          .logo = "https://example.org/news/logo.png",
          .image = "https://example.org/news/image.png",
          .max_age = 900s};
}

Entry make_plain_entry(const std::string& name) {
  Entry entry;
  entry.id = "tag:example.org,2026:articles/" + name;
  entry.title = "Title of " + name;
  entry.url = "https://www.example.org/articles/" + name;
  entry.published = first_day + 40min;
  return entry;
}

Entry make_news_entry(const std::string& name) {
  Entry entry = make_plain_entry(name);
  entry.summary = "What happened & why: a < b, in \"one\" sentence.";
  entry.topics = {{"ai", "AI"}, {"natural-language-processing", "Natural Language Processing"}};
  entry.category = "news";
  entry.type = "article";
  entry.quality = 95;
  entry.provider = {
      .name = "Venture & Beat",
      .domain = "venture.example.com",
      .images = {{.url = "https://images.example.com/venture-50x50.jpg", .width = 50, .height = 50}}};
  entry.images = {
      {.url = "https://images.example.com/AI.jpg?w=1200&strip=all", .width = 1200, .height = 835}};
  entry.related = {
      {.url = "https://www.example.com/deep-learning", .title = "Deep Learning Is the Breakthrough"},
      {.url = "https://www.example.com/jobs?year=2021&page=1", .title = "AI jobs: \"key\" trends & more"}};
  return entry;
}

Feed make_sample_feed(const std::string& slug, const std::string& title, std::vector<Entry> entries) {
  Feed feed;
  feed.site = make_sample_site();
  feed.slug = slug;
  feed.title = title;
  feed.description = "The latest on " + title;
  feed.updated = epoch;
  feed.entries = std::move(entries);
  std::ranges::stable_sort(feed.entries, std::ranges::greater{}, &Entry::published);
  if (!feed.entries.empty()) {
    feed.updated = updated_or_published(std::ranges::max(feed.entries, {}, updated_or_published));
  }
  return feed;
}

Feed with_entry(void (*change)(Entry&)) {
  Entry entry = make_plain_entry("x");
  change(entry);
  return make_sample_feed("ai", "AI", {entry});
}

std::vector<SampleFeed> make_sample_feeds() {
  return {{"news", make_news()},
          {"video", make_videos()},
          {"course", make_courses()},
          {"download", make_downloads()},
          {"newsletter", make_newsletters()},
          {"authors", make_authors()},
          {"images", make_images()},
          {"bare", make_bare()},
          {"empty", make_sample_feed("empty", "Nothing yet", {})},
          {"unicode-slug", make_unicode_slug()},
          {"torture", make_torture_feed()}};
}

}  // namespace feed_exporter::testing
