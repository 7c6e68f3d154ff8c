// SPDX-License-Identifier: MIT
#include "daemon/serve/nearest.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace feed_exporter {
namespace {

constexpr std::size_t max_length = 64;

/// One mistake in three letters, but no more than three.
std::size_t allowed_distance(std::size_t length) {
  return std::clamp<std::size_t>(length / 3, 1, 3);
}

bool continues_letter(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// What can be seen of a text at a glance.
struct Outline {
  std::size_t length = 0;
  /// Which (first bytes of) letters occur, one bit each, whatever their order: an edit changes at most two of
  /// the bits.
  std::uint64_t letters = 0;
};

Outline outline_of(std::string_view text) {
  Outline outline;
  for (const char c : text) {
    if (continues_letter(c)) continue;
    ++outline.length;
    outline.letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  }
  return outline;
}

/// Rules out most topics without looking further.
bool may_be_near(const Outline& a, const Outline& b, std::size_t allowed) {
  const std::size_t gap = a.length > b.length ? a.length - b.length : b.length - a.length;
  return gap <= allowed && static_cast<std::size_t>(std::popcount(a.letters ^ b.letters)) <= 2 * allowed;
}

/// The letters of UTF-8: each as the bytes it is made of.
struct Letters {
  std::array<std::uint32_t, max_length> values;
  std::size_t count = 0;
};

Letters letters_of(std::string_view text) {
  Letters letters;
  for (const char c : text.substr(0, max_length)) {
    const std::uint32_t byte = static_cast<unsigned char>(c);
    if (continues_letter(c) && letters.count > 0) {
      std::uint32_t& letter = letters.values[letters.count - 1];
      letter = letter << 8 | byte;
    } else {
      letters.values[letters.count++] = byte;
    }
  }
  return letters;
}

/// The optimal string alignment distance.
std::size_t edit_distance(const Letters& left, const Letters& right) {
  const auto& a = left.values;
  const auto& b = right.values;
  std::array<std::array<std::uint8_t, max_length + 1>, 3> rows;
  for (std::size_t j = 0; j <= right.count; ++j) rows[0][j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= left.count; ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= right.count; ++j) {
      int best = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, rows[(i - 2) % 3][j - 2] + 1);
      }
      row[j] = static_cast<std::uint8_t>(best);
    }
  }
  return rows[left.count % 3][right.count];
}

struct Candidate {
  std::size_t distance;
  const Tag* topic;
};

}  // namespace

std::vector<Tag> find_nearest(std::string_view slug, const std::vector<Tag>& topics, std::size_t limit) {
  if (slug.empty() || slug.size() > max_length) return {};
  std::string wanted(slug);
  std::ranges::transform(wanted, wanted.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const Outline outline = outline_of(wanted);
  const Letters letters = letters_of(wanted);
  const std::size_t allowed = allowed_distance(outline.length);
  std::vector<Candidate> candidates;
  for (const Tag& topic : topics) {
    const std::string_view name = topic.slug;
    if (name.size() <= max_length && may_be_near(outline, outline_of(name), allowed)) {
      const std::size_t distance = edit_distance(letters, letters_of(name));
      if (distance <= allowed) {
        candidates.push_back({distance, &topic});
        continue;
      }
    }
    // What is cut short comes after what is misspelt.
    if (outline.length >= 3 && name.starts_with(wanted)) candidates.push_back({allowed + 1, &topic});
  }
  const std::size_t count = std::min(limit, candidates.size());
  std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(count),
                            [](const Candidate& a, const Candidate& b) {
                              if (a.distance != b.distance) return a.distance < b.distance;
                              return a.topic->slug < b.topic->slug;
                            });
  std::vector<Tag> nearest;
  for (std::size_t i = 0; i < count; ++i) nearest.push_back(*candidates[i].topic);
  return nearest;
}

}  // namespace feed_exporter
