// SPDX-License-Identifier: MIT
#include "config/keys.hpp"

#include <algorithm>
#include <chrono>
#include <concepts>
#include <set>

#include "config/address.hpp"
#include "config/base_url.hpp"
#include "config/characters/ascii.hpp"
#include "config/language_tag.hpp"
#include "config/value.hpp"

namespace feed_exporter {
namespace {

void require_text(const std::string& text) {
  if (text.empty()) throw ValueError("it must not be empty");
}

void check_url(const std::string& url) {
  if (url.empty()) return;
  if (!url.starts_with("http://") && !url.starts_with("https://")) {
    throw ValueError("`" + url + "` is not an absolute http or https URL");
  }
  const std::string_view rest = std::string_view(url).substr(url.find("://") + 3);
  const bool clean = std::ranges::all_of(rest, [](char c) {
    return static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x7f && c != '"' &&
           c != '<' && c != '>' && c != '\\' && c != '`';
  });
  if (rest.empty() || rest.front() == '/' || !clean) {
    throw ValueError("`" + url + "` is not a URL with a host (write other characters percent-encoded)");
  }
}

/// RFC 4151 section 2.1: a domain name or an e-mail address, a comma, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
void check_authority(const std::string& authority) {
  const std::size_t comma = std::min(authority.find(','), authority.size());
  const std::string_view name = std::string_view(authority).substr(0, comma);
  const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '@';
  });
  std::string date = authority.substr(std::min(comma + 1, authority.size()));
  if (date.size() == 4) date += "-01";
  if (date.size() == 7) date += "-01";
  if (!plain || !parse_date(date)) {
    throw ValueError("`" + authority + "` is not of the form `example.org,2026`");
  }
}

void check_language(const std::string& tag) {
  if (!is_language_tag(tag)) throw ValueError("`" + tag + "` is not a language tag such as `en` or `pt-BR`");
}

void check_listen(const std::vector<std::string>& addresses) {
  if (addresses.empty()) throw ValueError("name at least one address");
  std::set<std::string_view> named;
  for (const std::string& address : addresses) {
    check_listen_address(address);
    // Port 0 is another port each time.
    const bool any_port = address.ends_with(":0") && !address.starts_with("unix:");
    if (!any_port && !named.insert(address).second) throw ValueError("`" + address + "` is named twice");
  }
}

void check_proxies(const std::vector<std::string>& proxies) {
  std::ranges::for_each(proxies, check_trusted_proxy);
}

template <std::size_t Least, std::size_t Most>
void check_range(std::size_t value) {
  if (value < Least || value > Most) {
    throw ValueError(std::to_string(value) + " is not between " + std::to_string(Least) + " and " +
                     std::to_string(Most));
  }
}

void check_positive(std::chrono::milliseconds value) {
  if (value.count() <= 0) throw ValueError("it must be longer than 0");
}

/// Reads a value into `settings.*Section.*Member` and passes it through `Check`.
template <auto Section, auto Member, auto Check>
void set(Settings& settings, std::string_view text) {
  auto& member = (settings.*Section).*Member;
  auto value = member;
  parse_value(text, value);
  Check(value);
  member = std::move(value);
}

constexpr auto any = [](const auto&) {};

template <auto Member, auto Check = any>
constexpr auto site = &set<&Settings::site, Member, Check>;
template <auto Member, auto Check = any>
constexpr auto seeds = &set<&Settings::seeds, Member, Check>;
template <auto Member, auto Check = any>
constexpr auto feeds = &set<&Settings::feeds, Member, Check>;
template <auto Member, auto Check = any>
constexpr auto server = &set<&Settings::server, Member, Check>;
template <auto Member, auto Check = any>
constexpr auto log = &set<&Settings::log, Member, Check>;

constexpr std::size_t mebibyte = 1024 * 1024;

constexpr ConfigKey keys[] = {
    {"site", "title", site<&SiteSettings::title, require_text>},
    {"site", "description", site<&SiteSettings::description>},
    {"site", "base_url", site<&SiteSettings::base_url, check_base_url>},
    {"site", "authority", site<&SiteSettings::authority, check_authority>},
    {"site", "language", site<&SiteSettings::language, check_language>},
    {"site", "author", site<&SiteSettings::author>},
    {"site", "copyright", site<&SiteSettings::copyright>},
    {"site", "icon", site<&SiteSettings::icon, check_url>},
    {"site", "logo", site<&SiteSettings::logo, check_url>},
    {"site", "image", site<&SiteSettings::image, check_url>},
    {"site", "epoch", site<&SiteSettings::epoch>},

    {"seeds", "directory", seeds<&SeedSettings::directory, require_text>},
    {"seeds", "include", seeds<&SeedSettings::include>},
    {"seeds", "exclude", seeds<&SeedSettings::exclude>},
    {"seeds", "polling", seeds<&SeedSettings::polling>},
    {"seeds", "poll_interval", seeds<&SeedSettings::poll_interval, check_positive>},
    {"seeds", "debounce", seeds<&SeedSettings::debounce>},
    {"seeds", "debounce_longest", seeds<&SeedSettings::debounce_longest>},
    {"seeds", "deletion_grace", seeds<&SeedSettings::deletion_grace>},
    {"seeds", "root_check", seeds<&SeedSettings::root_check, check_positive>},
    {"seeds", "reconcile", seeds<&SeedSettings::reconcile, check_positive>},
    {"seeds", "mass_deletion_hold", seeds<&SeedSettings::mass_deletion_hold>},
    {"seeds", "max_file_bytes", seeds<&SeedSettings::max_file_bytes, check_range<1, 64 * mebibyte>>},
    {"seeds", "max_front_matter_bytes",
     seeds<&SeedSettings::max_front_matter_bytes, check_range<1, mebibyte>>},
    {"seeds", "max_yaml_depth", seeds<&SeedSettings::max_yaml_depth, check_range<1, 100>>},
    {"seeds", "max_yaml_nodes", seeds<&SeedSettings::max_yaml_nodes, check_range<1, 1'000'000>>},
    {"seeds", "max_title_bytes", seeds<&SeedSettings::max_title_bytes, check_range<1, 64 * 1024>>},
    {"seeds", "max_topics", seeds<&SeedSettings::max_topics, check_range<1, 1'000>>},
    {"seeds", "max_directory_depth", seeds<&SeedSettings::max_directory_depth, check_range<1, 100>>},

    {"feeds", "items", feeds<&FeedSettings::items, check_range<1, 1'000>>},
    {"feeds", "content", feeds<&FeedSettings::content>},
    {"feeds", "include_unpublished", feeds<&FeedSettings::include_unpublished>},
    {"feeds", "roll_up", feeds<&FeedSettings::roll_up>},
    {"feeds", "heat", feeds<&FeedSettings::heat>},
    {"feeds", "player_hosts", feeds<&FeedSettings::player_hosts>},
    {"feeds", "max_age", feeds<&FeedSettings::max_age>},

    {"server", "listen", server<&ServerSettings::listen, check_listen>},
    {"server", "threads", server<&ServerSettings::threads, check_range<0, 64>>},
    {"server", "unix_mode",
     [](Settings& settings, std::string_view text) { settings.server.unix_mode = parse_mode(text); }},
    {"server", "max_header_bytes", server<&ServerSettings::max_header_bytes, check_range<256, mebibyte>>},
    {"server", "max_target_bytes",
     server<&ServerSettings::max_target_bytes, check_range<64, most_target_bytes>>},
    {"server", "max_header_fields", server<&ServerSettings::max_header_fields, check_range<1, 1'000>>},
    {"server", "header_timeout", server<&ServerSettings::header_timeout, check_positive>},
    {"server", "idle_timeout", server<&ServerSettings::idle_timeout, check_positive>},
    {"server", "write_timeout", server<&ServerSettings::write_timeout, check_positive>},
    {"server", "max_requests_per_connection",
     server<&ServerSettings::max_requests_per_connection, check_range<1, 1'000'000'000>>},
    {"server", "max_connections", server<&ServerSettings::max_connections, check_range<1, 1'000'000>>},
    {"server", "max_connections_per_address",
     server<&ServerSettings::max_connections_per_address, check_range<0, 1'000'000>>},
    {"server", "drain_timeout", server<&ServerSettings::drain_timeout>},
    {"server", "request_budget", server<&ServerSettings::request_budget>},
    {"server", "trusted_proxies", server<&ServerSettings::trusted_proxies, check_proxies>},
    {"server", "server_header", server<&ServerSettings::server_header>},

    {"log", "level", log<&LogSettings::level>},
    {"log", "access", log<&LogSettings::access>},
    {"log", "access_file", log<&LogSettings::access_file>},
};

}  // namespace

std::span<const ConfigKey> config_keys() {
  return keys;
}

const ConfigKey* find_config_key(std::string_view section, std::string_view name) {
  const auto* found = std::ranges::find_if(
      keys, [&](const ConfigKey& key) { return key.section == section && key.name == name; });
  return found == std::end(keys) ? nullptr : found;
}

std::string environment_name(const ConfigKey& key) {
  std::string name = "FEED_EXPORTER_" + std::string(key.section) + "_" + std::string(key.name);
  std::ranges::transform(name, name.begin(),
                         [](char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; });
  return name;
}

}  // namespace feed_exporter
