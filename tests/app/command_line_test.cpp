// SPDX-License-Identifier: MIT
#include "daemon/app/command_line.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace feed_exporter {
namespace {

const Environment nothing = [](const char*) -> const char* { return nullptr; };

CommandLine parse(std::vector<const char*> words, const Environment& environment = nothing) {
  words.insert(words.begin(), "feed-exporter");
  return parse_command_line(static_cast<int>(words.size()), words.data(), environment);
}

BOOST_AUTO_TEST_SUITE(app_command_line)

BOOST_AUTO_TEST_CASE(serve_takes_repeated_listeners) {
  const CommandLine line = parse({"serve", "--config", "c.ini", "--seeds", "s", "--listen", "127.0.0.1:0",
                                  "--listen", "unix:/x", "--base-url", "https://example.org"});
  BOOST_TEST(std::holds_alternative<ServeCommand>(line.command));
  BOOST_TEST(line.config->string() == "c.ini");
  BOOST_TEST(*line.flags.seeds == "s");
  BOOST_TEST(line.flags.listen == (std::vector<std::string>{"127.0.0.1:0", "unix:/x"}),
             boost::test_tools::per_element());
  BOOST_TEST(*line.flags.base_url == "https://example.org");
}

BOOST_AUTO_TEST_CASE(commands_have_their_own_words) {
  BOOST_CHECK(std::get<CheckCommand>(parse({"check", "--strict", "--format", "github"}).command).format ==
              CheckFormat::github);
  BOOST_TEST(std::get<ExportCommand>(parse({"export", "--output", "o"}).command).output.string() == "o");
  BOOST_TEST(std::get<RenderCommand>(parse({"render", "feeds/ai.atom"}).command).document == "feeds/ai.atom");
  BOOST_TEST(std::get<RenderCommand>(parse({"render", "--", "-x"}).command).document == "-x");
  BOOST_TEST(std::holds_alternative<ListCommand>(parse({"list"}).command));
  BOOST_TEST(std::holds_alternative<VersionCommand>(parse({"version"}).command));
}

BOOST_AUTO_TEST_CASE(help_and_version_are_printed) {
  BOOST_TEST(std::get<PrintCommand>(parse({"--help"}).command).text.find("serve") != std::string::npos);
  BOOST_TEST(std::get<PrintCommand>(parse({"check", "--help"}).command).text.find("--strict") !=
             std::string::npos);
  BOOST_TEST(std::get<PrintCommand>(parse({"--version"}).command).text.starts_with("feed-exporter "));
}

BOOST_AUTO_TEST_CASE(the_environment_may_name_the_configuration_and_a_flag_goes_before_it) {
  const Environment environment = [](const char* name) {
    return std::string_view(name) == "FEED_EXPORTER_CONFIG" ? "from-environment.ini" : nullptr;
  };
  BOOST_TEST(parse({"list"}, environment).config->string() == "from-environment.ini");
  BOOST_TEST(parse({"list", "--config", "flag.ini"}, environment).config->string() == "flag.ini");
  const Environment empty = [](const char*) { return ""; };
  BOOST_TEST(!parse({"list"}, empty).config);
}

BOOST_AUTO_TEST_CASE(wrong_usage_says_how_to_get_help) {
  const std::vector<std::vector<const char*>> cases = {{},
                                                       {"sing"},
                                                       {"serve", "--nonsense"},
                                                       {"export"},
                                                       {"render"},
                                                       {"check", "--format", "xml"},
                                                       {"list", "extra"}};
  for (const auto& words : cases) {
    try {
      parse(words);
      BOOST_ERROR("accepted");
    } catch (const UsageError& error) {
      BOOST_TEST(std::string(error.what()).find("--help") != std::string::npos);
      BOOST_TEST(std::string(error.what()).find('\n') == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(wrong_usage_names_the_word_and_what_is_near) {
  struct Case {
    std::vector<const char*> words;
    std::string error;
  };
  const std::vector<Case> cases = {
      {{},
       "name a command: there are serve, check, export, render, list, version (try `feed-exporter --help`)"},
      {{"bogus"},
       "there is no command `bogus`; there are serve, check, export, render, list, version (try "
       "`feed-exporter --help`)"},
      {{"chekc"}, "there is no command `chekc`; the nearest is `check` (try `feed-exporter --help`)"},
      {{"chekc", "--help"},
       "there is no command `chekc`; the nearest is `check` (try `feed-exporter --help`)"},
      {{"chekc", "--version"},
       "there is no command `chekc`; the nearest is `check` (try `feed-exporter --help`)"},
      {{"--nope"}, "there is no option `--nope` before a command (try `feed-exporter --help`)"},
      {{"--seeds", "x", "list"},
       "there is no option `--seeds` before a command (try `feed-exporter --help`)"},
      {{"serve", "--listn", "x"},
       "`serve` has no option `--listn`; the nearest is `--listen` (try `feed-exporter serve --help`)"},
      {{"serve", "--listn=x"},
       "`serve` has no option `--listn`; the nearest is `--listen` (try `feed-exporter serve --help`)"},
      {{"list", "-q"},
       "`list` has no option `-q`; there are --config, --seeds, --help, --version (try `feed-exporter list "
       "--help`)"},
      {{"serve", "check"}, "`serve` has no use for `check` (try `feed-exporter serve --help`)"},
      {{"check", "--format", "xml"},
       "--format: `xml` is none of text, json, github (try `feed-exporter check --help`)"},
      {{"check", "--format", "2"},
       "--format: `2` is none of text, json, github (try `feed-exporter check --help`)"},
      {{"render", "-x"},
       "`render` has no option `-x`; there are --config, --seeds, --base-url, --help, --version (try "
       "`feed-exporter render --help`)"},
      {{"serve", "--listen"}, "`--listen` needs a value (try `feed-exporter serve --help`)"},
      {{"list", "--seeds", "a", "--seeds", "b"},
       "`--seeds` is given more than once (try `feed-exporter list --help`)"},
      {{"check", "--config", ""}, "`--config` needs the name of a file (try `feed-exporter check --help`)"},
      {{"export", "--output", ""},
       "`--output` needs the name of a directory (try `feed-exporter export --help`)"},
      {{"export"}, "--output is required (try `feed-exporter export --help`)"},
  };
  for (const Case& c : cases) {
    try {
      parse(c.words);
      BOOST_ERROR("accepted: " + c.error);
    } catch (const UsageError& error) {
      BOOST_TEST(error.what() == c.error);
    }
  }
}

BOOST_AUTO_TEST_CASE(help_of_a_command_shows_it_as_it_is_typed) {
  for (const char* name : {"serve", "check", "export", "render", "list", "version"}) {
    const std::string text = std::get<PrintCommand>(parse({name, "--help"}).command).text;
    BOOST_TEST(text.find("Usage: feed-exporter " + std::string(name) + " ") != std::string::npos, text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
