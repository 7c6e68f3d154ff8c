// SPDX-License-Identifier: MIT
// Writes every sample feed to a directory: `<name>.atom`, `.rss`, `.json`, and `<name>.expected.json`, which
// says in plain members what went in. The programs beside this file read the first three and compare.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "exporters/format.hpp"
#include "tests/exporters/sample_feeds.hpp"

namespace feed_exporter {
namespace {

namespace json = boost::json;

json::array describe(const std::vector<std::string>& texts) {
  json::array list;
  for (const std::string& text : texts) list.emplace_back(std::string_view(text));
  return list;
}

json::array describe(const std::vector<Link>& links) {
  json::array list;
  for (const Link& link : links) list.push_back(json::object{{"url", link.url}, {"title", link.title}});
  return list;
}

json::array describe(const std::vector<Image>& images) {
  json::array list;
  for (const Image& image : images) {
    list.push_back(json::object{{"url", image.url},
                                {"width", image.width},
                                {"height", image.height},
                                {"title", image.title},
                                {"attribution", image.attribution}});
  }
  return list;
}

json::array describe(const std::vector<Enclosure>& enclosures) {
  json::array list;
  for (const Enclosure& file : enclosures) {
    list.push_back(json::object{{"url", file.url}, {"title", file.title}, {"media_type", file.media_type}});
  }
  return list;
}

json::array describe(const std::vector<Tag>& tags) {
  json::array list;
  for (const Tag& tag : tags) list.push_back(json::object{{"slug", tag.slug}, {"name", tag.name}});
  return list;
}

json::object describe(const Entry& entry) {
  const auto seconds = [](std::chrono::sys_seconds time) { return time.time_since_epoch().count(); };
  json::object object{{"id", entry.id},
                      {"title", entry.title},
                      {"url", entry.url},
                      {"via", entry.via},
                      {"published", seconds(entry.published)},
                      {"updated", entry.updated ? json::value(seconds(*entry.updated)) : json::value()},
                      {"summary", entry.summary},
                      {"content_html", entry.content_html},
                      {"topics", describe(entry.topics)},
                      {"category", entry.category},
                      {"type", entry.type},
                      {"provider", json::object{{"name", entry.provider.name},
                                                {"domain", entry.provider.domain},
                                                {"images", describe(entry.provider.images)}}},
                      {"authors", describe(entry.authors)},
                      {"images", describe(entry.images)},
                      {"player", entry.player},
                      {"enclosures", describe(entry.enclosures)},
                      {"actions", describe(entry.actions)},
                      {"related", describe(entry.related)},
                      {"levels", describe(entry.levels)},
                      {"price", entry.price},
                      {"language", entry.language}};
  object["duration"] = entry.duration ? json::value(entry.duration->count()) : json::value();
  object["quality"] = entry.quality ? json::value(*entry.quality) : json::value();
  object["heat"] = entry.heat ? json::value(*entry.heat) : json::value();
  return object;
}

json::object describe(const Feed& feed) {
  json::array entries;
  for (const Entry& entry : feed.entries) entries.push_back(describe(entry));
  return {{"base_url", feed.site.base_url},
          {"slug", feed.slug},
          {"title", feed.title},
          {"description", feed.description},
          {"updated", feed.updated.time_since_epoch().count()},
          {"language", feed.site.language},
          {"author", feed.site.author},
          {"copyright", feed.site.copyright},
          {"icon", feed.site.icon},
          {"logo", feed.site.logo},
          {"image", feed.site.image},
          {"max_age", feed.site.max_age.count()},
          {"entries", std::move(entries)}};
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
}

void write_samples(const std::filesystem::path& directory) {
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  std::vector<testing::SampleFeed> samples = testing::make_sample_feeds();
  samples.push_back({"random", testing::make_random_feed()});
  for (const testing::SampleFeed& sample : samples) {
    for (const Format& format : formats()) {
      if (!format.subscribable) continue;
      std::string text;
      format.render(sample.feed, text);
      write_file(directory / (sample.name + "." + std::string(format.suffix)), text);
    }
    write_file(directory / (sample.name + ".expected.json"), json::serialize(describe(sample.feed)));
  }
}

}  // namespace
}  // namespace feed_exporter

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_samples DIRECTORY\n";
    return 2;
  }
  feed_exporter::write_samples(argv[1]);
  return 0;
}
