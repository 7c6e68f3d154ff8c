// SPDX-License-Identifier: MIT
#include "exporters/site_urls.hpp"

namespace feed_exporter {
namespace {

/// The path of the base URL; empty if it has none.
std::string_view base_path(std::string_view base_url) {
  const std::size_t scheme = base_url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t path = base_url.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view() : base_url.substr(path);
}

}  // namespace

std::string home_url(const Site& site) {
  return site.base_url + "/";
}

std::string site_link(const Site& site, std::string_view path) {
  std::string link(base_path(site.base_url));
  link += path;
  return link;
}

Schemes make_schemes(const Site& site) {
  return {site.base_url + "/schemes/topic", site.base_url + "/schemes/category"};
}

}  // namespace feed_exporter
