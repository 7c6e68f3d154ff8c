// SPDX-License-Identifier: MIT
#include <boost/json.hpp>
#include <iostream>

#include "daemon/app/commands.hpp"
#include "daemon/app/offline.hpp"

namespace feed_exporter {

int run_list(const Settings& settings) {
  const Log log(LogLevel::error);
  const OfflineSite site(settings, log);
  const boost::json::value directory =
      boost::json::parse(site.snapshot().resources.find("/feeds.json")->second->identity().body.read());
  for (const boost::json::value& topic : directory.at("topics").as_array()) {
    std::cout << topic.at("slug").as_string().c_str() << '\t' << topic.at("count").to_number<std::uint64_t>()
              << '\t' << topic.at("title").as_string().c_str() << '\n';
  }
  return 0;
}

}  // namespace feed_exporter
