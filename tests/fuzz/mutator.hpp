// SPDX-License-Identifier: MIT
// Texts changed at random, the same on every machine for the same seed number.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace feed_exporter {

class Mutator {
 public:
  /// `pieces` are put in now and then: what the grammar under test is made of. They must outlive this.
  Mutator(std::uint64_t seed, const std::vector<std::string_view>& pieces) : random_(seed), pieces_(pieces) {}

  /// One to four changes: bytes, pieces, lines, indentation, or the end of another text.
  std::string mutate(const std::string& text, const std::string& other);

  /// From 0 to `below` - 1; 0 if `below` is 0.
  std::size_t pick(std::size_t below);

 private:
  void change_once(std::string& text, const std::string& other);
  void change_line(std::string& text);

  std::mt19937_64 random_;
  const std::vector<std::string_view>& pieces_;
};

/// Rounds of a fuzz test: FEED_EXPORTER_FUZZ_ROUNDS if it is set, else `usual`.
std::size_t fuzz_rounds(std::size_t usual);

}  // namespace feed_exporter
