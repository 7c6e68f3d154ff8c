// SPDX-License-Identifier: MIT
#include "daemon/app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <string>

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

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv, const Environment& environment) {
  CommandLine line;
  ServeCommand serve;
  CheckCommand check;
  ExportCommand exporting;
  RenderCommand render;

  const std::string version_text = "feed-exporter " + std::string(version) + "\n";
  CLI::App app(description, "feed-exporter");
  app.require_subcommand(1);
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
  check_app.add_option("--format", check.format, "text, json or github")
      ->option_text("FORMAT")
      ->transform(CLI::CheckedTransformer(std::map<std::string, CheckFormat>{
          {"text", CheckFormat::text}, {"json", CheckFormat::json}, {"github", CheckFormat::github}}));

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

  for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
    command->set_help_flag("--help,-h", "Print this help and exit");
    command->set_version_flag("--version", version_text.substr(0, version_text.size() - 1),
                              "Print the version and exit");
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    line.command = PrintCommand{chosen.empty() ? app.help() : chosen.front()->help()};
    return line;
  } catch (const CLI::CallForVersion&) {
    line.command = PrintCommand{version_text};
    return line;
  } catch (const CLI::ParseError& error) {
    throw UsageError(std::string(error.what()) + " (try `feed-exporter --help`)");
  }

  if (!line.config) {
    if (const char* file = environment("FEED_EXPORTER_CONFIG")) line.config = file;
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
