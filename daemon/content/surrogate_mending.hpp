// SPDX-License-Identifier: MIT
// yaml-cpp refuses escapes of surrogates (`"\ud83d\ude00"`, as JSON writes an emoji). This rewrites them
// where the library has stumbled: only there is it certain that a text is an escape.
#pragma once

#include <cstddef>
#include <string>

#include "daemon/content/problem_list.hpp"

namespace feed_exporter {

class SurrogateMending {
 public:
  explicit SurrogateMending(ProblemList& problems) : problems_(problems) {}

  /// `stop` is where the library stopped, in bytes. If that is behind the escape of a surrogate, rewrites
  /// this and all following ones of the scalar: pairs to one escape, lone ones to U+FFFD with a warning.
  /// False if there is nothing to mend, or it has been called too often.
  bool mend(std::string& text, std::size_t stop);

 private:
  ProblemList& problems_;
  std::size_t mended_ = 0;
};

}  // namespace feed_exporter
