// SPDX-License-Identifier: MIT
#include <iostream>
#include <stdexcept>

#include "daemon/app/commands.hpp"
#include "daemon/app/offline.hpp"

namespace feed_exporter {

int run_render(const RenderCommand& command, const Settings& settings) {
  const Log log(LogLevel::error);
  const OfflineSite site(settings, log);
  const std::string path = (command.document.starts_with('/') ? "" : "/") + command.document;
  const auto& resources = site.snapshot().resources;
  const auto found = resources.find(path);
  if (found == resources.end()) {
    throw std::runtime_error(command.document + ": no such document (`feed-exporter list` names the topics)");
  }
  std::cout << found->second->identity().body.read() << std::flush;
  if (!std::cout) throw std::runtime_error("standard output cannot be written");
  return 0;
}

}  // namespace feed_exporter
