// SPDX-License-Identifier: MIT
// A seed as the catalog keeps it: the entry it becomes, and what decides whether and where that is shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/content/problem.hpp"
#include "exporters/entry.hpp"

namespace feed_exporter {

struct Article {
  /// Below the seeds root, `/` between folders, with extension.
  std::string path;
  /// `published: false`: shown only with `include_unpublished`.
  bool unpublished = false;
  /// `deleted: true` or `removed: true`: never shown.
  bool withdrawn = false;
  /// As the seed spells them, in its order, without duplicates of one slug; `entry.topics` is empty until the
  /// catalog has named the topics.
  std::vector<std::string> topics;
  /// The original URL (else the web URL) in normal form: articles with an equal key are one; empty: unique.
  std::string duplicate_key;
  /// Everything that is emitted, `id` included; `topics` left empty.
  Entry entry;
  bool operator==(const Article&) const = default;
};

/// What a seed file turned out to be.
enum class SeedKind {
  /// No front matter: not a seed; nothing is said of it.
  not_a_seed,
  /// Unusable: the last good article of this path stays. At least one problem is an error.
  bad,
  /// Well-formed, but without a title, a date or a URL: left out. One warning says so.
  left_out,
  article,
};

struct Seed {
  SeedKind kind = SeedKind::not_a_seed;
  /// Set if `kind` is `article`.
  std::optional<Article> article;
  std::vector<Problem> problems;
};

}  // namespace feed_exporter
