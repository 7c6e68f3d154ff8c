// SPDX-License-Identifier: MIT
// What the serving threads go by: the settings made ready. Immutable; a reload replaces it as a whole.
#pragma once

#include <memory>
#include <string>

#include "config/settings.hpp"
#include "daemon/net/log_writer.hpp"
#include "daemon/net/request_budget.hpp"
#include "daemon/net/request_parser.hpp"
#include "daemon/net/trusted_proxies.hpp"

namespace feed_exporter {

struct ServingPolicy {
  ServerSettings settings;
  RequestLimits request_limits;
  /// The decoded path of the base URL, as long as there is no snapshot to say it.
  std::string early_base_path;
  TrustedProxies proxies;
  LogSettings log;
  /// Null if the access log is off; the writer outlives the serving threads.
  LogFile log_file;
  LogWriter* log_writer = nullptr;
  /// Null: no limit. Shared by all threads, and by the policies between which it does not change.
  std::shared_ptr<RequestBudget> budget;
};

}  // namespace feed_exporter
