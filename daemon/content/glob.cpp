// SPDX-License-Identifier: MIT
#include "daemon/content/glob.hpp"

#include <cstddef>
#include <optional>

namespace feed_exporter {
namespace {

/// Returns to the last `*` only: what the stars before it matched need never grow, since the last one can
/// take over whatever they would.
bool matches_name(std::string_view pattern, std::string_view name) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t star = none;
  std::size_t retry = 0;
  std::size_t at = 0;
  std::size_t in = 0;
  while (in < name.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      retry = in;
    } else if (at < pattern.size() && pattern[at] == name[in]) {
      ++at;
      ++in;
    } else if (star != none) {
      at = star + 1;
      in = ++retry;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

/// The parts of a path or pattern that are still to come.
struct Parts {
  std::string_view rest;
  bool ended = false;

  std::string_view first() const { return rest.substr(0, rest.find('/')); }
  void drop_first() {
    const std::size_t slash = rest.find('/');
    ended = slash == std::string_view::npos;
    rest = ended ? std::string_view() : rest.substr(slash + 1);
  }
};

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view path) {
  while (pattern.starts_with('/')) pattern.remove_prefix(1);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (pattern.empty()) return false;

  struct Retry {
    Parts wanted;
    Parts given;
  };
  std::optional<Retry> retry;
  Parts wanted{pattern};
  Parts given{path};
  while (!wanted.ended) {
    if (wanted.first() == "**") {
      wanted.drop_first();
      retry = Retry{wanted, given};
    } else if (!given.ended && matches_name(wanted.first(), given.first())) {
      wanted.drop_first();
      given.drop_first();
    } else if (retry && !retry->given.ended) {
      retry->given.drop_first();
      wanted = retry->wanted;
      given = retry->given;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace feed_exporter
