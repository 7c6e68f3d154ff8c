// SPDX-License-Identifier: MIT
// argv and exit codes: 0 fine, 1 failure or errors found, 2 usage, 78 configuration (sysexits.h).
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>

#include "daemon/app/command_line.hpp"
#include "daemon/app/commands.hpp"
#include "daemon/app/serve.hpp"
#include "daemon/log.hpp"
#include "version.hpp"

namespace {

using namespace feed_exporter;

constexpr int exit_failure = 1;
constexpr int exit_usage = 2;
constexpr int exit_configuration = 78;

struct Run {
  const CommandLine& line;
  const Environment& environment;

  int operator()(const ServeCommand&) const { return run_serve(line, environment); }
  int operator()(const CheckCommand& command) const { return run_check(command, settings()); }
  int operator()(const ExportCommand& command) const { return run_export(command, settings()); }
  int operator()(const RenderCommand& command) const { return run_render(command, settings()); }
  int operator()(const ListCommand&) const { return run_list(settings()); }
  int operator()(const VersionCommand&) const {
    return print("feed-exporter " + std::string(version) + "\n");
  }
  int operator()(const PrintCommand& command) const { return print(command.text); }

  Settings settings() const { return load_settings(line.config, environment, line.flags); }

  static int print(const std::string& text) {
    std::cout << text;
    return 0;
  }
};

/// The journal sorts by priority, so it gets what ends the program as it gets everything else.
int fail(const std::exception& error, int code) {
  if (stderr_is_journal()) {
    Log(LogLevel::error, STDERR_FILENO, true).error(error.what());
  } else {
    std::cerr << "feed-exporter: " << error.what() << '\n';
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  const Environment environment = [](const char* name) { return std::getenv(name); };
  try {
    const CommandLine line = parse_command_line(argc, argv, environment);
    const int code = std::visit(Run{line, environment}, line.command);
    if (!std::cout.flush()) throw std::runtime_error("standard output cannot be written");
    return code;
  } catch (const UsageError& error) {
    return fail(error, exit_usage);
  } catch (const ConfigError& error) {
    return fail(error, exit_configuration);
  } catch (const std::exception& error) {
    return fail(error, exit_failure);
  }
}
