// SPDX-License-Identifier: MIT
#include "daemon/serve/negotiation.hpp"

#include <algorithm>
#include <optional>

#include "config/characters/ascii.hpp"

namespace feed_exporter {
namespace {

/// Optional white space (RFC 9110 section 5.6.3).
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes what stands before the next `separator` off the front of `rest`.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view taken = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return trim(taken);
}

/// `0.5` -> 500; none if it is no qvalue (RFC 9110 section 12.4.2).
std::optional<std::uint16_t> parse_qvalue(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int value = text[0] == '1' ? 1000 : 0;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (!is_digit(c)) return std::nullopt;
    value += (c - '0') * unit;
    unit /= 10;
  }
  if (value > 1000) return std::nullopt;
  return static_cast<std::uint16_t>(value);
}

/// The weight among the parameters of a list member: 1000 without one; none if a parameter can't be read, as
/// `q = 0`: there are no blanks around the `=` (RFC 9110 section 5.6.6).
std::optional<std::uint16_t> parse_weight(std::string_view parameters) {
  std::uint16_t weight = 1000;
  while (!parameters.empty()) {
    const std::string_view parameter = take_until(parameters, ';');
    if (parameter.empty()) continue;
    const std::size_t equals = parameter.find('=');
    if (equals == parameter.npos || equals == 0 || is_blank(parameter[equals - 1])) return std::nullopt;
    if (equals != 1 || to_lower(parameter[0]) != 'q') continue;
    const auto parsed = parse_qvalue(parameter.substr(2));
    if (!parsed) return std::nullopt;
    weight = *parsed;
  }
  return weight;
}

std::optional<Coding> find_coding(std::string_view name) {
  // By length, so that each name is compared with one or two: this is on the path of every request.
  switch (name.size()) {
    case 2:
      if (equals_ignoring_case(name, "br")) return Coding::brotli;
      break;
    case 4:
      if (equals_ignoring_case(name, "gzip")) return Coding::gzip;
      if (equals_ignoring_case(name, "zstd")) return Coding::zstd;
      break;
    case 6:
      if (equals_ignoring_case(name, "x-gzip")) return Coding::gzip;
      break;
    case 8:
      if (equals_ignoring_case(name, "identity")) return Coding::identity;
      break;
    default:
      break;
  }
  return std::nullopt;
}

/// An acceptable identity that is not named comes after whatever is.
constexpr std::uint16_t last_resort = 1;

constexpr std::uint16_t to_weight(std::uint16_t qvalue) {
  return qvalue == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(qvalue + last_resort);
}

}  // namespace

CodingWeights parse_accept_encoding(std::string_view accept_encoding) {
  CodingWeights weights{};
  std::array<bool, coding_count> named{};
  std::optional<std::uint16_t> others;
  while (!accept_encoding.empty()) {
    std::string_view parameters = take_until(accept_encoding, ',');
    const std::string_view name = take_until(parameters, ';');
    const bool any = name == "*";
    const auto coding = any ? std::nullopt : find_coding(name);
    if (!any && !coding) continue;
    const auto qvalue = parse_weight(parameters);
    if (!qvalue) continue;
    if (any) {
      others = *qvalue;
    } else {
      const auto index = static_cast<std::size_t>(*coding);
      weights[index] = std::max(weights[index], to_weight(*qvalue));
      named[index] = true;
    }
  }
  for (std::size_t i = 0; i < coding_count; ++i) {
    if (named[i]) continue;
    if (others) {
      weights[i] = to_weight(*others);
    } else if (static_cast<Coding>(i) == Coding::identity) {
      weights[i] = last_resort;
    }
  }
  return weights;
}

const Representation* select_representation(const Resource& resource, const CodingWeights& weights) {
  const Representation* selected = nullptr;
  std::uint16_t greatest = 0;
  for (std::size_t i = 0; i < coding_count; ++i) {
    if (weights[i] <= greatest || !resource.representations[i]) continue;
    greatest = weights[i];
    selected = resource.representations[i].get();
  }
  return selected;
}

const Representation* find_named(const Resource& resource, const CodingWeights& weights,
                                 const Representation& selected, std::string_view tags,
                                 TagComparison comparison) {
  if (tags == selected.etag || trim(tags) == "*") return &selected;
  while (!tags.empty()) {
    if (is_blank(tags.front()) || tags.front() == ',') {
      tags.remove_prefix(1);
      continue;
    }
    const bool weak = tags.starts_with("W/");
    if (weak) tags.remove_prefix(2);
    // An opaque tag may hold commas, but no quote.
    const std::size_t end = tags.starts_with('"') ? tags.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
      take_until(tags, ',');
      continue;
    }
    const std::string_view tag = tags.substr(0, end + 1);
    tags.remove_prefix(end + 1);
    if (weak && comparison == TagComparison::strong) continue;
    if (tag == selected.etag) return &selected;
    for (std::size_t i = 0; i < coding_count; ++i) {
      const auto& representation = resource.representations[i];
      if (weights[i] != 0 && representation && tag == representation->etag) return representation.get();
    }
  }
  return nullptr;
}

bool prefers_html(std::string_view accept) {
  std::uint16_t html = 0;
  std::uint16_t plain = 0;
  while (!accept.empty()) {
    std::string_view parameters = take_until(accept, ',');
    const std::string_view name = take_until(parameters, ';');
    if (equals_ignoring_case(name, "text/html")) {
      html = parse_weight(parameters).value_or(std::uint16_t{0});
    } else if (equals_ignoring_case(name, "text/plain")) {
      plain = parse_weight(parameters).value_or(std::uint16_t{0});
    }
  }
  return html > plain;
}

}  // namespace feed_exporter
