// SPDX-License-Identifier: MIT
#include "daemon/app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/serve/nearest.hpp"
#include "version.hpp"

namespace feed_exporter {
namespace {

constexpr const char* description =
    "Watches a directory of articles with YAML front matter and serves each topic as RSS, Atom and JSON "
    "Feed.";

void add_common(CLI::App& command, CommandLine& line) {
  command.add_option("--config", line.config, "Configuration file (feed-exporter.ini(5))")
      ->option_text("FILE");
  command.add_option("--seeds", line.flags.seeds, "Directory of the articles")->option_text("DIR");
}

void add_base_url(CLI::App& command, CommandLine& line) {
  command.add_option("--base-url", line.flags.base_url, "Public URL of the service")->option_text("URL");
}

constexpr std::pair<const char*, CheckFormat> formats[] = {
    {"text", CheckFormat::text}, {"json", CheckFormat::json}, {"github", CheckFormat::github}};

/// What is wrong with the name of a format; empty if nothing is.
std::string check_format(const std::string& name) {
  std::string all;
  for (const auto& [known, format] : formats) {
    if (name == known) return {};
    all += (all.empty() ? "" : ", ") + std::string(known);
  }
  return "`" + name + "` is none of " + all;
}

std::vector<CLI::App*> commands_of(CLI::App& app) {
  return app.get_subcommands([](CLI::App*) { return true; });
}

[[noreturn]] void refuse(const std::string& what, const CLI::App* command = nullptr) {
  const std::string name = command == nullptr ? "" : command->get_name() + " ";
  throw UsageError(what + " (try `feed-exporter " + name + "--help`)");
}

/// The nearest of some words, else all of them.
std::string suggestion(std::string_view word, const std::vector<std::string>& words) {
  std::vector<Tag> tags;
  std::string all;
  for (const std::string& each : words) {
    tags.push_back({each, each});
    all += (all.empty() ? "" : ", ") + each;
  }
  const std::vector<Tag> nearest = find_nearest(word, tags, 1);
  return nearest.empty() ? "there are " + all : "the nearest is `" + nearest.front().slug + "`";
}

/// The first word that was not understood; the mark of positional arguments is none.
std::optional<std::string> first_left_over(const CLI::App& app) {
  for (const std::string& word : app.remaining()) {
    if (word != "--") return word;
  }
  return std::nullopt;
}

/// A word that stands where a command has to.
[[noreturn]] void refuse_command(const std::string& word, CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  if (word.empty()) refuse("name a command: " + suggestion(word, names));
  if (word.starts_with('-')) refuse("there is no option `" + word + "` before a command");
  refuse("there is no command `" + word + "`; " + suggestion(word, names));
}

/// A word that a command has no use for.
[[noreturn]] void refuse_argument(const std::string& word, const CLI::App& command) {
  if (!word.starts_with('-')) refuse("`" + command.get_name() + "` has no use for `" + word + "`", &command);
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  const std::string name = word.substr(0, word.find('='));
  refuse("`" + command.get_name() + "` has no option `" + name + "`; " + suggestion(name, names), &command);
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv, const Environment& environment) {
  CommandLine line;
  ServeCommand serve;
  CheckCommand check;
  ExportCommand exporting;
  RenderCommand render;

  const std::string version_text = "feed-exporter " + std::string(version) + "\n";
  CLI::App app(description, "feed-exporter");
  // Words that are not understood are dealt with below, where they can be named.
  app.allow_extras();
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", version_text.substr(0, version_text.size() - 1),
                       "Print the version and exit");
  app.set_help_flag("--help,-h", "Print this help and exit");
  app.footer(
      "Results go to standard output, diagnostics to standard error.\n"
      "Exit status: 0 fine, 1 failure or `check` found errors, 2 usage, 78 configuration.");

  CLI::App& serve_app = *app.add_subcommand("serve", "Watch the seeds and serve their feeds over HTTP");
  add_common(serve_app, line);
  add_base_url(serve_app, line);
  serve_app
      .add_option("--listen", line.flags.listen,
                  "Address to listen on; [::1]:8080, unix:/path; port 0 picks one")
      ->option_text("ADDR:PORT ...")
      ->expected(1)
      ->take_all();

  CLI::App& check_app = *app.add_subcommand("check", "Look for mistakes in the seeds");
  add_common(check_app, line);
  add_base_url(check_app, line);
  check_app.add_flag("--strict", check.strict, "Warnings count as errors");
  std::string format = formats[0].first;
  check_app.add_option("--format", format, "text, json or github")
      ->option_text("FORMAT")
      ->check(check_format);

  CLI::App& export_app = *app.add_subcommand("export", "Write every feed and page as static files");
  add_common(export_app, line);
  add_base_url(export_app, line);
  export_app.add_option("--output", exporting.output, "Directory to write to")
      ->option_text("DIR")
      ->required();

  CLI::App& render_app = *app.add_subcommand("render", "Print one document, for example feeds/ai.atom");
  add_common(render_app, line);
  add_base_url(render_app, line);
  render_app.add_option("document", render.document, "Path of the document, as in its URL")->required();

  CLI::App& list_app = *app.add_subcommand("list", "List the topics: slug, articles, name");
  add_common(list_app, line);

  CLI::App& version_app = *app.add_subcommand("version", "Print the version");
  add_common(version_app, line);

  for (CLI::App* command : commands_of(app)) {
    command->allow_extras();
    command->set_help_flag("--help,-h", "Print this help and exit");
    command->set_version_flag("--version", version_text.substr(0, version_text.size() - 1),
                              "Print the version and exit");
  }

  const auto chosen = [&app] {
    const std::vector<CLI::App*> parsed = app.get_subcommands();
    return parsed.empty() ? nullptr : parsed.front();
  };
  const auto refuse_what_stands_before_a_command = [&app] {
    if (const auto word = first_left_over(app)) refuse_command(*word, app);
  };
  const auto refuse_what_is_left_over = [&] {
    refuse_what_stands_before_a_command();
    if (chosen() == nullptr) refuse_command("", app);
    if (const auto word = first_left_over(*chosen())) refuse_argument(*word, *chosen());
  };
  try {
    app.parse(argc, argv);
    refuse_what_is_left_over();
  } catch (const CLI::CallForHelp&) {
    refuse_what_stands_before_a_command();
    line.command = PrintCommand{chosen() == nullptr ? app.help() : chosen()->help(app.get_name())};
    return line;
  } catch (const CLI::CallForVersion&) {
    refuse_what_stands_before_a_command();
    line.command = PrintCommand{version_text};
    return line;
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();
    const bool missing = text.ends_with("missing");
    refuse("`" + text.substr(0, text.find(':')) + (missing ? "` needs a value" : "` is given more than once"),
           chosen());
  } catch (const CLI::ParseError& error) {
    // A misspelt option may be the reason why another one is missing.
    refuse_what_is_left_over();
    refuse(error.what(), chosen());
  }
  for (const auto& [name, value] : formats) {
    if (format == name) check.format = value;
  }

  if (line.config && line.config->empty()) refuse("`--config` needs the name of a file", chosen());
  if (export_app.parsed() && exporting.output.empty())
    refuse("`--output` needs the name of a directory", chosen());
  if (!line.config) {
    const char* file = environment("FEED_EXPORTER_CONFIG");
    // Set to nothing is how unit files and shells take a variable back.
    if (file != nullptr && *file != '\0') line.config = file;
  }
  if (serve_app.parsed()) line.command = serve;
  if (check_app.parsed()) line.command = check;
  if (export_app.parsed()) line.command = exporting;
  if (render_app.parsed()) line.command = render;
  if (list_app.parsed()) line.command = ListCommand{};
  if (version_app.parsed()) line.command = VersionCommand{};
  return line;
}

}  // namespace feed_exporter
