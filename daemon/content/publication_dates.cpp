// SPDX-License-Identifier: MIT
#include "daemon/content/publication_dates.hpp"

#include <string>

#include "daemon/content/clean_text.hpp"
#include "daemon/content/date_time.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view expected =
    " is not a date such as 2024-02-29T13:45:00Z, or one that does not exist";

/// The time a value says; warns if it lacks a zone. Nothing if it is no date.
std::optional<std::chrono::sys_seconds> read_time(const YamlNode& value, Fields& fields) {
  const std::optional<DateTime> date = parse_date_time(trimmed(value.text));
  if (!date) return std::nullopt;
  if (date->lacks_zone) {
    fields.problems().warn(value.at, "date-without-zone",
                           quote(value.text) + " has no time zone and is read as UTC; add Z or an offset");
  }
  return date->time;
}

std::optional<std::chrono::sys_seconds> read_published(std::string_view path, const YamlNode& root,
                                                       Fields& fields) {
  const YamlNode* value = fields.find(root, "publishedDateTime");
  if (value == nullptr) value = fields.find(root, "date");
  if (value != nullptr) {
    const std::optional<std::chrono::sys_seconds> time = read_time(*value, fields);
    if (!time) {
      const std::string what = value->is_scalar() ? quote(value->text) : "a list or a map";
      fields.problems().fail(value->at, "bad-date", what + std::string(expected));
    }
    return time;
  }
  const FileNameDate date = parse_file_name_date(path.substr(path.rfind('/') + 1));
  if (date.present && !date.time) {
    fields.problems().fail({}, "bad-date", "the date in the name of the file does not exist");
  }
  return date.time;
}

}  // namespace

PublicationDates read_dates(std::string_view path, const YamlNode& root, Fields& fields) {
  PublicationDates dates;
  dates.published = read_published(path, root, fields);
  const YamlNode* value = dates.published ? fields.find_text(root, "updatedDateTime") : nullptr;
  if (value == nullptr) return dates;
  dates.updated = read_time(*value, fields);
  if (!dates.updated) {
    fields.problems().warn(value->at, "bad-date",
                           quote(value->text) + std::string(expected) + "; it is left out");
  } else if (*dates.updated < *dates.published) {
    fields.problems().warn(value->at, "updated-before-published",
                           "updatedDateTime is before the publication; it is left out");
    dates.updated.reset();
  }
  return dates;
}

}  // namespace feed_exporter
