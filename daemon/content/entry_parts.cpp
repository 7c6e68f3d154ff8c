// SPDX-License-Identifier: MIT
#include "daemon/content/entry_parts.hpp"

#include <algorithm>

#include "config/characters/ascii.hpp"
#include "daemon/content/media_type.hpp"

namespace feed_exporter {
namespace {

/// A page lists more, a reader does not show more.
constexpr std::size_t max_related = 5;

/// Larger ones are a slip of the pen.
constexpr std::int64_t max_pixels = 100'000;

std::uint32_t read_pixels(const YamlNode& image, std::string_view key, Fields& fields) {
  const std::int64_t pixels = fields.integer(image, key).value_or(0);
  if (pixels >= 0 && pixels <= max_pixels) return static_cast<std::uint32_t>(pixels);
  fields.problems().warn(fields.find(image, key)->at, "bad-number",
                         std::string(key) + " is out of range; it is left out");
  return 0;
}

/// The URL of an item that is a map with `url`, or a URL itself.
std::string read_item_url(const YamlNode& item, std::string_view what, Fields& fields) {
  if (item.kind != YamlKind::map) return fields.url(item);
  if (fields.find(item, "url") == nullptr) {
    fields.problems().warn(item.at, "missing-item-url", std::string(what) + " without url is left out");
  }
  return fields.url(item, "url");
}

void add_names(std::vector<std::string>& names, std::vector<std::string> more) {
  for (std::string& name : more) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
}

}  // namespace

std::vector<Image> read_images(const YamlNode& map, Fields& fields) {
  std::vector<Image> images;
  for (const YamlNode* item : fields.items(map, "images")) {
    Image image;
    image.url = read_item_url(*item, "an image", fields);
    if (image.url.empty()) continue;
    if (item->kind == YamlKind::map) {
      image.width = read_pixels(*item, "width", fields);
      image.height = read_pixels(*item, "height", fields);
      image.title = fields.line(*item, "title");
      image.attribution = fields.line(*item, "attribution");
    }
    images.push_back(std::move(image));
  }
  return images;
}

Provider read_provider(const YamlNode& root, Fields& fields) {
  Provider provider;
  const YamlNode* node = fields.find(root, "provider");
  if (node == nullptr) return provider;
  if (node->kind != YamlKind::map) {
    provider.name = fields.line(*node);
    return provider;
  }
  provider.name = fields.line(*node, "name");
  provider.domain = fields.line(*node, "domain");
  provider.images = read_images(*node, fields);
  return provider;
}

std::vector<std::string> read_authors(const YamlNode& root, Fields& fields) {
  std::vector<std::string> authors;
  add_names(authors, fields.names(root, "authors"));
  add_names(authors, fields.names(root, "author"));
  const YamlNode* provider = fields.find(root, "provider");
  if (provider != nullptr && provider->kind == YamlKind::map)
    add_names(authors, fields.names(*provider, "authors"));
  return authors;
}

void read_actions(const YamlNode& root, Fields& fields, Entry& entry) {
  for (const YamlNode* item : fields.items(root, "actions")) {
    std::string url = read_item_url(*item, "an action", fields);
    if (url.empty()) continue;
    std::string title;
    std::string type;
    if (item->kind == YamlKind::map) {
      title = fields.line(*item, "title");
      type = fields.line(*item, "type");
    }
    const std::string_view media_type =
        equals_ignoring_case(type, "download") ? guess_media_type(url) : std::string_view();
    if (media_type.empty()) {
      entry.actions.push_back({std::move(url), std::move(title)});
    } else {
      entry.enclosures.push_back({std::move(url), std::move(title), std::string(media_type)});
    }
  }
}

std::vector<Link> read_related(const YamlNode& root, std::string_view own_url, Fields& fields) {
  std::vector<Link> related;
  for (const YamlNode* item : fields.items(root, "related")) {
    Link link;
    if (item->kind == YamlKind::map) {
      link.url = read_urls(*item, fields).url;
      if (link.url.empty()) link.url = fields.url(*item, "url");
      link.title = fields.line(*item, "title");
      if (link.title.empty()) link.title = fields.line(*item, "name");
    } else {
      link.url = fields.url(*item);
    }
    if (link.url.empty()) {
      if (item->kind == YamlKind::map) {
        fields.problems().warn(item->at, "missing-item-url",
                               "a related article without a usable URL is left out");
      }
      continue;
    }
    if (link.url == own_url || std::ranges::find(related, link.url, &Link::url) != related.end()) continue;
    if (related.size() == max_related) {
      fields.problems().warn(
          item->at, "too-many-related",
          "only the first " + std::to_string(max_related) + " related articles are passed on");
      break;
    }
    related.push_back(std::move(link));
  }
  return related;
}

EntryUrls read_urls(const YamlNode& map, Fields& fields) {
  EntryUrls urls;
  urls.url = fields.url(map, "webUrl");
  urls.original = fields.url(map, "originalUrl");
  if (urls.url.empty()) urls.url = urls.original;
  if (urls.original.empty()) urls.original = urls.url;
  if (urls.original != urls.url) urls.via = urls.original;
  return urls;
}

}  // namespace feed_exporter
