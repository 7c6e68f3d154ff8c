// SPDX-License-Identifier: MIT
#include "daemon/net/listener_set.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace feed_exporter {

ListenerSet::ListenerSet(const ServerSettings& settings, std::vector<int> inherited, std::size_t threads)
    : threads_(threads), inherited_(!inherited.empty()) {
  if (inherited_) {
    bound_.push_back({"", 0, std::make_unique<Listeners>(std::move(inherited), threads)});
  } else {
    bound_ = bind_new(settings);
  }
}

std::vector<std::string> ListenerSet::addresses() const {
  std::vector<std::string> all;
  for (const Bound& each : bound_) {
    all.insert(all.end(), each.listeners->addresses().begin(), each.listeners->addresses().end());
  }
  return all;
}

std::vector<ListeningSocket> ListenerSet::take(std::size_t thread) {
  std::vector<ListeningSocket> all;
  for (const Bound& each : bound_) {
    const std::vector<ListeningSocket> sockets = each.listeners->take(thread);
    all.insert(all.end(), sockets.begin(), sockets.end());
  }
  return all;
}

void ListenerSet::unlink_unix_sockets() {
  for (const Bound& each : bound_) each.listeners->unlink_unix_sockets();
}

ListenerSet::Added ListenerSet::bind_new(const ServerSettings& settings) {
  Added added;
  if (inherited_) return added;
  std::multiset<std::string> here;
  for (const Bound& each : bound_) here.insert(each.text);
  for (const std::string& text : settings.listen) {
    if (const auto found = here.find(text); found != here.end()) {
      here.erase(found);
      continue;
    }
    const ListenAddress address = ListenAddress::parse(text);
    const auto has_port = [&](const Bound& each) { return each.listeners->have_port_of(address); };
    const bool port_is_ours = std::ranges::any_of(bound_, has_port) || std::ranges::any_of(added, has_port);
    const std::size_t group = ++last_group_;
    added.push_back(
        {text, group, std::make_unique<Listeners>(text, group, threads_, settings.unix_mode, port_is_ours)});
  }
  return added;
}

std::vector<std::size_t> ListenerSet::change(const ServerSettings& settings, Added added) {
  if (inherited_) return {};
  std::vector<Bound> next;
  for (const std::string& text : settings.listen) {
    for (std::vector<Bound>* const source : {&bound_, &added}) {
      const auto found = std::ranges::find(*source, text, &Bound::text);
      if (found == source->end()) continue;
      found->listeners->set_unix_mode(settings.unix_mode);
      next.push_back(std::move(*found));
      source->erase(found);
      break;
    }
  }
  std::vector<std::size_t> given_up;
  for (const Bound& each : bound_) given_up.push_back(each.group);
  bound_ = std::move(next);
  return given_up;
}

}  // namespace feed_exporter
