// SPDX-License-Identifier: MIT
#include <iostream>
#include <stdexcept>
#include <string>

#include "daemon/app/commands.hpp"
#include "daemon/app/find_document.hpp"
#include "daemon/app/offline.hpp"

namespace feed_exporter {

int run_render(const RenderCommand& command, const Settings& settings) {
  const Log log(LogLevel::error);
  const OfflineSite site(settings, log);
  const auto* found = find_document(site.snapshot(), command.document);
  if (found == nullptr) {
    std::string near;
    for (const std::string& name : nearest_documents(site.snapshot(), command.document)) {
      near += (near.empty() ? "did you mean " : ", ") + name;
    }
    throw std::runtime_error(command.document + ": no such document (" +
                             (near.empty() ? "`feed-exporter list` names the topics" : near + "?") + ")");
  }
  std::cout << (*found)->identity().body.read();
  return 0;
}

}  // namespace feed_exporter
