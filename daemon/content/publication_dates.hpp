// SPDX-License-Identifier: MIT
// When an entry was published and updated. Pure, but for the problems.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "daemon/content/fields.hpp"

namespace feed_exporter {

struct PublicationDates {
  /// Nothing if the seed does not say, or an error was reported.
  std::optional<std::chrono::sys_seconds> published;
  /// Never before `published`.
  std::optional<std::chrono::sys_seconds> updated;
};

/// `publishedDateTime`, else `date`, else the `YYYY-MM-DD-` at the beginning of the file's name;
/// `updatedDateTime`. A date of publication that does not exist is an error, one of an update is left out.
PublicationDates read_dates(std::string_view path, const YamlNode& root, Fields& fields);

}  // namespace feed_exporter
