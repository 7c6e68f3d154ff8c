// SPDX-License-Identifier: MIT
#include "daemon/serve/nearest.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "config/characters/ascii.hpp"
#include "config/characters/utf8.hpp"
#include "daemon/content/slug.hpp"
#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/feed_names.hpp"

namespace feed_exporter {
namespace {

constexpr std::size_t max_length = 64;

/// One mistake in three letters, but no more than three.
std::size_t allowed_distance(std::size_t length) {
  return std::clamp<std::size_t>(length / 3, 1, 3);
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
    if (continues_character(c) && letters.count > 0) {
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

/// Gathers the topics whose names are nearest to a wanted one, at most `limit`.
class Search {
 public:
  Search(std::string wanted, const std::vector<Tag>& topics, std::size_t limit)
      : wanted_(std::move(wanted)),
        outline_(outline_of(wanted_)),
        letters_(letters_of(wanted_)),
        allowed_(allowed_distance(outline_.length)),
        cut_short_(allowed_ + 1),
        topics_(topics),
        limit_(wanted_.empty() || wanted_.size() > max_length ? 0 : limit) {}

  /// `name` is what the topic is called, or an alias.
  void consider(std::string_view name, const Outline& outline, std::size_t topic) {
    if (limit_ == 0) return;
    if (name.size() <= max_length && may_be_near(outline_, outline, allowed_)) {
      const std::size_t distance = edit_distance(letters_, letters_of(name));
      if (distance <= allowed_) return add({distance, topic});
    }
    // What is cut short comes after what is misspelt.
    if (outline_.length >= 3 && name.starts_with(wanted_)) add({cut_short_, topic});
  }

  /// The nearest first, then by slug.
  std::vector<Tag> take() const {
    std::vector<Tag> nearest;
    for (const Candidate& candidate : candidates_) nearest.push_back(topics_[candidate.topic]);
    return nearest;
  }

 private:
  struct Candidate {
    std::size_t distance;
    std::size_t topic;
  };

  bool is_nearer(const Candidate& a, const Candidate& b) const {
    if (a.distance != b.distance) return a.distance < b.distance;
    return topics_[a.topic].slug < topics_[b.topic].slug;
  }

  void add(const Candidate& candidate) {
    const auto same = std::ranges::find(candidates_, candidate.topic, &Candidate::topic);
    if (same != candidates_.end()) {
      if (same->distance <= candidate.distance) return;
      candidates_.erase(same);
    }
    const auto place =
        std::ranges::find_if(candidates_, [&](const Candidate& each) { return is_nearer(candidate, each); });
    candidates_.insert(place, candidate);
    if (candidates_.size() > limit_) candidates_.pop_back();
    if (candidates_.size() == limit_) allowed_ = std::min(allowed_, candidates_.back().distance);
  }

  const std::string wanted_;
  const Outline outline_;
  const Letters letters_;
  /// Less as `candidates_` fill: only what is as near as the last of them may still push it out.
  std::size_t allowed_;
  const std::size_t cut_short_;
  const std::vector<Tag>& topics_;
  const std::size_t limit_;
  std::vector<Candidate> candidates_;
};

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), to_lower);
  return lower;
}

/// What was asked for, as it would be called if it were a topic.
std::string slug_of(std::string_view asked) {
  if (asked.size() > max_length) return {};
  const std::string slug = make_slug(asked);
  // The name that topics cannot have is that of the feed of everything.
  return slug == everything_topic_slug ? std::string(everything_slug) : slug;
}

std::vector<Tag> find_by_name(std::string_view asked, const FeedNames& names, std::size_t limit) {
  Search search(slug_of(asked), names.topics, limit);
  for (const FeedNames::Name& name : names.known) search.consider(name.text, name.outline, name.topic);
  return search.take();
}

}  // namespace

std::vector<Tag> find_nearest(std::string_view slug, const std::vector<Tag>& topics, std::size_t limit) {
  if (slug.size() > max_length) return {};
  Search search(in_lower_case(slug), topics, limit);
  for (std::size_t i = 0; i < topics.size(); ++i)
    search.consider(topics[i].slug, outline_of(topics[i].slug), i);
  return search.take();
}

std::vector<Tag> find_nearest_topics(const FeedName& asked, const FeedNames& names, std::size_t limit) {
  if (asked.format == nullptr) {
    std::vector<Tag> nearest = find_by_name(asked.segment, names, limit);
    if (!nearest.empty()) return nearest;
  }
  return find_by_name(asked.slug, names, limit);
}

}  // namespace feed_exporter
