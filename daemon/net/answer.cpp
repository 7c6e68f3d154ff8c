// SPDX-License-Identifier: MIT
#include "daemon/net/answer.hpp"

#include <utility>

namespace feed_exporter {
namespace {

bool has_body(int status) {
  return status != 304 && status != 204;
}

}  // namespace

void Answer::start(Reply&& reply, std::string_view last_lines, bool bodyless, HeadStartMaker& head_starts,
                   std::chrono::steady_clock::time_point now) {
  reply_ = std::move(reply);
  const Representation* const representation = reply_.representation;
  const std::string_view head =
      representation ? representation->head(reply_.status, reply_.in_window) : reply_.own_head;
  head_starts.make(reply_.status, now, head_start_);
  transmission_.clear();
  transmission_.add(head_start_.view());
  transmission_.add(head);
  transmission_.add(last_lines);
  head_size_ = head_start_.view().size() + head.size() + last_lines.size();
  if (bodyless || !has_body(reply_.status)) return;
  if (representation == nullptr) {
    transmission_.add(reply_.own_body);
  } else if (representation->body.descriptor() >= 0) {
    transmission_.set_file(representation->body.descriptor(), representation->body.size());
  } else {
    transmission_.add(representation->body.memory());
  }
}

void Answer::release() {
  reply_.resource.reset();
  // Strings are kept for the next answer only where they are small.
  if (!reply_.own_body.empty()) reply_ = {};
}

std::uint64_t Answer::body_bytes_sent() const {
  return sent() > head_size_ ? sent() - head_size_ : 0;
}

}  // namespace feed_exporter
