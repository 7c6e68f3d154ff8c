// SPDX-License-Identifier: MIT
#include "exporters/site_urls.hpp"

namespace feed_exporter {

std::string home_url(const Site& site) {
  return site.base_url + "/";
}

std::string feed_stylesheet_url(const Site& site) {
  return site.base_url + std::string(feed_stylesheet_path);
}

std::string topic_scheme(const Site& site) {
  return site.base_url + "/schemes/topic";
}

std::string category_scheme(const Site& site) {
  return site.base_url + "/schemes/category";
}

}  // namespace feed_exporter
