// SPDX-License-Identifier: MIT
// Flags over environment over file over defaults -> Settings.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"

namespace feed_exporter {

/// A setting that cannot be used. `what()` is one line: `file:line: [section] key: what is wrong` with the
/// nearest known key where one is unknown; for the environment the variable's name stands in place of file
/// and line.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the command line says; unset members say nothing.
struct SettingsFlags {
  std::optional<std::string> seeds = std::nullopt;
  std::vector<std::string> listen = {};
  std::optional<std::string> base_url = std::nullopt;
};

/// Looks up an environment variable; null if it is not set.
using Environment = std::function<const char*(const char*)>;

/// Settings from the text of an INI file; `name` stands in errors. Throws ConfigError.
Settings parse_settings(std::string_view text, const std::string& name);

/// The whole: `file` if given (it must be readable), `FEED_EXPORTER_<SECTION>_<KEY>` of the environment (and
/// `FEED_EXPORTER_SEEDS`, `_LISTEN`, `_BASE_URL` as the flags of that name), then the flags. Throws
/// ConfigError.
Settings load_settings(const std::optional<std::filesystem::path>& file, const Environment& environment,
                       const SettingsFlags& flags);

}  // namespace feed_exporter
