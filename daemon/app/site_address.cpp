// SPDX-License-Identifier: MIT
#include "daemon/app/site_address.hpp"

#include "daemon/net/listen_address.hpp"

namespace feed_exporter {

std::string site_address(const SiteSettings& settings, const std::string& listener) {
  if (!settings.base_url.empty()) return settings.base_url;
  return listener.starts_with("unix:") ? "http://localhost" : listener;
}

std::string offline_address(const Settings& settings) {
  return site_address(settings.site, ListenAddress::parse(settings.server.listen.front()).to_string());
}

std::vector<std::string> identity_doubts(const SiteSettings& settings, const std::string& address) {
  std::vector<std::string> doubts;
  if (settings.authority == SiteSettings{}.authority)
    doubts.push_back("[site] authority has its default: the ids of all entries will change when it is set");
  if (settings.base_url.empty())
    doubts.push_back("[site] base_url is empty: links are made from the listener's address, " + address);
  return doubts;
}

bool is_loopback(const std::string& listener) {
  return listener.starts_with("http://127.") || listener.starts_with("http://[::1]") ||
         listener.starts_with("http://localhost:");
}

}  // namespace feed_exporter
