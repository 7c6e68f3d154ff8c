// SPDX-License-Identifier: MIT
#include "daemon/rebuild/registrar.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/rebuild/captured_log.hpp"

namespace feed_exporter {
namespace {

using State = Reading::State;

Reading reading_of(State state, const std::string& bytes = "") {
  Reading reading;
  reading.state = state;
  reading.hash = hash_content(bytes);
  return reading;
}

Reading article(const std::string& path, const std::string& bytes) {
  Reading reading = reading_of(State::seed, bytes);
  reading.seed.kind = SeedKind::article;
  reading.seed.article.emplace().path = path;
  return reading;
}

Reading without_article(SeedKind kind, const std::string& bytes) {
  Reading reading = reading_of(State::seed, bytes);
  reading.seed.kind = kind;
  if (kind != SeedKind::not_a_seed) {
    reading.seed.problems.push_back({"a.md", 1, 1, Severity::error, "rule", "it is wrong"});
  }
  return reading;
}

/// Records of three articles.
struct Records {
  Records() {
    for (const char* path : {"a.md", "b.md", "c.md"}) enter(path, article(path, path));
  }
  /// One round with one reading; the changes that come of it.
  std::vector<ArticleChange> enter(const std::string& path, Reading reading) {
    Registrar registrar(records, settings, log.log(), now);
    registrar.enter(path, reading);
    registrar.settle_moves();
    registrar.settle_deletions(catalog);
    return registrar.take_changes();
  }
  std::size_t lines() { return log.take().size(); }

  Settings settings;
  CapturedLog log;
  Catalog catalog{settings.feeds};
  SeedRecords records{settings.seeds, log.log()};
  Registrar::Time now;
};

BOOST_AUTO_TEST_SUITE(registrar)

BOOST_FIXTURE_TEST_CASE(puts_off_a_file_that_changes_and_says_so_in_the_end, Records) {
  for (int tries = 1; tries <= 12; ++tries) {
    BOOST_TEST(enter("a.md", reading_of(State::changing)).empty());
    BOOST_TEST(records.problems.size() == (tries < 11 ? 0U : 1U));
    BOOST_REQUIRE(records.retries.next().has_value());
    now = *records.retries.next();
  }
  BOOST_TEST(lines() == 1U);
  BOOST_TEST(records.ledger.find("a.md")->stale);
  // The same bytes as before, parsed anew: nothing is wrong any more.
  enter("a.md", article("a.md", "a.md"));
  BOOST_TEST(records.problems.size() == 0U);
  BOOST_TEST(!records.retries.next().has_value());
  BOOST_TEST(!records.ledger.find("a.md")->stale);
  BOOST_TEST(lines() == 0U);
}

BOOST_FIXTURE_TEST_CASE(contains_a_fault_of_the_program_in_its_file, Records) {
  Reading failed = reading_of(State::failed);
  failed.failure = std::make_exception_ptr(std::runtime_error("out of luck"));
  BOOST_TEST(enter("a.md", failed).empty());
  enter("a.md", failed);
  BOOST_REQUIRE(records.problems.all().size() == 1U);
  BOOST_TEST(records.problems.all()[0].rule == "internal-error");
  BOOST_TEST(records.problems.all()[0].message.find("out of luck") != std::string::npos);
  BOOST_TEST(lines() == 1U);
  BOOST_TEST(records.ledger.find("a.md")->kept);
  BOOST_TEST(records.retries.next().has_value());
}

BOOST_FIXTURE_TEST_CASE(forgets_the_trouble_with_a_file_that_was_never_there, Records) {
  Reading failed = reading_of(State::failed);
  failed.failure = std::make_exception_ptr(1);
  enter("new.md", failed);
  BOOST_TEST(records.problems.size() == 1U);
  enter("new.md", reading_of(State::absent));
  BOOST_TEST(records.problems.size() == 0U);
  BOOST_TEST(!records.retries.next().has_value());
}

BOOST_FIXTURE_TEST_CASE(takes_a_file_that_changes_for_no_loss, Records) {
  enter("a.md", reading_of(State::absent));
  BOOST_TEST(records.guard.lost("a.md"));
  enter("a.md", reading_of(State::changing));
  BOOST_TEST(!records.guard.lost("a.md"));
}

BOOST_FIXTURE_TEST_CASE(tells_the_catalog_of_what_came_and_what_is_deleted, Records) {
  const auto came = enter("d.md", article("d.md", "d"));
  BOOST_REQUIRE(came.size() == 1U);
  BOOST_TEST(came[0].path == "d.md");
  BOOST_TEST(came[0].article.has_value());
  BOOST_TEST(enter("d.md", reading_of(State::absent)).empty());
  now += settings.seeds.deletion_grace;
  const auto went = enter("d.md", reading_of(State::absent));
  BOOST_REQUIRE(went.size() == 1U);
  BOOST_TEST(went[0].path == "d.md");
  BOOST_TEST(!went[0].article.has_value());
  BOOST_TEST(records.ledger.find("d.md") == nullptr);
}

BOOST_AUTO_TEST_CASE(tells_a_move_by_its_bytes_in_any_order) {
  for (const bool gone_first : {false, true}) {
    Records fixture;
    Registrar registrar(fixture.records, fixture.settings, fixture.log.log(), fixture.now);
    Reading gone = reading_of(State::absent);
    Reading came = article("z.md", "a.md");
    if (gone_first) registrar.enter("a.md", gone);
    registrar.enter("z.md", came);
    if (!gone_first) registrar.enter("a.md", gone);
    registrar.settle_moves();
    const auto changes = registrar.take_changes();
    BOOST_REQUIRE(changes.size() == 2U);
    BOOST_TEST(changes[0].path == "z.md");
    BOOST_TEST(changes[1].path == "a.md");
    BOOST_TEST(!changes[1].article.has_value());
    BOOST_TEST(!fixture.records.guard.lost("a.md"));
  }
}

BOOST_FIXTURE_TEST_CASE(takes_a_copy_for_no_move, Records) {
  enter("copy.md", article("copy.md", "a.md"));
  BOOST_TEST(enter("a.md", reading_of(State::absent)).empty());
  BOOST_TEST(records.guard.lost("a.md"));
}

struct Turn {
  SeedKind kind;
  bool lost;
};

BOOST_AUTO_TEST_CASE(knows_which_turns_of_a_file_lose_its_article) {
  const Turn turns[] = {{SeedKind::bad, false}, {SeedKind::not_a_seed, true}, {SeedKind::left_out, true}};
  for (const Turn& turn : turns) {
    Records fixture;
    BOOST_TEST(fixture.enter("a.md", without_article(turn.kind, "other")).empty());
    BOOST_TEST(fixture.records.guard.lost("a.md") == turn.lost);
    BOOST_TEST(fixture.records.ledger.find("a.md")->kept);
    // Read again as it is, it stays what it was.
    fixture.enter("a.md", reading_of(State::unchanged));
    BOOST_TEST(fixture.records.guard.lost("a.md") == turn.lost);
    fixture.enter("a.md", article("a.md", "third"));
    BOOST_TEST(!fixture.records.guard.lost("a.md"));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
