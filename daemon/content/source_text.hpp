// SPDX-License-Identifier: MIT
// A file's text as everything that reads it sees it: cleaned once, here, with places that can be told in the
// file.
#pragma once

#include <string>
#include <string_view>

#include "daemon/content/problem_list.hpp"

namespace feed_exporter {

class SourceText {
 public:
  /// Drops a byte order mark, cleans the rest (`clean_text`) and warns of what had to be replaced or removed.
  /// Keeps a view of `file` where there is nothing to clean.
  SourceText(std::string_view file, ProblemList& problems);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  std::string_view text() const { return text_; }

 private:
  std::string cleaned_;
  std::string_view text_;
};

}  // namespace feed_exporter
