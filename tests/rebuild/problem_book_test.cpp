// SPDX-License-Identifier: MIT
#include "daemon/rebuild/problem_book.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/rebuild/captured_log.hpp"

namespace feed_exporter {
namespace {

Problem make_problem(std::string path, std::size_t line, Severity severity, std::string rule) {
  return {std::move(path), line, line == 0 ? std::size_t{0} : 1, severity, std::move(rule), "it is wrong"};
}

const Problem bad = make_problem("a.md", 3, Severity::error, "bad-yaml");
const Problem odd = make_problem("a.md", 7, Severity::warning, "bad-url");

struct Book {
  CapturedLog log;
  ProblemBook book{log.log()};
};

BOOST_AUTO_TEST_SUITE(problem_book)

BOOST_FIXTURE_TEST_CASE(logs_each_problem_with_its_place_and_rule, Book) {
  Problem in_line = odd;
  in_line.column = 0;
  book.set(ProblemSource::seed, "a.md", {bad, make_problem("a.md", 0, Severity::warning, "no-date"), in_line},
           true);
  const auto lines = log.take();
  BOOST_REQUIRE(lines.size() == 3U);
  BOOST_TEST(lines[2] == "warning: it is wrong path=a.md line=7 rule=bad-url");
  BOOST_TEST(lines[0] == "error: it is wrong path=a.md line=3 column=1 rule=bad-yaml");
  BOOST_TEST(lines[1] == "warning: it is wrong path=a.md rule=no-date");
}

BOOST_FIXTURE_TEST_CASE(logs_a_problem_again_only_for_fresh_content, Book) {
  book.set(ProblemSource::seed, "a.md", {bad}, true);
  BOOST_TEST(log.take().size() == 1U);
  book.set(ProblemSource::seed, "a.md", {bad}, false);
  BOOST_TEST(log.take().empty());
  book.set(ProblemSource::seed, "a.md", {bad, odd}, false);
  BOOST_TEST(log.take().size() == 1U);
  book.set(ProblemSource::seed, "a.md", {bad, odd}, true);
  BOOST_TEST(log.take().size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(counts_by_rule_until_mended, Book) {
  book.set(ProblemSource::seed, "a.md", {bad, odd}, true);
  book.set(ProblemSource::seed, "b.md", {make_problem("b.md", 1, Severity::error, "bad-yaml")}, true);
  BOOST_TEST(book.size() == 3U);
  BOOST_TEST(book.errors().at("bad-yaml") == 2U);
  BOOST_TEST(book.warnings().at("bad-url") == 1U);
  book.set(ProblemSource::seed, "a.md", {odd}, true);
  BOOST_TEST(book.errors().at("bad-yaml") == 1U);
  book.clear(ProblemSource::seed, "a.md");
  book.clear(ProblemSource::seed, "b.md");
  book.clear(ProblemSource::seed, "c.md");
  BOOST_TEST(book.size() == 0U);
  BOOST_TEST(book.errors().empty());
  BOOST_TEST(book.warnings().empty());
}

BOOST_FIXTURE_TEST_CASE(has_another_revision_only_if_something_differs, Book) {
  const auto first = book.revision();
  book.clear(ProblemSource::seed, "a.md");
  BOOST_TEST(book.revision() == first);
  book.set(ProblemSource::seed, "a.md", {bad}, true);
  const auto second = book.revision();
  BOOST_TEST(second != first);
  book.set(ProblemSource::seed, "a.md", {bad}, true);
  book.set_below(ProblemSource::seed, "", {bad});
  BOOST_TEST(book.revision() == second);
  book.set_below(ProblemSource::seed, "", {});
  BOOST_TEST(book.revision() != second);
}

BOOST_FIXTURE_TEST_CASE(sorts_all_by_path_line_and_column, Book) {
  book.set(ProblemSource::seed, "b.md", {make_problem("b.md", 1, Severity::error, "bad-yaml")}, true);
  book.set(ProblemSource::seed, "a.md", {odd, bad}, true);
  book.set(ProblemSource::duplicate, "a.md", {make_problem("a.md", 0, Severity::warning, "duplicate")}, true);
  const auto all = book.all();
  BOOST_REQUIRE(all.size() == 4U);
  BOOST_TEST(all[0].rule == "duplicate");
  BOOST_TEST((all[1] == bad));
  BOOST_TEST((all[2] == odd));
  BOOST_TEST(all[3].path == "b.md");
}

BOOST_FIXTURE_TEST_CASE(keeps_what_other_sources_say, Book) {
  book.set(ProblemSource::seed, "a.md", {bad}, true);
  book.set_below(ProblemSource::duplicate, "", {odd});
  book.set_below(ProblemSource::duplicate, "", {});
  BOOST_TEST(book.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(replaces_what_lies_below_a_folder, Book) {
  const auto folder = [](const char* path) { return make_problem(path, 0, Severity::error, "unreadable"); };
  book.set_below(ProblemSource::folder, "", {folder("x"), folder("x/y"), folder("xy")});
  BOOST_TEST(log.take().size() == 3U);
  book.set_below(ProblemSource::folder, "x", {folder("x/y")});
  BOOST_TEST(log.take().empty());
  const auto all = book.all();
  BOOST_REQUIRE(all.size() == 2U);
  BOOST_TEST(all[0].path == "x/y");
  BOOST_TEST(all[1].path == "xy");
}

BOOST_FIXTURE_TEST_CASE(logs_of_a_set_only_what_is_new_or_fresh, Book) {
  const Problem other = make_problem("b.md", 1, Severity::warning, "alias");
  book.set_below(ProblemSource::taxonomy, "", {bad, other});
  BOOST_TEST(log.take().size() == 2U);
  book.set_below(ProblemSource::taxonomy, "", {bad, other}, {"b.md"});
  const auto lines = log.take();
  BOOST_REQUIRE(lines.size() == 1U);
  BOOST_TEST(lines[0].find("b.md") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(shows_people_errors_first_and_not_too_many, Book) {
  for (const char* path : {"c.md", "a.md", "b.md"}) {
    book.set(ProblemSource::seed, path,
             {make_problem(path, 1, Severity::warning, "w"), make_problem(path, 2, Severity::error, "e")},
             true);
  }
  const auto notices = book.notices(4);
  BOOST_REQUIRE(notices.size() == 4U);
  BOOST_TEST((notices[0] == Notice{"error", "a.md:2:1", "it is wrong"}));
  BOOST_TEST((notices[2] == Notice{"error", "c.md:2:1", "it is wrong"}));
  BOOST_TEST((notices[3] == Notice{"warning", "a.md:1:1", "it is wrong"}));
}

BOOST_FIXTURE_TEST_CASE(shows_paths_that_are_no_text, Book) {
  const std::string path = "a\n\xFF.md";
  book.set(ProblemSource::seed, path, {make_problem(path, 1, Severity::warning, "w")}, true);
  BOOST_TEST((book.notices(1).at(0) == Notice{"warning", R"(a\x0a\xff.md:1:1)", "it is wrong"}));
  BOOST_TEST(book.all().at(0).path == path);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
