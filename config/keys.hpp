// SPDX-License-Identifier: MIT
// The table of configuration keys: section, name, how a value is read into Settings and checked.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "config/settings.hpp"

namespace feed_exporter {

struct ConfigKey {
  std::string_view section;
  std::string_view name;
  /// Throws ValueError.
  void (*set)(Settings& settings, std::string_view text);
};

std::span<const ConfigKey> config_keys();

/// The key, or null.
const ConfigKey* find_config_key(std::string_view section, std::string_view name);

/// `FEED_EXPORTER_<SECTION>_<KEY>`.
std::string environment_name(const ConfigKey& key);

}  // namespace feed_exporter
