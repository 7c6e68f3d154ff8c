// SPDX-License-Identifier: MIT
#include "daemon/serve/plain_reply.hpp"

#include <utility>

#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/nearest.hpp"
#include "daemon/serve/negotiation.hpp"
#include "daemon/serve/page_policy.hpp"
#include "daemon/serve/status_line.hpp"
#include "exporters/format.hpp"
#include "exporters/not_found_page.hpp"
#include "exporters/site_urls.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view text_type = "text/plain; charset=utf-8";
constexpr std::size_t max_nearest = 5;

// Short, since a topic may come with the next seed; but not nothing, since readers ask again and again for
// feeds that are gone.
constexpr std::string_view not_found_lines = "Cache-Control: public, max-age=60\r\nVary: Accept\r\n";

std::string not_found_text(const Snapshot& snapshot, const std::vector<Tag>& nearest, const Format& format) {
  std::string text =
      nearest.empty() ? "There is nothing at this address.\n" : "There is no such feed. Did you mean:\n";
  for (const Tag& topic : nearest) text += "  " + feed_url(snapshot.site, topic.slug, format) + "\n";
  text += "All feeds: " + snapshot.site.base_url + std::string(directory_json_path) + "\n";
  return text;
}

}  // namespace

Reply make_reply(int status, std::string_view format, std::string_view content_type,
                 std::string_view further_lines, std::string body) {
  Reply reply;
  reply.status = status;
  reply.format = format;
  reply.own_body = std::move(body);
  reply.own_head = "Content-Type: ";
  reply.own_head += content_type;
  reply.own_head += "\r\nContent-Length: " + std::to_string(reply.own_body.size()) + "\r\n";
  reply.own_head += further_lines;
  reply.own_head += "Access-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\n";
  return reply;
}

Reply make_error(int status, std::string_view text, std::string_view further_lines) {
  std::string body(status_text(status));
  body += "\n\n";
  body += text;
  return make_reply(status, "error", text_type, further_lines, std::move(body));
}

Reply make_options_reply() {
  Reply reply;
  reply.status = 204;
  reply.format = "options";
  reply.own_head =
      "Allow: GET, HEAD, OPTIONS\r\n"
      "Access-Control-Allow-Origin: *\r\n"
      "Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\n"
      "Access-Control-Allow-Headers: *\r\n"
      "Access-Control-Max-Age: 86400\r\n";
  return reply;
}

Reply make_not_found(const Snapshot& snapshot, std::string_view path, std::string_view accept) {
  const auto name = guess_feed_name(path);
  std::vector<Tag> nearest;
  if (name) nearest = find_nearest_topics(*name, *snapshot.names, max_nearest);
  if (prefers_html(accept)) {
    const std::string_view text =
        name ? "There is no feed of this name." : "There is nothing at this address.";
    return make_reply(404, "error", "text/html; charset=utf-8",
                      std::string(not_found_lines) + page_policy_lines(),
                      render_not_found_page(snapshot.site, text, nearest));
  }
  const Format* format = name ? name->format : nullptr;
  if (format == nullptr) format = &page_format();
  return make_error(404, not_found_text(snapshot, nearest, *format), not_found_lines);
}

}  // namespace feed_exporter
