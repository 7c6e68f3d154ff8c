// SPDX-License-Identifier: MIT
#include "daemon/serve/handler.hpp"

#include <array>
#include <optional>

#include "config/characters/percent_encoding.hpp"
#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/negotiation.hpp"
#include "daemon/serve/plain_reply.hpp"
#include "daemon/serve/preconditions.hpp"
#include "daemon/serve/target.hpp"
#include "exporters/site_urls.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view not_stored = "Cache-Control: no-store\r\n";
constexpr std::string_view text_type = "text/plain; charset=utf-8";

Reply answer_health(const Snapshot*) {
  return make_reply(200, "health", text_type, not_stored, "ok\n");
}

Reply answer_readiness(const Snapshot* snapshot) {
  if (snapshot == nullptr) {
    return make_reply(503, "health", text_type, "Cache-Control: no-store\r\nRetry-After: 1\r\n",
                      "not ready\nthe seeds are being read\n");
  }
  const Readiness& readiness = snapshot->readiness;
  std::string body = readiness.ready ? "ready\n" : "not ready\n";
  for (const std::string& reason : readiness.reasons) body += "degraded: " + reason + "\n";
  if (!readiness.polling.empty()) body += "degraded: polling: " + readiness.polling + "\n";
  return make_reply(readiness.ready ? 200 : 503, "health", text_type, not_stored, std::move(body));
}

/// Everything of the head but the length, which the caller adds with the body.
Reply answer_metrics(const Snapshot*) {
  Reply reply;
  reply.need = Need::metrics;
  reply.format = "metrics";
  reply.own_head =
      "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
      "Cache-Control: no-store\r\n"
      "X-Content-Type-Options: nosniff\r\n";
  return reply;
}

struct Route {
  std::string_view path;
  Reply (*answer)(const Snapshot* snapshot);
};

/// What is answered from the state of the daemon, also before there is a snapshot. All else is a resource of
/// the snapshot or an alias of one.
constexpr std::array<Route, 3> routes = {{
    {"/healthz", answer_health},
    {"/readyz", answer_readiness},
    {"/metrics", answer_metrics},
}};

const Route* find_route(std::string_view path) {
  for (const Route& route : routes) {
    if (route.path == path) return &route;
  }
  return nullptr;
}

Reply answer_resource(const std::shared_ptr<const Resource>& resource, const Request& request) {
  const CodingWeights weights = parse_accept_encoding(request.accept_encoding);
  const Representation* selected = select_representation(*resource, weights);
  if (selected == nullptr) {
    // RFC 9110 section 12.5.3: identity was refused, and of the codings that were not, none is offered here.
    return make_error(406, "This is to be had as br, zstd, gzip, or not encoded.\n",
                      "Vary: Accept-Encoding\r\n");
  }
  // In the order of RFC 9110 section 13.2.2.
  if ((!request.if_match.empty() || !request.if_unmodified_since.empty()) &&
      !preconditions_hold(*resource, weights, selected, request)) {
    return make_error(412, "This is not, or no longer, what the request takes it for.\n", not_stored);
  }
  Reply reply;
  reply.format = resource->format;
  if (!request.if_none_match.empty()) {
    // The date is not looked at if there are tags.
    if (const auto* current =
            find_named(*resource, weights, *selected, request.if_none_match, TagComparison::weak)) {
      reply.status = 304;
      selected = current;
    }
  } else if (!request.if_modified_since.empty() && request.if_modified_since == resource->last_modified) {
    // Not "or earlier": an older body may come back, and must not hide behind its date.
    reply.status = 304;
  }
  reply.in_window = request.fetch_destination == "document";
  reply.representation = selected;
  reply.resource = resource;
  return reply;
}

/// What a query may hold (RFC 3986 section 3.4), escapes included.
bool is_query_character(char c) {
  return is_unreserved(c) || std::string_view("%!$&'()*+,;=:@/?").find(c) != std::string_view::npos;
}

Reply make_redirect(const Site& site, const std::string& location, std::string_view text) {
  const std::string lines = "Location: " + location +
                            "\r\nCache-Control: public, max-age=" + std::to_string(site.max_age.count()) +
                            "\r\n";
  return make_reply(301, "redirect", text_type, lines, std::string(text) + location + "\n");
}

/// Where an alias of a topic leads, with suffix and query, and the folder of the feeds; none for any other
/// path.
std::optional<Reply> answer_redirect(const Snapshot& snapshot, std::string_view path,
                                     std::string_view query) {
  if (is_feed_folder(path)) {
    return make_redirect(snapshot.site, home_url(snapshot.site), "All feeds are listed at ");
  }
  const auto name = split_feed_path(path);
  if (!name || name->format == nullptr) return std::nullopt;
  const auto alias = snapshot.names->aliases.find(name->slug);
  if (alias == snapshot.names->aliases.end()) return std::nullopt;
  if (!snapshot.resources.contains(plain_feed_path(alias->second, *name->format))) return std::nullopt;
  std::string location = feed_url(snapshot.site, alias->second, *name->format);
  for (const char c : query) {
    if (is_query_character(c)) {
      location += c;
    } else {
      append_escape(location, c);
    }
  }
  return make_redirect(snapshot.site, location, "This feed is now at ");
}

/// The paths below the base URL that a path may mean: proxies pass the path of the base URL on or strip it.
struct Meanings {
  /// Without it first; none if the path is not below it.
  std::optional<std::string_view> below;
  std::string_view whole;
};

Meanings meanings_of(std::string_view base_path, std::string_view path) {
  if (base_path.empty()) return {std::nullopt, path};
  return {below_base(path, base_path), path};
}

/// Null if the snapshot holds nothing there.
const std::shared_ptr<const Resource>* find_resource(const Snapshot& snapshot, const Meanings& meanings) {
  if (meanings.below) {
    if (const auto* resource = snapshot.resources.get(*meanings.below)) return resource;
  }
  return snapshot.resources.get(meanings.whole);
}

/// The answer to a request for what is no resource.
Reply answer_other(const Snapshot* snapshot, const Meanings& meanings, std::string_view query,
                   std::string_view accept) {
  for (const auto& path : {meanings.below, std::optional(meanings.whole)}) {
    if (!path) continue;
    if (const Route* route = find_route(*path)) return route->answer(snapshot);
    if (snapshot == nullptr) continue;
    if (auto redirect = answer_redirect(*snapshot, *path, query)) return std::move(*redirect);
  }
  if (snapshot == nullptr) {
    return make_error(503, "The seeds are being read; try again in a second.\n",
                      "Retry-After: 1\r\nCache-Control: no-store\r\n");
  }
  // What the seeds would give cannot be known: a reader must not take a feed for gone.
  if (!snapshot->readiness.ready) {
    return make_error(503, "The seeds cannot be read at present; try again later.\n",
                      "Retry-After: 60\r\nCache-Control: no-store\r\n");
  }
  return make_not_found(*snapshot, meanings.below.value_or(meanings.whole), accept);
}

}  // namespace

Reply handle(const Snapshot* snapshot, const Request& request, std::string_view early_base_path) {
  if (request.method == Method::unknown) {
    return make_error(501, "This server knows GET, HEAD and OPTIONS.\n", not_stored);
  }
  if (request.method == Method::known_other) {
    return make_error(405, "There is nothing to change here: GET, HEAD and OPTIONS are allowed.\n",
                      "Allow: GET, HEAD, OPTIONS\r\nCache-Control: no-store\r\n");
  }
  PathBuffer buffer;
  const auto target = parse_target(request.target, buffer);
  if (!target) return make_error(400, "The address is malformed.\n", not_stored);
  if (request.method == Method::options) return make_options_reply();
  if (target->path.empty()) return make_error(400, "Only OPTIONS asks about `*`.\n", not_stored);

  const Meanings meanings = meanings_of(snapshot ? snapshot->base_path : early_base_path, target->path);
  if (snapshot != nullptr) {
    if (const auto* resource = find_resource(*snapshot, meanings)) return answer_resource(*resource, request);
  }
  return answer_other(snapshot, meanings, target->query, request.accept);
}

}  // namespace feed_exporter
