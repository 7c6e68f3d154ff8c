// SPDX-License-Identifier: MIT
#include "daemon/rebuild/taxonomy_files.hpp"

#include <algorithm>
#include <utility>

#include "daemon/content/taxonomy_file.hpp"

namespace feed_exporter {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

bool has_error(const std::vector<Problem>& problems) {
  return std::ranges::any_of(problems,
                             [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace

void TaxonomyFiles::put(const std::string& path, std::string text) {
  const auto [entry, added] = files_.try_emplace(path);
  File& file = entry->second;
  changed_ = true;
  if (!added && file.text == text) return;
  if (file.good) file.last_good = std::move(file.text);
  file.text = std::move(text);
  file.good = false;
  fresh_.insert(path);
}

void TaxonomyFiles::erase(const std::string& path) {
  if (files_.erase(path) == 0) return;
  fresh_.erase(path);
  changed_ = true;
}

Taxonomy TaxonomyFiles::parse(const Settings& settings, std::vector<Problem>& problems,
                              std::vector<std::string>& fresh) {
  // A file is judged by its text alone: what its topics do together (a cycle, a name used twice) is no reason
  // to go back to an older text.
  for (auto& [path, file] : files_) {
    std::vector<Problem> own;
    read_taxonomy_file(path, file.text, settings, own);
    file.good = !has_error(own);
    if (file.good) file.last_good.clear();
  }
  Texts present;
  Texts usable;
  bool substituted = false;
  for (const auto& [path, file] : files_) {
    present.emplace_back(path, file.text);
    usable.emplace_back(path, file.last_good.empty() ? file.text : file.last_good);
    substituted = substituted || !file.last_good.empty();
  }
  fresh.assign(fresh_.begin(), fresh_.end());
  fresh_.clear();
  changed_ = false;
  Taxonomy taxonomy = parse_taxonomy(present, settings, problems);
  if (!substituted) return taxonomy;
  std::vector<Problem> unsaid;
  return parse_taxonomy(usable, settings, unsaid);
}

}  // namespace feed_exporter
