// SPDX-License-Identifier: MIT
// The order of topics in all lists of them: as people look them up, in any locale. Pure.
#pragma once

#include <algorithm>
#include <compare>
#include <string_view>
#include <tuple>

#include "config/characters/ascii.hpp"

namespace feed_exporter {

struct TopicKey {
  std::string_view name;
  std::string_view slug;
};

/// By name without regard to the case of `A` to `Z`, then by name, then by slug.
inline bool stands_before(const TopicKey& left, const TopicKey& right) {
  const auto order = std::lexicographical_compare_three_way(
      left.name.begin(), left.name.end(), right.name.begin(), right.name.end(), [](char a, char b) {
        return static_cast<unsigned char>(to_lower(a)) <=> static_cast<unsigned char>(to_lower(b));
      });
  if (order != 0) return order < 0;
  return std::tie(left.name, left.slug) < std::tie(right.name, right.slug);
}

}  // namespace feed_exporter
