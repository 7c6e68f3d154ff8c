// SPDX-License-Identifier: MIT
#include "config/load_settings.hpp"

#include <unistd.h>
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "config/keys.hpp"

namespace feed_exporter {
namespace {

const char* no_environment(const char*) {
  return nullptr;
}

std::string error_of(std::string_view text) {
  try {
    parse_settings(text, "f.ini");
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

BOOST_AUTO_TEST_SUITE(config_load_settings)

BOOST_AUTO_TEST_CASE(the_default_file_names_every_key_and_gives_exactly_the_defaults) {
  const std::filesystem::path file =
      std::filesystem::path(FEED_EXPORTER_SOURCE_DIR) / "config/feed-exporter.ini";
  BOOST_CHECK(load_settings(file, no_environment, {}) == Settings{});

  std::ifstream stream(file);
  std::string line;
  std::string section;
  std::map<std::string, int> seen;
  while (std::getline(stream, line)) {
    if (line.starts_with('[')) section = line.substr(1, line.find(']') - 1);
    if (!line.starts_with(';') && line.find('=') != std::string::npos) {
      ++seen[section + "." + line.substr(0, line.find_first_of(" ="))];
    }
  }
  for (const ConfigKey& key : config_keys()) {
    BOOST_TEST(seen[std::string(key.section) + "." + std::string(key.name)] == 1,
               key.section << "." << key.name);
  }
  BOOST_TEST(seen.size() == config_keys().size());
}

BOOST_AUTO_TEST_CASE(errors_name_file_line_key_and_the_nearest_known_key) {
  struct Case {
    std::string_view text;
    std::string_view error;
  };
  constexpr Case cases[] = {
      {"[site]\ntitel = x\n", "f.ini:2: [site] titel: no such key; the nearest is [site] title"},
      {"; c\n[sight]\ntitle = x\n", "f.ini:2: [sight]: no such section; the nearest is [site]"},
      {"[server]\n\nitems = 5\n", "f.ini:3: [server] items: no such key; the nearest is [feeds] items"},
      {"[feeds]\nitems = many\n",
       "f.ini:2: [feeds] items: `many` is not a whole number, possibly with `KiB` or `MiB`"},
      {"[feeds]\nitems = 0\n", "f.ini:2: [feeds] items: 0 is not between 1 and 1000"},
      {"[site]\nbase_url = example.org\n",
       "f.ini:2: [site] base_url: `example.org` is not an absolute http or https URL"},
      {"[site]\nauthority = example.org\n",
       "f.ini:2: [site] authority: `example.org` is not of the form `example.org,2026`"},
      {"[site]\nepoch = 2026-02-30T00:00:00Z\n",
       "f.ini:2: [site] epoch: `2026-02-30T00:00:00Z` is not a date and time such as `2026-01-01T00:00:00Z`"},
      {"[server]\nlisten = 8080\n",
       "f.ini:2: [server] listen: `8080` is not `ADDRESS:PORT`, `[IPv6]:PORT` or `unix:/path`"},
      {"[server]\nlisten = 127.0.0.1:99999\n",
       "f.ini:2: [server] listen: `127.0.0.1:99999` has no port from 0 to 65535"},
      {"[server]\nmax_target_bytes = 9 KiB\n",
       "f.ini:2: [server] max_target_bytes: 9216 is not between 64 and 8192"},
      {"title = x\n", "f.ini:1: title: it stands before the first [section]"},
      {"site =\n", "f.ini:1: site: it stands before the first [section]"},
      {"[foo]\n", "f.ini:1: [foo]: no such section; the nearest is [log]"},
      {"[]\n", "f.ini:1: []: no such section; the nearest is [log]"},
      {"[site\n", "f.ini:1: `[site`: the `]` is missing"},
      {"[site]\ntitle\n", "f.ini:2: `title`: neither a [section] nor a key with its `=`"},
      {"[site]\n = x\n", "f.ini:2: no key stands before the `=`"},
      {"[site]\ntitle = x\n[feeds]\n\n[site]\n", "f.ini:5: [site]: it stands in line 1 already"},
      {"[site]\ntitle = x\n# c\ntitle = y\n", "f.ini:4: [site] title: it stands in line 2 already"},
  };
  for (const Case& c : cases) BOOST_TEST(error_of(c.text) == c.error);
  BOOST_TEST(error_of("[site]\ntitle = a\ntitle = b\n").starts_with("f.ini:3: "));
  BOOST_TEST(error_of("[site]\nnonsense\n").starts_with("f.ini:2: "));
}

BOOST_AUTO_TEST_CASE(an_authority_has_a_date_that_exists) {
  for (const char* good : {"example.org,2026", "a@example.org,2026-12", "example.org,2024-02-29"}) {
    BOOST_TEST(error_of("[site]\nauthority = " + std::string(good) + "\n") == "", good);
  }
  for (const char* bad :
       {"example.org", "example.org,", ",2026", "example.org,202", "example.org,2026-", "example.org,2026-1",
        "example.org,2026-13", "example.org,2026-99-99", "example.org,2025-02-29", "example.org,0000",
        "example.org,2026-01-01-01", "exa mple.org,2026", "example.org,2026,2026"}) {
    BOOST_TEST(error_of("[site]\nauthority = " + std::string(bad) + "\n") != "", bad);
  }
}

BOOST_AUTO_TEST_CASE(a_language_is_a_tag_that_xml_takes) {
  for (const char* good : {"en", "pt-BR", "zh-Hant-TW", "x-klingon", "de-1996"}) {
    BOOST_TEST(error_of("[site]\nlanguage = " + std::string(good) + "\n") == "", good);
  }
  for (const char* bad : {"", "-en", "en-", "en--US", "e1", "englishes", "en-ninechars", "en_US", "en us"}) {
    BOOST_TEST(error_of("[site]\nlanguage = " + std::string(bad) + "\n") != "", bad);
  }
}

BOOST_AUTO_TEST_CASE(an_epoch_has_its_form_at_every_place) {
  const auto accepted = [](const std::string& epoch) {
    return error_of("[site]\nepoch = " + epoch + "\n").empty();
  };
  for (const char* good : {"2026-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2024-02-29T23:59:59Z"}) {
    BOOST_TEST(accepted(good), good);
  }
  for (const char* bad :
       {"2026-01- 1T00:00:00Z", "+026-01-01T00:00:00Z", " 026-01-01T00:00:0Z", "2026-1-01T00:00:000Z",
        "2026-01-01T+0:00:00Z", "2026-01-01T00:-1:00Z", "0000-01-01T00:00:00Z", "2026-13-01T00:00:00Z",
        "2025-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00ZZ",
        "2026", "", "2026-01-01"}) {
    BOOST_TEST(!accepted(bad), bad);
  }
}

BOOST_AUTO_TEST_CASE(a_base_url_may_have_a_path_and_loses_its_trailing_slash) {
  BOOST_TEST(parse_settings("[site]\nbase_url = https://example.org/news/\n", "f").site.base_url ==
             "https://example.org/news");
  BOOST_TEST(error_of("[site]\nbase_url = https://example.org/?a\n") != "");
  BOOST_TEST(error_of("[site]\nbase_url = https:///x\n") != "");
}

BOOST_AUTO_TEST_CASE(quotes_around_a_value_are_no_part_of_it) {
  const Settings settings = parse_settings(
      "[seeds]\ninclude = \"a*, b*\"\nexclude = \"c*\", 'd*'\n[feeds]\nitems = \"7\"\nmax_age = '5 min'\n"
      "[log]\nlevel = 'debug'\n[site]\nauthor = \"\"\n",
      "f.ini");
  BOOST_TEST(settings.seeds.include == (std::vector<std::string>{"a*", "b*"}),
             boost::test_tools::per_element());
  BOOST_TEST(settings.seeds.exclude == (std::vector<std::string>{"c*", "d*"}),
             boost::test_tools::per_element());
  BOOST_TEST(settings.feeds.items == 7U);
  BOOST_TEST(settings.feeds.max_age.count() == 300);
  BOOST_CHECK(settings.log.level == LogLevel::debug);
  BOOST_TEST(settings.site.author == "");
  BOOST_TEST(error_of("[seeds]\ninclude = \"a*\", b*\"\n")
                 .starts_with("f.ini:2: [seeds] include: `b*\"` has a quote"));
}

BOOST_AUTO_TEST_CASE(flags_go_before_environment_before_file_before_defaults) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("feed-exporter-" + std::to_string(::getpid()) + ".ini");
  std::ofstream(file) << "[site]\ntitle = from file\nauthor = from file\nbase_url = https://file.example\n";
  const std::map<std::string, std::string> variables = {
      {"FEED_EXPORTER_SITE_AUTHOR", "from environment"},
      {"FEED_EXPORTER_BASE_URL", "https://environment.example"},
      {"FEED_EXPORTER_FEEDS_ITEMS", " 7"}};
  const Environment environment = [&](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
  const Settings settings =
      load_settings(file, environment,
                    {.seeds = "/s", .listen = {"[::1]:0", "unix:/x"}, .base_url = "https://flag.example/"});
  std::filesystem::remove(file);
  BOOST_TEST(settings.site.title == "from file");
  BOOST_TEST(settings.site.author == "from environment");
  BOOST_TEST(settings.site.base_url == "https://flag.example");
  BOOST_TEST(settings.site.language == "en");
  BOOST_TEST(settings.feeds.items == 7U);
  BOOST_TEST(settings.seeds.directory == "/s");
  BOOST_TEST(settings.server.listen.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_bad_variable_or_flag_is_named) {
  const Environment environment = [](const char* name) -> const char* {
    return std::string_view(name) == "FEED_EXPORTER_FEEDS_ITEMS" ? "x" : nullptr;
  };
  const auto error = [](auto load) {
    try {
      load();
      return std::string();
    } catch (const ConfigError& e) {
      return std::string(e.what());
    }
  };
  BOOST_TEST(
      error([&] { load_settings({}, environment, {}); }).starts_with("FEED_EXPORTER_FEEDS_ITEMS: `x`"));
  BOOST_TEST(
      error([&] { load_settings({}, no_environment, {.listen = {"nowhere"}}); }).starts_with("--listen: "));
  BOOST_TEST(error([&] { load_settings("/nonexistent/x.ini", no_environment, {}); }) ==
             "/nonexistent/x.ini: cannot be read: No such file or directory");
  BOOST_TEST(error([&] { load_settings("/", no_environment, {}); }) == "/: cannot be read: Is a directory");
  const std::string too_long = "/" + std::string(5'000, 'x');
  BOOST_TEST(error([&] { load_settings(too_long, no_environment, {}); }) ==
             too_long + ": cannot be read: File name too long");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
