// SPDX-License-Identifier: MIT
#include "daemon/serve/nearest.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "daemon/content/slug.hpp"
#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/snapshot.hpp"

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
  /// Of the topic.
  std::string_view slug;
};

/// Gathers the names that are near to a wanted one.
class Search {
 public:
  explicit Search(std::string wanted)
      : wanted_(std::move(wanted)),
        outline_(outline_of(wanted_)),
        letters_(letters_of(wanted_)),
        allowed_(allowed_distance(outline_.length)),
        hopeless_(wanted_.empty() || wanted_.size() > max_length) {}

  /// `name` is what the topic is called, or an alias.
  void consider(std::string_view name, std::string_view slug) {
    if (hopeless_) return;
    if (name.size() <= max_length && may_be_near(outline_, outline_of(name), allowed_)) {
      const std::size_t distance = edit_distance(letters_, letters_of(name));
      if (distance <= allowed_) {
        candidates_.push_back({distance, slug});
        return;
      }
    }
    // What is cut short comes after what is misspelt.
    if (outline_.length >= 3 && name.starts_with(wanted_)) candidates_.push_back({allowed_ + 1, slug});
  }

  /// Each topic once, the nearest first.
  std::vector<Tag> take(const std::vector<Tag>& topics, std::size_t limit) {
    std::ranges::sort(candidates_, {}, [](const Candidate& candidate) {
      return std::pair(candidate.slug, candidate.distance);
    });
    const auto repeated = std::ranges::unique(candidates_, {}, &Candidate::slug);
    candidates_.erase(repeated.begin(), repeated.end());
    std::ranges::stable_sort(candidates_, {}, &Candidate::distance);
    std::vector<Tag> nearest;
    for (const Candidate& candidate : candidates_) {
      if (nearest.size() == limit) break;
      const auto topic = std::ranges::find(topics, candidate.slug, &Tag::slug);
      if (topic != topics.end()) nearest.push_back(*topic);
    }
    return nearest;
  }

 private:
  const std::string wanted_;
  const Outline outline_;
  const Letters letters_;
  const std::size_t allowed_;
  const bool hopeless_;
  std::vector<Candidate> candidates_;
};

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

/// What was asked for, as it would be called if it were a topic.
std::string slug_of(std::string_view asked) {
  if (asked.size() > max_length) return {};
  const std::string slug = make_slug(asked);
  // The name that topics cannot have is that of the feed of everything.
  return slug == "all-topic" ? "all" : slug;
}

std::vector<Tag> find_by_name(std::string_view asked, const FeedNames& names, std::size_t limit) {
  Search search(slug_of(asked));
  for (const Tag& topic : names.topics) search.consider(topic.slug, topic.slug);
  for (const auto& [alias, slug] : names.aliases) search.consider(alias, slug);
  return search.take(names.topics, limit);
}

}  // namespace

std::vector<Tag> find_nearest(std::string_view slug, const std::vector<Tag>& topics, std::size_t limit) {
  if (slug.size() > max_length) return {};
  Search search(in_lower_case(slug));
  for (const Tag& topic : topics) search.consider(topic.slug, topic.slug);
  return search.take(topics, limit);
}

std::vector<Tag> find_nearest_topics(const FeedName& asked, const FeedNames& names, std::size_t limit) {
  if (asked.format == nullptr) {
    std::vector<Tag> nearest = find_by_name(asked.segment, names, limit);
    if (!nearest.empty()) return nearest;
  }
  return find_by_name(asked.slug, names, limit);
}

}  // namespace feed_exporter
