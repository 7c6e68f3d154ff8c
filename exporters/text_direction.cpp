// SPDX-License-Identifier: MIT
#include "exporters/text_direction.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "config/characters/ascii.hpp"

namespace feed_exporter {
namespace {

constexpr std::array<std::string_view, 8> scripts = {"adlm", "arab", "hebr", "mand",
                                                     "nkoo", "rohg", "syrc", "thaa"};
constexpr std::array<std::string_view, 14> languages = {"ar", "arc", "ckb", "dv", "fa", "he", "iw",
                                                        "ji", "nqo", "ps",  "sd", "ug", "ur", "yi"};

bool is_one_of(std::string_view subtag, std::span<const std::string_view> known) {
  return std::ranges::any_of(known,
                             [&](std::string_view each) { return equals_ignoring_case(subtag, each); });
}

}  // namespace

bool is_right_to_left(std::string_view language) {
  const std::string_view first = language.substr(0, language.find('-'));
  std::string_view second = language.substr(std::min(language.size(), first.size() + 1));
  second = second.substr(0, second.find('-'));
  // A script has four letters (RFC 5646 section 2.2.3), a region has two.
  return second.size() == 4 ? is_one_of(second, scripts) : is_one_of(first, languages);
}

}  // namespace feed_exporter
