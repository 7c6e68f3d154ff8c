// SPDX-License-Identifier: MIT
#include "config/load_settings.hpp"

#include <algorithm>
#include <array>
#include <boost/property_tree/ini_parser.hpp>
#include <boost/property_tree/ptree.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <sstream>
#include <utility>

#include "config/keys.hpp"
#include "config/text.hpp"
#include "config/value.hpp"

namespace feed_exporter {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

std::string nearest_section(std::string_view name) {
  std::string_view best;
  for (const ConfigKey& key : config_keys()) {
    if (best.empty() || edit_distance(name, key.section) < edit_distance(name, best)) best = key.section;
  }
  return "[" + std::string(best) + "]";
}

/// A key of that name in another section is nearer than any misspelling.
std::string nearest_key(std::string_view section, std::string_view name) {
  const ConfigKey* best = nullptr;
  std::size_t least = 0;
  for (const ConfigKey& key : config_keys()) {
    const std::size_t distance = 2 * edit_distance(name, key.name) + (key.section == section ? 0 : 1);
    if (best == nullptr || distance < least) {
      best = &key;
      least = distance;
    }
  }
  return "[" + std::string(best->section) + "] " + std::string(best->name);
}

/// Where each key stands, as (section, key) -> line; sections alone under the key "". PropertyTree keeps no
/// lines and takes some slips without a word. Throws ConfigError, with `name` and the line.
class Lines {
 public:
  Lines(std::string_view text, const std::string& name) : name_(name) {
    while (!text.empty()) {
      ++number_;
      const std::size_t end = text.find('\n');
      take(trim(text.substr(0, end)));
      text = end == text.npos ? std::string_view{} : text.substr(end + 1);
    }
  }

  std::string place(const std::string& section, const std::string& key) const {
    return name_ + ":" + std::to_string(lines_.at({section, key})) + ": [" + section + "] " + key;
  }

 private:
  void take(std::string_view line) {
    if (line.empty() || line.front() == ';' || line.front() == '#') return;
    if (line.front() == '[') return take_section(line);
    const std::size_t equals = line.find('=');
    const std::string key(trim(line.substr(0, equals)));
    if (equals == line.npos) fail("`" + key + "`: neither a [section] nor a key with its `=`");
    if (key.empty()) fail("no key stands before the `=`");
    if (section_.empty()) fail(key + ": it stands before the first [section]");
    note(key, "[" + section_ + "] " + key);
  }

  void take_section(std::string_view line) {
    const std::size_t end = line.find(']');
    if (end == line.npos) fail("`" + std::string(line) + "`: the `]` is missing");
    section_ = trim(line.substr(1, end - 1));
    const bool known =
        std::ranges::any_of(config_keys(), [&](const ConfigKey& key) { return key.section == section_; });
    if (!known) fail("[" + section_ + "]: no such section; the nearest is " + nearest_section(section_));
    note("", "[" + section_ + "]");
  }

  void note(const std::string& key, const std::string& what) {
    const auto [place, is_first] = lines_.try_emplace({section_, key}, number_);
    if (!is_first) fail(what + ": it stands in line " + std::to_string(place->second) + " already");
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw ConfigError(name_ + ":" + std::to_string(number_) + ": " + what);
  }

  const std::string& name_;
  std::size_t number_ = 0;
  std::string section_;
  std::map<std::pair<std::string, std::string>, std::size_t> lines_;
};

void set_from(const ConfigKey& key, Settings& settings, std::string_view text, const std::string& where) {
  try {
    check_text(text);
    key.set(settings, unquote(text));
  } catch (const ValueError& error) {
    throw ConfigError(where + ": " + error.what());
  }
}

void apply_text(std::string_view text, const std::string& name, Settings& settings) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const Lines lines(text, name);
  boost::property_tree::ptree tree;
  try {
    std::istringstream stream{std::string(text)};
    boost::property_tree::read_ini(stream, tree);
  } catch (const boost::property_tree::ini_parser_error& error) {
    throw ConfigError(name + ":" + std::to_string(error.line()) + ": " + error.message());
  }
  for (const auto& [section, keys] : tree) {
    for (const auto& [key_name, value] : keys) {
      const std::string where = lines.place(section, key_name);
      const ConfigKey* key = find_config_key(section, key_name);
      if (key == nullptr) {
        throw ConfigError(where + ": no such key; the nearest is " + nearest_key(section, key_name));
      }
      set_from(*key, settings, value.data(), where);
    }
  }
}

void apply_environment(const Environment& environment, Settings& settings) {
  for (const ConfigKey& key : config_keys()) {
    const std::string name = environment_name(key);
    if (const char* value = environment(name.c_str())) set_from(key, settings, value, name);
  }
  const auto apply = [&](const char* name, std::string_view section, std::string_view key) {
    if (const char* value = environment(name))
      set_from(*find_config_key(section, key), settings, value, name);
  };
  apply("FEED_EXPORTER_SEEDS", "seeds", "directory");
  apply("FEED_EXPORTER_LISTEN", "server", "listen");
  apply("FEED_EXPORTER_BASE_URL", "site", "base_url");
}

void apply_flags(const SettingsFlags& flags, Settings& settings) {
  if (flags.seeds) set_from(*find_config_key("seeds", "directory"), settings, *flags.seeds, "--seeds");
  if (flags.base_url) set_from(*find_config_key("site", "base_url"), settings, *flags.base_url, "--base-url");
  if (!flags.listen.empty()) {
    std::string all = flags.listen.front();
    for (const std::string& address : std::span(flags.listen).subspan(1)) all += "," + address;
    set_from(*find_config_key("server", "listen"), settings, all, "--listen");
  }
}

std::string read_text(const std::filesystem::path& file) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rbe"), std::fclose);
  std::string text;
  std::array<char, 4096> part;
  std::size_t count = 0;
  while (stream && (count = std::fread(part.data(), 1, part.size(), stream.get())) > 0) {
    text.append(part.data(), count);
  }
  if (!stream || std::ferror(stream.get())) {
    throw ConfigError(file.string() + ": cannot be read: " + std::strerror(errno));
  }
  return text;
}

}  // namespace

Settings parse_settings(std::string_view text, const std::string& name) {
  Settings settings;
  apply_text(text, name, settings);
  return settings;
}

Settings load_settings(const std::optional<std::filesystem::path>& file, const Environment& environment,
                       const SettingsFlags& flags) {
  Settings settings;
  if (file) apply_text(read_text(*file), file->string(), settings);
  apply_environment(environment, settings);
  apply_flags(flags, settings);
  return settings;
}

}  // namespace feed_exporter
