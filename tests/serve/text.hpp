// SPDX-License-Identifier: MIT
// Texts for tests: alike in every run, compressible as much as feeds are, or not at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace feed_exporter {

/// Words from a small vocabulary with tags around them.
inline std::string make_markup(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < size) {
    text += "<title>word" + std::to_string(random() % 97) + " of " + std::to_string(random()) + "</title>\n";
  }
  text.resize(size);
  return text;
}

inline std::string make_noise(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random() & 255);
  return bytes;
}

}  // namespace feed_exporter
