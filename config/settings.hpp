// SPDX-License-Identifier: MIT
// Every setting of the program with its default: the one place where a default stands.
// Plain values; read once at start and again on SIGHUP, then shared read-only.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace feed_exporter {

/// `[site]`: what the site says of itself in every feed and page.
struct SiteSettings {
  std::string title = "Feeds";
  std::string description = "Articles by topic";
  /// Absolute http(s) URL without a trailing slash, possibly with a path; empty: the first listener's
  /// address.
  std::string base_url;
  /// RFC 4151 tagging entity, `<authority>,<date>`; part of every entry id, so set once and never changed.
  std::string authority = "localhost,2026";
  /// BCP 47 language tag.
  std::string language = "en";
  /// Author of feeds and of entries that name none; empty: the title.
  std::string author;
  std::string copyright;
  /// Absolute URLs of pictures, or empty: `icon` square, `logo` twice as wide as high, `image` at most
  /// 144x400.
  std::string icon;
  std::string logo;
  std::string image;
  /// `updated` of a feed that has no entry.
  std::chrono::sys_seconds epoch = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  bool operator==(const SiteSettings&) const = default;
};

enum class Polling { automatic, always };

/// `[seeds]`: where the seeds are, how they are watched, how large they may be.
struct SeedSettings {
  std::string directory = "/var/lib/feed-exporter/seeds";
  /// Glob patterns on the path below the directory (`*` within a folder, `**` across); empty include: all.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  Polling polling = Polling::automatic;
  std::chrono::milliseconds poll_interval{5'000};
  std::chrono::milliseconds debounce{50};
  std::chrono::milliseconds debounce_longest{1'000};
  std::chrono::milliseconds deletion_grace{1'000};
  std::chrono::milliseconds root_check{2'000};
  std::chrono::milliseconds reconcile{600'000};
  std::chrono::milliseconds mass_deletion_hold{900'000};
  std::size_t max_file_bytes = 1024 * 1024;
  std::size_t max_front_matter_bytes = 64 * 1024;
  std::size_t max_yaml_depth = 16;
  std::size_t max_yaml_nodes = 5'000;
  std::size_t max_title_bytes = 1024;
  std::size_t max_topics = 64;
  std::size_t max_directory_depth = 16;
  bool operator==(const SeedSettings&) const = default;
};

enum class ContentMode { full, summary };

/// `[feeds]`: what is in a feed.
struct FeedSettings {
  std::size_t items = 50;
  ContentMode content = ContentMode::full;
  bool include_unpublished = false;
  /// A parent topic's feed also holds the entries of its children.
  bool roll_up = false;
  /// Emit `heat` in JSON Feed; it changes often and so wakes readers.
  bool heat = false;
  /// Hosts whose players a seed's `featuredContent` may name.
  std::vector<std::string> player_hosts = {"www.youtube.com", "www.youtube-nocookie.com", "player.vimeo.com"};
  /// How long a reader or cache may keep a feed (HTTP max-age and RSS ttl).
  std::chrono::seconds max_age{900};
  bool operator==(const FeedSettings&) const = default;
};

/// The largest `max_target_bytes`: the path of a request is decoded into so much room.
inline constexpr std::size_t most_target_bytes = 8 * 1024;

/// `[server]`: listeners and the limits a client meets.
struct ServerSettings {
  /// `127.0.0.1:8080`, `[::1]:8080`, `unix:/path`; `localhost` is 127.0.0.1, port 0 picks a free one.
  std::vector<std::string> listen = {"127.0.0.1:8080"};
  /// Serving threads; 0: one a core, at most 4.
  std::size_t threads = 0;
  /// Permission bits of a Unix socket.
  std::uint32_t unix_mode = 0660;
  std::size_t max_header_bytes = 8 * 1024;
  std::size_t max_target_bytes = 2 * 1024;
  std::size_t max_header_fields = 64;
  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds idle_timeout{60'000};
  std::chrono::milliseconds write_timeout{30'000};
  std::size_t max_requests_per_connection = 10'000;
  std::size_t max_connections = 4'096;
  /// 0 switches it off, as behind a proxy.
  std::size_t max_connections_per_address = 64;
  std::chrono::milliseconds drain_timeout{5'000};
  /// Requests a minute an address may make before 429; 0: no limit. A 304 costs a tenth.
  std::size_t request_budget = 0;
  /// Addresses or networks (CIDR) whose `Forwarded`/`X-Forwarded-For` is believed; `unix`: who connects to a
  /// Unix socket.
  std::vector<std::string> trusted_proxies;
  /// Say the version in `Server`.
  bool server_header = true;
  bool operator==(const ServerSettings&) const = default;
};

enum class LogLevel { error, warning, info, debug };
enum class AccessLog { off, common, combined, json };

/// `[log]`: what is written down, and where.
struct LogSettings {
  LogLevel level = LogLevel::info;
  AccessLog access = AccessLog::off;
  /// Empty: standard error; else a file, reopened on SIGUSR1 and SIGHUP.
  std::string access_file;
  bool operator==(const LogSettings&) const = default;
};

struct Settings {
  SiteSettings site;
  SeedSettings seeds;
  FeedSettings feeds;
  ServerSettings server;
  LogSettings log;
  bool operator==(const Settings&) const = default;
};

}  // namespace feed_exporter
