// SPDX-License-Identifier: MIT
#include "daemon/net/refusal.hpp"

#include <string>

#include "daemon/serve/status_line.hpp"

namespace feed_exporter {

Reply make_refusal(Refusal why, std::chrono::seconds retry_after) {
  Reply reply;
  reply.status = row_of(why).status;
  reply.format = "error";
  reply.own_body.append(status_text(reply.status)).append("\n");
  reply.own_head =
      "Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
      "Cache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: " +
      std::to_string(reply.own_body.size()) + "\r\n";
  if (retry_after.count() > 0)
    reply.own_head += "Retry-After: " + std::to_string(retry_after.count()) + "\r\n";
  return reply;
}

}  // namespace feed_exporter
