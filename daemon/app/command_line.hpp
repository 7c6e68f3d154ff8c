// SPDX-License-Identifier: MIT
// argv -> what to do. Knows the words of the command line and nothing of what they do.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "config/load_settings.hpp"

namespace feed_exporter {

enum class CheckFormat { text, json, github };

struct ServeCommand {};
struct CheckCommand {
  CheckFormat format = CheckFormat::text;
  /// Warnings count as errors.
  bool strict = false;
};
struct ExportCommand {
  std::filesystem::path output;
};
struct RenderCommand {
  /// `feeds/ai.atom`, or any other name by which find_document finds it.
  std::string document;
};
struct ListCommand {};
struct VersionCommand {};
/// `--help`, `--version`: print and exit 0.
struct PrintCommand {
  std::string text;
};

using Command = std::variant<ServeCommand, CheckCommand, ExportCommand, RenderCommand, ListCommand,
                             VersionCommand, PrintCommand>;

struct CommandLine {
  Command command;
  std::optional<std::filesystem::path> config;
  SettingsFlags flags;
};

/// Wrong usage; `what()` says what is wrong and how to get help.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads argv; `environment` may hold `FEED_EXPORTER_CONFIG`. Throws UsageError.
CommandLine parse_command_line(int argc, const char* const* argv, const Environment& environment);

}  // namespace feed_exporter
