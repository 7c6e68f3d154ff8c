// SPDX-License-Identifier: MIT
#include "daemon/content/fields.hpp"

#include "daemon/content/clean_text.hpp"
#include "daemon/content/scalar_values.hpp"
#include "daemon/content/url.hpp"

namespace feed_exporter {
namespace {

bool is_absent(const YamlNode& value) {
  return value.kind == YamlKind::null || (value.is_scalar() && trimmed(value.text).empty());
}

}  // namespace

const YamlNode* Fields::find(const YamlNode& map, std::string_view key) const {
  const YamlNode* value = tree_.find(map, key);
  return value == nullptr || is_absent(*value) ? nullptr : value;
}

const YamlNode* Fields::find_text(const YamlNode& map, std::string_view key) {
  const YamlNode* value = find(map, key);
  return value == nullptr || !is_text(*value) ? nullptr : value;
}

bool Fields::is_text(const YamlNode& value) {
  if (value.is_scalar()) return true;
  if (value.kind != YamlKind::null) {
    const std::string_view name = value.key.empty() ? "the value" : value.key;
    problems_.warn(value.at, "wrong-type", std::string(name) + " is not a text; it is left out");
  }
  return false;
}

std::string Fields::line(const YamlNode& value) {
  return is_text(value) ? to_line(value.text) : std::string();
}

std::string Fields::line(const YamlNode& map, std::string_view key) {
  const YamlNode* value = find_text(map, key);
  return value == nullptr ? std::string() : to_line(value->text);
}

std::string Fields::text(const YamlNode& map, std::string_view key) {
  const YamlNode* value = find_text(map, key);
  return value == nullptr ? std::string() : std::string(trimmed(value->text));
}

std::optional<std::int64_t> Fields::integer(const YamlNode& map, std::string_view key) {
  const YamlNode* value = find(map, key);
  if (value == nullptr) return std::nullopt;
  const std::optional<std::int64_t> number = parse_integer(trimmed(value->text));
  if (!number) {
    problems_.warn(value->at, "bad-number", std::string(key) + " is not an integer; it is left out");
  }
  return number;
}

bool Fields::boolean(const YamlNode& map, std::string_view key, bool otherwise) {
  const YamlNode* value = find(map, key);
  if (value == nullptr) return otherwise;
  const std::optional<bool> boolean = parse_boolean(trimmed(value->text));
  if (!boolean) problems_.fail(value->at, "bad-boolean", std::string(key) + " must be true or false");
  return boolean.value_or(otherwise);
}

std::string Fields::url(const YamlNode& value) {
  if (!is_text(value)) return {};
  UrlReading reading = read_url(value.text);
  if (!reading) {
    problems_.warn(value.at, "bad-url",
                   quote(value.text) + ' ' + std::string(reading.reason) + "; it is left out");
  }
  return std::move(reading.url);
}

std::string Fields::url(const YamlNode& map, std::string_view key) {
  const YamlNode* value = find(map, key);
  return value == nullptr ? std::string() : url(*value);
}

std::vector<const YamlNode*> Fields::items(const YamlNode& map, std::string_view key) {
  std::vector<const YamlNode*> items;
  const YamlNode* value = find(map, key);
  if (value == nullptr) return items;
  if (value->kind == YamlKind::plain && value->text.starts_with('-')) {
    problems_.warn(value->at, "not-a-list",
                   std::string(key) + " is one text; a list needs a blank after each dash");
  }
  if (value->kind != YamlKind::sequence) return {value};
  for (const YamlNode& item : tree_.children(*value)) {
    if (!is_absent(item)) items.push_back(&item);
  }
  return items;
}

std::string Fields::name(const YamlNode& item, std::string_view key) {
  if (item.kind != YamlKind::map) return line(item);
  if (find(item, "name") == nullptr) {
    problems_.warn(item.at, "wrong-type", "an item of " + std::string(key) + " has no name; it is left out");
  }
  return line(item, "name");
}

std::vector<std::string> Fields::names(const YamlNode& map, std::string_view key) {
  std::vector<std::string> names;
  for (const YamlNode* item : items(map, key)) {
    std::string text = name(*item, key);
    if (!text.empty()) names.push_back(std::move(text));
  }
  return names;
}

}  // namespace feed_exporter
