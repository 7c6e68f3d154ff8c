// SPDX-License-Identifier: MIT
// A tree of seeds in memory that changes at random, the same way for the same number: the model that rebuilds
// are compared with. Whatever happens to seeds happens here: they come, go, move, change topics and dates,
// are unpublished, broken and mended; so do the files of the taxonomy.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/rebuild/seed_directory.hpp"

namespace feed_exporter {

class RandomTree {
 public:
  struct Options {
    /// Files that are no usable seeds: these keep their last good article, so that a tree with them says more
    /// than its present files.
    bool bad = true;
    std::size_t files = 60;
    /// How many names of topics there are, at most 19.
    std::size_t topics = 19;
  };

  RandomTree(std::uint64_t seed, Options options) : random_(seed), options_(options) {}

  /// Makes some changes; the paths that they touched, sorted, each once.
  std::vector<std::string> change(std::size_t changes);
  /// Makes every bad file good; their paths.
  std::vector<std::string> mend();

  const std::map<std::string, std::string>& files() const { return files_; }
  /// Makes the directory hold at these paths what the tree holds.
  void write(const SeedDirectory& directory, const std::vector<std::string>& paths) const;

  /// Evenly from 0 to `bound` - 1.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  bool once_in(std::size_t times) { return below(times) == 0; }

 private:
  std::string new_path();
  std::string any_path();
  std::string seed();
  std::string any_topic();
  std::string topics();
  std::string date();
  std::string bad_seed();
  std::string no_seed();
  std::string taxonomy();

  std::mt19937_64 random_;
  Options options_;
  std::map<std::string, std::string> files_;
  std::set<std::string> bad_;
  std::size_t made_ = 0;
};

}  // namespace feed_exporter
