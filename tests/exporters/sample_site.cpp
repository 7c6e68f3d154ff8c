// SPDX-License-Identifier: MIT
#include "tests/exporters/sample_site.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace feed_exporter::testing {
namespace {

using namespace std::chrono_literals;

struct SampleTopic {
  std::string_view slug;
  std::string_view name;
  std::string_view parent;
  std::string_view description;
  /// Articles beyond those below, as an archive has them.
  std::size_t archived;
};

constexpr SampleTopic sample_topics[] = {
    {"coasts", "Coasts", "",
     "Where land and water meet: cliffs, dunes, marshes and the people who live on them.", 31},
    {"marshes", "Marshes", "coasts", "Salt marshes, mud flats and what feeds on them.", 6},
    {"dunes", "Dunes", "coasts", "Sand that travels, and the grass that holds it.", 4},
    {"oceans", "Oceans", "", "Currents, chemistry and life of the open water.", 64},
    {"kelp", "Kelp", "oceans", "The fastest-growing forest on Earth.", 11},
    {"sea-ice", "Sea Ice", "oceans",
     "Ice that comes and goes with the seasons, and ice that no longer comes.", 18},
    {"tides", "Tides", "oceans", "Why the water rises, and when.", 9},
    {"lighthouses", "Lighthouses", "", "Lamps, lenses and keepers.", 7},
    {"navigation", "Navigation", "", "Finding the way with charts, stars and satellites.", 22},
    {"weather", "Weather", "", "Reading the sky before it reads you.", 40},
};

struct SampleArticle {
  std::string_view title;
  std::string_view provider;
  /// Days before the newest one.
  int age;
  std::string_view summary;
  /// Slugs, separated by a space.
  std::string_view topics;
  std::string_view type = "article";
  std::chrono::seconds duration{};
  bool picture = true;
};

constexpr SampleArticle sample_articles[] = {
    {"The kelp forest that came back after the otters did", "Harbour Review", 0,
     "Twenty years ago the reef off Point Sorrow was bare rock and urchins. Then nine otters moved in. A "
     "survey published "
     "this week counts the plants, the fish and the price of abalone, and finds that a forest can return "
     "faster than "
     "anyone had planned for.",
     "kelp oceans coasts"},
    {"Sea ice reaches its yearly low, a week earlier than usual", "Northern Observer", 1,
     "The extent measured on Tuesday is the fourth smallest since satellites began to look.",
     "sea-ice oceans weather"},
    {"How to read a tide table in five minutes", "Slack Water", 2,
     "Two highs, two lows and one column that everybody misreads. A short film for everyone who has ever "
     "walked back "
     "through the water.",
     "tides navigation", "video", 312s},
    {"A lens of 1,008 prisms goes back up the tower", "Keepers' Journal", 3,
     "Cleaned, counted and carried up 214 steps: the great lens of Gull Rock turns again.",
     "lighthouses coasts"},
    {"Why marshes drown slowly, and then all at once", "Harbour Review", 4,
     "Mud keeps up with the sea as long as the grass does. New measurements show the point at which it "
     "stops.",
     "marshes coasts tides"},
    {"Finding north without a compass: a course for cloudy nights", "Open Deck School", 6,
     "Eight lessons, from moss (do not trust it) to the moon (trust it, but check).", "navigation", "course",
     5h + 20min},
    {"Mackerel sky, not long dry? We checked 60 years of logs", "Weather & Water", 7,
     "The old rhyme does better than chance on the western coast and worse on the eastern one.",
     "weather coasts"},
    {"The dune that ate a church", "Sand & Grass", 9,
     "It moves eleven metres a year. The parish has moved twice.", "dunes coasts", "article", 0s, false},
    {"Spring tides explained with two oranges and a lamp", "Slack Water", 11, "Sun, moon and kitchen table.",
     "tides oceans", "video", 251s},
    {"Charts are lines somebody had to row", "Open Deck School", 13,
     "Before sonar, a depth was a wet rope with knots in it. What the old soundings still teach us about "
     "silting "
     "channels.",
     "navigation oceans"},
    {"What the buoy heard: a winter of whales, ships and ice", "Northern Observer", 15,
     "Nine months of sound from under the ice, made into pictures anyone can read.", "sea-ice oceans"},
    {"Fog signals, from cannon to silence", "Keepers' Journal", 18,
     "The last horn on this coast was switched off in March. A history in nine noises.",
     "lighthouses navigation weather"},
    {"Planting a marsh by hand, one plug of grass at a time", "Sand & Grass", 21,
     "Volunteers set 40,000 plants in a weekend. Half of them will live, which is twice what was hoped.",
     "marshes coasts"},
    {"Storm names for the coming season", "Weather & Water", 26, "From Agda to Wim.", "weather", "article",
     0s, false},
};

constexpr std::chrono::sys_seconds newest{std::chrono::sys_days{2026y / 5 / 12} + 6h + 40min};

std::vector<std::string> split(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    out.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

/// `The kelp forest` -> `the-kelp-forest`.
std::string make_name(std::string_view title) {
  std::string name;
  for (const char c : title) {
    if (c >= 'A' && c <= 'Z') name += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
    if (c == ' ') name += '-';
  }
  return name;
}

Site make_site(const std::string& base_url) {
  return {.base_url = base_url,
          .title = "Tidewater",
          .description = "News, films and courses about the sea, its coasts and its weather, by topic.",
          .language = "en",
          .author = "Tidewater",
          .copyright = "",
          .icon = "",
          .logo = "",
          .image = "",
          .max_age = 15min};
}

Entry make_entry(const SampleArticle& article) {
  Entry entry;
  const std::string name = make_name(article.title);
  entry.id = "tag:tidewater.example,2026:" + name;
  entry.title = article.title;
  entry.url = "https://" + make_name(article.provider) + ".example/2026/" + name + "/";
  entry.published = newest - std::chrono::days(article.age) - std::chrono::minutes(article.age * 37 % 300);
  entry.summary = article.summary;
  entry.type = article.type;
  entry.provider.name = article.provider;
  if (article.duration.count() > 0) entry.duration = article.duration;
  if (article.picture) {
    Image& picture = entry.images.emplace_back();
    picture.url = "https://pictures.example/" + name + ".jpg";
    picture.width = 1200;
    picture.height = 800;
  }
  for (const std::string& slug : split(article.topics)) {
    const auto* topic = std::ranges::find(sample_topics, slug, &SampleTopic::slug);
    entry.topics.push_back({slug, std::string(topic->name)});
  }
  return entry;
}

bool has_topic(const Entry& entry, std::string_view slug) {
  return slug == "all" || std::ranges::find(entry.topics, slug, &Tag::slug) != entry.topics.end();
}

/// The topics its entries also have.
std::vector<Tag> related_topics(const Feed& feed) {
  std::vector<Tag> related;
  for (const SampleTopic& topic : sample_topics) {
    const bool shared =
        std::ranges::any_of(feed.entries, [&](const Entry& entry) { return has_topic(entry, topic.slug); });
    if (shared && topic.slug != feed.slug) {
      related.push_back({std::string(topic.slug), std::string(topic.name)});
    }
  }
  return related;
}

DirectoryTopic make_directory_topic(const Feed& feed, std::string_view parent, std::size_t articles) {
  return {.slug = feed.slug,
          .title = feed.title,
          .description = feed.description,
          .parent = std::string(parent),
          .articles = articles,
          .newest_title = feed.entries.front().title,
          .newest = feed.entries.front().published};
}

}  // namespace

SampleSite make_sample_magazine(const std::string& base_url) {
  std::vector<Entry> entries;
  for (const SampleArticle& article : sample_articles) entries.push_back(make_entry(article));

  const auto make_feed = [&](std::string_view slug, std::string_view title, std::string_view description) {
    Feed feed;
    feed.site = make_site(base_url);
    feed.slug = slug;
    feed.title = title;
    feed.description = description;
    std::ranges::copy_if(entries, std::back_inserter(feed.entries),
                         [&](const Entry& entry) { return has_topic(entry, slug); });
    feed.updated = feed.entries.front().published;
    feed.related_topics = related_topics(feed);
    return feed;
  };

  SampleSite site;
  site.directory.site = make_site(base_url);
  site.directory.updated = newest;
  std::size_t archived = 0;
  for (const SampleTopic& topic : sample_topics) archived += topic.archived;
  site.feeds.push_back(make_feed("all", "Everything", "All articles of Tidewater, from every topic."));
  site.state.articles = entries.size() + archived;
  site.directory.topics.push_back(make_directory_topic(site.feeds.front(), "", site.state.articles));
  for (const SampleTopic& topic : sample_topics) {
    site.feeds.push_back(make_feed(topic.slug, topic.name, topic.description));
    site.directory.topics.push_back(make_directory_topic(site.feeds.back(), topic.parent,
                                                         site.feeds.back().entries.size() + topic.archived));
  }
  return site;
}

Directory make_crowded_directory(const std::string& base_url, std::size_t count) {
  constexpr std::array<std::string_view, 12> first = {"Deep",    "Coastal", "Northern", "Tidal",
                                                      "Wind",    "Salt",    "Harbour",  "Natural",
                                                      "Applied", "Remote",  "Early",    "Open"};
  constexpr std::array<std::string_view, 17> second = {"Currents",  "Ecology", "Language Processing",
                                                       "Forecasts", "Maps",    "Soundings",
                                                       "Robotics",  "Ice",     "Law",
                                                       "Physics",   "Sailing", "Engineering",
                                                       "History",   "Birds",   "Fisheries",
                                                       "Lights",    "Stations"};
  Directory directory;
  directory.site = make_site(base_url);
  directory.updated = newest;
  directory.topics.push_back({.slug = "all",
                              .title = "Everything",
                              .description = "",
                              .parent = "",
                              .articles = count * 7,
                              .newest_title = "",
                              .newest = newest});
  for (std::size_t i = 0; i < count; ++i) {
    std::string name = std::string(first[i % first.size()]) + " " + std::string(second[i % second.size()]);
    if (i >= first.size() * second.size())
      name += " " + std::to_string(i / (first.size() * second.size()) + 1);
    directory.topics.push_back({.slug = make_name(name),
                                .title = name,
                                .description = "",
                                .parent = "",
                                .articles = 1 + 4'000 / (i + 1),
                                .newest_title = "What is new in " + name + " this week",
                                .newest = newest - std::chrono::hours(i * 7)});
  }
  return directory;
}

Directory make_unusual_directory(const std::string& base_url) {
  Directory directory;
  directory.site = make_site(base_url);
  directory.site.title = "Tide & <Water>";
  directory.updated = newest;
  const std::vector<Tag> topics = {
      {"c-plus-plus", "C++"},
      {"日本", "日本"},
      {"q-and-a", "Q&A: \"why\" & 'how' <now>"},
      {"עברית", "עברית"},
      {"shell", "$(touch x); `touch y` %s"},
      {"smile", "😀"},
  };
  for (const Tag& topic : topics) {
    directory.topics.push_back({.slug = topic.slug,
                                .title = topic.name,
                                .description = topic.name,
                                .parent = topic.slug == "smile" ? "q-and-a" : "",
                                .articles = 1,
                                .newest_title = topic.name,
                                .newest = newest});
  }
  return directory;
}

Feed make_usual_feed(const std::string& base_url, std::size_t count) {
  Feed feed;
  feed.site = make_site(base_url);
  feed.slug = "oceans";
  feed.title = "Oceans";
  feed.description = "Currents, chemistry and life of the open water.";
  feed.updated = newest;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(1'000 + i);
    Entry entry;
    entry.id = "tag:tidewater.example,2026:" + number;
    entry.title = "Measured in the water and told ashore, report no. " + number + "....";
    entry.url = "https://www.harbour-review.example/2026/05/12/" +
                std::string(100 - 50, 'a' + static_cast<char>(i % 26)) + number + "/";
    entry.published = newest - std::chrono::hours(i * 5);
    entry.provider.name = "Harbour Review";
    entry.images.emplace_back().url =
        "https://pictures.example/wp-content/uploads/2026/05/" + number + "-wide-1200x800-retouched.jpg";
    while (entry.summary.size() < 240) entry.summary += "A sentence of an excerpt as providers write them. ";
    feed.entries.push_back(std::move(entry));
  }
  return feed;
}

Directory make_empty_directory(const std::string& base_url) {
  Directory directory;
  directory.site = make_site(base_url);
  directory.updated = std::chrono::sys_days{2026y / 1 / 1};
  directory.topics.push_back({.slug = "all",
                              .title = "Everything",
                              .description = "",
                              .parent = "",
                              .articles = 0,
                              .newest_title = "",
                              .newest = std::nullopt});
  return directory;
}

DaemonState make_troubled_state(std::size_t count) {
  DaemonState state;
  state.articles = 226;
  state.problems = count;
  const std::vector<Notice> notices = {
      {"error", "_news/2026-05-11-storm.md:4:18",
       "publishedDateTime: 2026-02-30 is not a date that exists; the last good version stays"},
      {"error", "_learning/videos/knots.md:9:3", "the quote that opens here is never closed"},
      {"warning", "_news/sea-ice.md:12:8",
       "originalUrl has no scheme, so it was dropped; write https:// in front of it"},
      {"warning", "", "2 articles lie in the future and will appear by themselves"},
  };
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 50); ++i)
    state.notices.push_back(notices[i % notices.size()]);
  return state;
}

}  // namespace feed_exporter::testing
