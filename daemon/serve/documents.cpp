// SPDX-License-Identifier: MIT
#include "daemon/serve/documents.hpp"

#include <string_view>
#include <utility>

#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/page_policy.hpp"
#include "daemon/serve/site_values.hpp"
#include "exporters/asset.hpp"
#include "exporters/directory_json.hpp"
#include "exporters/format.hpp"
#include "exporters/index_page.hpp"
#include "exporters/opml.hpp"
#include "exporters/site_urls.hpp"

namespace feed_exporter {
namespace {

/// Appends one link to the value of a `Link` line (RFC 8288 section 3).
void append_link(std::string& value, std::string_view url, std::string_view relation, std::string_view type) {
  if (!value.empty()) value += ", ";
  value += '<';
  value += url;
  value += ">; rel=\"";
  value += relation;
  value += "\"; type=\"";
  value += type;
  value += '"';
}

ResourceTraits make_traits(std::string_view format, std::string_view content_type, const Site& site,
                           std::string link) {
  return {.format = format,
          .content_type = content_type,
          .cache_control = make_cache_control(site.max_age),
          .link = std::move(link)};
}

/// Of what browsers build a page of.
ResourceTraits make_page_traits(std::string_view format, std::string_view content_type, const Site& site,
                                std::string link) {
  ResourceTraits traits = make_traits(format, content_type, site, std::move(link));
  traits.further_lines = page_policy_lines();
  return traits;
}

/// The feed in this format, and in all others.
std::string make_feed_links(const Feed& feed, const Format& self) {
  std::string links;
  append_link(links, feed_url(feed.site, feed.slug, self), "self", self.media_type);
  for (const Format& other : formats()) {
    if (&other != &self)
      append_link(links, feed_url(feed.site, feed.slug, other), "alternate", other.media_type);
  }
  return links;
}

}  // namespace

void append_feed_documents(const Feed& feed, std::vector<Document>& documents) {
  for (const Format& format : formats()) {
    const bool is_page = !format.subscribable || !format.window_type.empty();
    ResourceTraits traits = (is_page ? make_page_traits : make_traits)(
        format.name, format.content_type, feed.site, make_feed_links(feed, format));
    traits.window_type = format.window_type;
    documents.push_back({plain_feed_path(feed.slug, format), std::move(traits),
                         [&feed, &format](std::string& out) { format.render(feed, out); }});
  }
}

void append_directory_documents(const Directory& directory, std::vector<Document>& documents) {
  const Site& site = directory.site;
  const auto append = [&](std::string_view path, std::string_view format, std::string_view content_type,
                          std::string (*render)(const Directory&)) {
    std::string link;
    append_link(link, site.base_url + std::string(path), "self",
                content_type.substr(0, content_type.find(';')));
    documents.push_back({std::string(path), make_traits(format, content_type, site, std::move(link)),
                         [&directory, render](std::string& out) { out += render(directory); }});
  };
  append(directory_json_path, "directory", "application/json", render_directory_json);
  append(opml_path, "opml", "text/x-opml; charset=utf-8", render_opml);
}

void append_index_document(const Directory& directory, const DaemonState& state,
                           std::vector<Document>& documents) {
  const Site& site = directory.site;
  std::string links;
  append_link(links, home_url(site), "self", "text/html");
  for (const Format& format : formats()) {
    if (format.subscribable)
      append_link(links, feed_url(site, everything_slug, format), "alternate", format.media_type);
  }
  documents.push_back(
      {std::string(index_page_path),
       make_page_traits("index", "text/html; charset=utf-8", site, std::move(links)),
       [&directory, &state](std::string& out) { out += render_index_page(directory, state); }});
}

void append_asset_documents(const Site& site, std::vector<Document>& documents) {
  for (const Asset& asset : assets()) {
    documents.push_back({std::string(asset.path), make_page_traits("asset", asset.content_type, site, {}),
                         [&asset](std::string& out) { out += asset.bytes; }});
  }
}

}  // namespace feed_exporter
