// SPDX-License-Identifier: MIT
// The commonest slips of people who write YAML, found in a text that the library refuses: it says what it
// stumbles on, which is often some lines further down. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/content/position.hpp"

namespace feed_exporter {

struct YamlSlip {
  Position at;
  /// What is wrong and what to do. Of the text it holds no more than a key.
  std::string message;
};

/// The first one up to that line of a text that is not valid YAML.
std::optional<YamlSlip> find_yaml_slip(std::string_view text, std::uint32_t last_line);

}  // namespace feed_exporter
