// SPDX-License-Identifier: MIT
// The texts of the taxonomy's files, and the taxonomy they make together. A file that turns bad counts with
// its last good text. Owned by the rebuild thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/problem.hpp"
#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {

class TaxonomyFiles {
 public:
  void put(const std::string& path, std::string text);
  void erase(const std::string& path);
  /// The files count as changed, since the settings did.
  void reconsider() { changed_ = true; }

  /// Whether the taxonomy is to be made anew.
  bool changed() const { return changed_; }
  /// The taxonomy of all files. `problems` gets those of the present texts, and `fresh` (sorted) the paths of
  /// the files that changed since the last call.
  Taxonomy parse(const Settings& settings, std::vector<Problem>& problems, std::vector<std::string>& fresh);

 private:
  struct File {
    std::string text;
    /// Empty, or the text to go on with while `text` is bad.
    std::string last_good;
    /// `text` was judged and found without an error.
    bool good = false;
  };

  std::map<std::string, File> files_;
  std::set<std::string> fresh_;
  bool changed_ = false;
};

}  // namespace feed_exporter
