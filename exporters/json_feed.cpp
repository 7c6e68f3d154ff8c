// SPDX-License-Identifier: MIT
#include "exporters/json_feed.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serializer.hpp>

#include "exporters/entry_body.hpp"
#include "exporters/entry_reading.hpp"
#include "exporters/format.hpp"
#include "exporters/generator.hpp"
#include "exporters/site_urls.hpp"
#include "exporters/timestamp.hpp"
#include "version.hpp"

namespace feed_exporter {
namespace {

namespace json = boost::json;

void put(json::object& object, std::string_view key, std::string_view value) {
  object.emplace(key, value);
}

void put_if(json::object& object, std::string_view key, std::string_view value) {
  if (!value.empty()) put(object, key, value);
}

void put_if(json::object& object, std::string_view key, json::array&& value) {
  if (!value.empty()) object.emplace(key, std::move(value));
}

void put_if(json::object& object, std::string_view key, json::object&& value) {
  if (!value.empty()) object.emplace(key, std::move(value));
}

json::object make_person(std::string_view name, const json::storage_ptr& storage) {
  json::object person(storage);
  put(person, "name", name);
  return person;
}

json::array make_images(const std::vector<Image>& images, const json::storage_ptr& storage) {
  json::array list(storage);
  list.reserve(images.size());
  for (const Image& image : images) {
    json::object object(storage);
    put(object, "url", image.url);
    if (image.width > 0) object.emplace("width", image.width);
    if (image.height > 0) object.emplace("height", image.height);
    put_if(object, "title", image.title);
    put_if(object, "attribution", image.attribution);
    list.push_back(std::move(object));
  }
  return list;
}

json::array make_links(const std::vector<Link>& links, const json::storage_ptr& storage) {
  json::array list(storage);
  list.reserve(links.size());
  for (const Link& link : links) {
    json::object object(storage);
    put(object, "url", link.url);
    put_if(object, "title", link.title);
    list.push_back(std::move(object));
  }
  return list;
}

// Attachments of one title are taken for versions of one thing, so a title is said once only.
bool is_title_of_earlier(const std::vector<Enclosure>& enclosures, const Enclosure& enclosure) {
  for (const Enclosure& earlier : enclosures) {
    if (&earlier == &enclosure) return false;
    if (earlier.title == enclosure.title) return true;
  }
  return false;
}

json::array make_attachments(const Entry& entry, const json::storage_ptr& storage) {
  const Enclosure* playable = first_playable(entry);
  json::array list(storage);
  list.reserve(entry.enclosures.size());
  for (const Enclosure& enclosure : entry.enclosures) {
    json::object object(storage);
    put(object, "url", enclosure.url);
    put(object, "mime_type", enclosure.media_type);
    if (!is_title_of_earlier(entry.enclosures, enclosure)) put_if(object, "title", enclosure.title);
    if (entry.duration && &enclosure == playable) {
      object.emplace("duration_in_seconds", entry.duration->count());
    }
    list.push_back(std::move(object));
  }
  return list;
}

json::object make_provider(const Provider& provider, const json::storage_ptr& storage) {
  json::object object(storage);
  put_if(object, "name", provider.name);
  put_if(object, "domain", provider.domain);
  put_if(object, "images", make_images(provider.images, storage));
  return object;
}

/// What JSON Feed has no member for.
json::object make_item_extension(const Entry& entry, const json::storage_ptr& storage) {
  json::object object(storage);
  object.reserve(12);
  put_if(object, "category", entry.category);
  put_if(object, "type", entry.type);
  put_if(object, "provider", make_provider(entry.provider, storage));
  put_if(object, "images", make_images(entry.images, storage));
  if (entry.duration && first_playable(entry) == nullptr) {
    object.emplace("duration_in_seconds", entry.duration->count());
  }
  put_if(object, "embed_url", entry.player);
  put_if(object, "actions", make_links(entry.actions, storage));
  put_if(object, "related", make_links(entry.related, storage));
  if (entry.quality) object.emplace("quality", *entry.quality);
  json::array levels(storage);
  for (const std::string& level : entry.levels) levels.emplace_back(std::string_view(level));
  put_if(object, "levels", std::move(levels));
  put_if(object, "price", entry.price);
  if (entry.heat) object.emplace("heat", *entry.heat);
  return object;
}

void put_texts(json::object& item, const Entry& entry) {
  std::string body;
  const std::string_view html = body_html(entry, body);
  if (html.empty()) {
    put(item, "content_text", shown_summary(entry));
  } else {
    put(item, "content_html", html);
  }
  put_if(item, "summary", entry.summary);
}

json::object make_item(const Entry& entry, const Site& site, const json::storage_ptr& storage) {
  json::object item(storage);
  item.reserve(16);
  put(item, "id", entry.id);
  put(item, "url", entry.url);
  put_if(item, "external_url", entry.via);
  put(item, "title", entry.title);
  put_texts(item, entry);
  if (!entry.images.empty()) put(item, "image", entry.images.front().url);
  put(item, "date_published", format_rfc3339(entry.published));
  if (entry.updated) put(item, "date_modified", format_rfc3339(*entry.updated));
  json::array authors(storage);
  for (const std::string_view name : creators(entry)) authors.push_back(make_person(name, storage));
  put_if(item, "authors", std::move(authors));
  json::array tags(storage);
  tags.reserve(entry.topics.size());
  for (const Tag& topic : entry.topics) tags.emplace_back(std::string_view(topic.name));
  put_if(item, "tags", std::move(tags));
  put_if(item, "language", own_language(entry, site));
  put_if(item, "attachments", make_attachments(entry, storage));
  put_if(item, "_feed_exporter", make_item_extension(entry, storage));
  return item;
}

json::object make_feed_extension(const Feed& feed, const json::storage_ptr& storage) {
  json::object generator(storage);
  put(generator, "name", generator_name);
  put(generator, "version", version);
  put(generator, "url", home_url(feed.site));
  json::object object(storage);
  put(object, "about", home_url(feed.site));
  put(object, "updated", format_rfc3339(feed.updated));
  object.emplace("generator", std::move(generator));
  return object;
}

/// The feed without its items.
json::object make_frame(const Feed& feed, const json::storage_ptr& storage) {
  const Site& site = feed.site;
  json::object object(storage);
  put(object, "version", "https://jsonfeed.org/version/1.1");
  put(object, "title", feed.title);
  put(object, "home_page_url", feed_url(site, feed.slug, page_format()));
  put(object, "feed_url", feed_url(site, feed.slug, *find_format("json")));
  put(object, "description", feed.description);
  put_if(object, "icon", site.icon);
  put_if(object, "favicon", site.icon);
  json::array authors(storage);
  authors.push_back(make_person(feed.site.author, storage));
  object.emplace("authors", std::move(authors));
  put_if(object, "language", site.language);
  object.emplace("_feed_exporter", make_feed_extension(feed, storage));
  object.emplace("items", json::array(storage));
  return object;
}

void append_json(const json::object& object, json::serializer& serializer, std::string& out) {
  std::array<char, 4 * 1024> buffer;
  serializer.reset(&object);
  while (!serializer.done()) out += serializer.read(buffer.data(), buffer.size());
}

}  // namespace

void render_json_feed(const Feed& feed, std::string& out) {
  // Item by item, so that the memory is that of one item and stays in the processor's cache.
  std::array<unsigned char, 16 * 1024> buffer;
  json::serializer serializer;
  // An arena for each: one that is released goes on doubling what it asks for.
  const auto append = [&](const auto& make) {
    json::monotonic_resource arena(buffer.data(), buffer.size());
    append_json(make(&arena), serializer, out);
  };
  constexpr std::string_view end = "]}";
  out.reserve(out.size() + size_hint(feed));
  append([&](const json::storage_ptr& storage) { return make_frame(feed, storage); });
  out.resize(out.size() - end.size());
  for (const Entry& entry : feed.entries) {
    if (&entry != &feed.entries.front()) out += ',';
    append([&](const json::storage_ptr& storage) { return make_item(entry, feed.site, storage); });
  }
  out += end;
  out += '\n';
}

}  // namespace feed_exporter
