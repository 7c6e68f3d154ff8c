// SPDX-License-Identifier: MIT
// Scalars of YAML as values. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace feed_exporter {

/// `true`/`false` as YAML 1.2 has them, and `yes`/`no`, `on`/`off`, `y`/`n` as YAML 1.1 had them, in any
/// case.
std::optional<bool> parse_boolean(std::string_view text);

/// A decimal integer as the YAML 1.2 core schema has it (section 10.3.2): `017` is seventeen, `0o17` and
/// `0x0F` are none here.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace feed_exporter
