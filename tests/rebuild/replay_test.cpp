// SPDX-License-Identifier: MIT
// A real repository, walked through its commits with `git checkout` as an operator's deployment would.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "tests/rebuild/random_tree.hpp"
#include "tests/rebuild/seed_site.hpp"

namespace feed_exporter {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// A git repository whose work tree is a directory of seeds. Commit number n has the tag `step-<n>`.
class Repository {
 public:
  explicit Repository(const SeedDirectory& directory) : directory_(directory) { run("init -q"); }

  static bool available() { return std::system("git --version > /dev/null 2>&1") == 0; }

  /// Writes a commit with these files; one that holds nothing is deleted.
  void commit(const std::vector<std::pair<std::string, const std::string*>>& files) {
    ++commits_;
    stream_ += "commit refs/heads/main\nmark :" + std::to_string(commits_) +
               "\ncommitter Test <test@example.org> " + std::to_string(1'700'000'000 + commits_) +
               " +0000\ndata 1\nc\n";
    if (commits_ > 1) stream_ += "from :" + std::to_string(commits_ - 1) + "\n";
    for (const auto& [path, text] : files) {
      if (text == nullptr) {
        stream_ += "D " + path + "\n";
      } else {
        stream_ += "M 100644 inline " + path + "\ndata " + std::to_string(text->size()) + "\n" + *text + "\n";
      }
    }
    stream_ +=
        "\nreset refs/tags/step-" + std::to_string(commits_) + "\nfrom :" + std::to_string(commits_) + "\n\n";
  }

  /// Hands all commits to git at once.
  void import() {
    FILE* pipe = ::popen(command("fast-import --quiet").c_str(), "w");
    BOOST_REQUIRE(pipe != nullptr);
    BOOST_REQUIRE(std::fwrite(stream_.data(), 1, stream_.size(), pipe) == stream_.size());
    BOOST_REQUIRE(::pclose(pipe) == 0);
    stream_.clear();
  }

  /// Whether it worked; asserts nothing, for use on any thread.
  bool try_check_out(std::size_t commit) const {
    return std::system(command("checkout -q --detach step-" + std::to_string(commit)).c_str()) == 0;
  }
  void check_out(std::size_t commit) const { run("checkout -q --detach step-" + std::to_string(commit)); }
  std::size_t commits() const { return commits_; }

 private:
  std::string command(const std::string& arguments) const {
    return "GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null git -C '" + directory_.root() + "' " +
           arguments;
  }
  void run(const std::string& arguments) const {
    BOOST_REQUIRE_MESSAGE(std::system(command(arguments).c_str()) == 0, "git " << arguments);
  }

  const SeedDirectory& directory_;
  std::string stream_;
  std::size_t commits_ = 0;
};

BOOST_AUTO_TEST_SUITE(replay)

BOOST_AUTO_TEST_CASE(equals_what_is_built_from_nothing_at_every_commit) {
  if (!Repository::available()) {
    BOOST_TEST_MESSAGE("skipped: git is not installed");
    return;
  }
  constexpr std::size_t commits = 200;
  constexpr std::size_t jumps = 50;
  const SeedDirectory directory;
  Repository repository(directory);
  RandomTree tree(11, {.bad = false, .files = 20, .topics = 7});
  for (std::size_t i = 0; i < commits; ++i) {
    std::vector<std::pair<std::string, const std::string*>> files;
    const auto changed = tree.change(i == 0 ? 40 : 1 + tree.below(5));
    for (const std::string& path : changed) {
      const auto file = tree.files().find(path);
      files.emplace_back(path, file == tree.files().end() ? nullptr : &file->second);
    }
    repository.commit(files);
  }
  repository.import();

  SeedSite site(settings_for(directory));
  std::vector<std::size_t> walk;
  for (std::size_t commit = 1; commit <= commits; ++commit) walk.push_back(commit);
  for (std::size_t jump = 0; jump < jumps; ++jump) walk.push_back(1 + tree.below(commits));
  for (const std::size_t commit : walk) {
    BOOST_TEST_CONTEXT("commit " << commit) {
      repository.check_out(commit);
      site.rebuild_everything();
      site.pass(seconds(2));
      if (site.stats().deletions_held) {
        site.rebuilder().confirm_deletions();
        site.pass(seconds(2));
      }
      const FreshSite fresh(site.settings(), site.clock());
      const std::string differing = difference(contents(site.snapshot()), fresh.documents);
      BOOST_REQUIRE_MESSAGE(differing.empty(), "left incremental, right from nothing:\n" << differing);
    }
  }
}

BOOST_AUTO_TEST_CASE(shows_every_article_old_or_new_throughout_a_checkout) {
  if (!Repository::available()) {
    BOOST_TEST_MESSAGE("skipped: git is not installed");
    return;
  }
  constexpr int articles = 150;
  const SeedDirectory directory;
  Repository repository(directory);
  std::vector<std::string> texts(2 * articles);
  for (const int version : {0, 1}) {
    std::vector<std::pair<std::string, const std::string*>> files;
    for (int i = 0; i < articles; ++i) {
      SeedText seed;
      seed.title = "Article " + std::to_string(i) + (version == 0 ? " old." : " new.");
      seed.url = "https://example.org/" + std::to_string(i);
      std::string& text = texts[static_cast<std::size_t>(version * articles + i)];
      text = seed.text();
      files.emplace_back("news/" + std::to_string(i) + ".md", &text);
    }
    repository.commit(files);
  }
  repository.import();
  repository.check_out(1);
  Settings settings = settings_for(directory);
  settings.feeds.items = 2 * articles;
  SeedSite site(settings);
  site.rebuild_everything();
  BOOST_REQUIRE(site.stats().articles == articles);

  for (const std::size_t commit : {2U, 1U, 2U}) {
    std::atomic<bool> done = false;
    bool checked_out = false;
    std::thread git([&] {
      checked_out = repository.try_check_out(commit);
      done = true;
    });
    for (bool last = false; !last;) {
      last = done;
      site.rebuild_everything();
      BOOST_TEST(site.stats().articles == articles);
      const std::string feed = site.body("/feeds/all.atom").value_or("");
      for (int i = 0; i < articles; ++i) {
        const std::string title = "Article " + std::to_string(i);
        const bool shown = feed.find(title + " old.") != std::string::npos ||
                           feed.find(title + " new.") != std::string::npos;
        if (!shown) BOOST_ERROR(title << " is neither old nor new");
      }
    }
    git.join();
    BOOST_TEST(checked_out);
    BOOST_TEST(site.shows(commit == 2 ? "Article 7 new." : "Article 7 old."));
    BOOST_TEST(!site.shows(commit == 2 ? " old." : " new."));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
