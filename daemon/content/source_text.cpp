// SPDX-License-Identifier: MIT
#include "daemon/content/source_text.hpp"

#include <vector>

#include "daemon/content/clean_text.hpp"

namespace feed_exporter {
namespace {

/// Repairs of one kind: how many, and where the first is.
struct Tally {
  std::size_t count = 0;
  Position first;
};

/// Warns of repairs, then tells the list where columns have moved.
void note_repairs(std::string_view text, const std::vector<TextRepair>& repairs, ProblemList& problems) {
  Tally invalid;
  Tally forbidden;
  std::vector<ColumnShift> shifts;
  std::uint32_t line = 1 + problems.added_lines();
  std::size_t line_start = 0;
  std::int32_t moved = 0;
  for (const TextRepair& repair : repairs) {
    for (std::size_t end = text.find('\n', line_start); end < repair.offset;
         end = text.find('\n', line_start)) {
      line_start = end + 1;
      ++line;
      moved = 0;
    }
    const auto column = static_cast<std::uint32_t>(repair.offset - line_start + 1);
    Tally& tally = repair.kind == TextRepair::Kind::invalid_utf8 ? invalid : forbidden;
    if (tally.count++ == 0)
      tally.first = {line, static_cast<std::uint32_t>(static_cast<std::int32_t>(column) + moved)};
    const auto delta = static_cast<std::int32_t>(repair.removed) - static_cast<std::int32_t>(repair.inserted);
    shifts.push_back({line, column + static_cast<std::uint32_t>(repair.inserted), delta});
    moved += delta;
  }
  if (invalid.count != 0) {
    problems.warn(invalid.first, "invalid-utf8",
                  std::to_string(invalid.count) +
                      " byte(s) that are not UTF-8, replaced by U+FFFD; save the file as UTF-8");
  }
  if (forbidden.count != 0) {
    problems.warn(forbidden.first, "control-character",
                  std::to_string(forbidden.count) + " character(s) that feeds cannot hold, removed");
  }
  for (const ColumnShift& shift : shifts) problems.add_shift(shift);
}

}  // namespace

SourceText::SourceText(std::string_view file, ProblemList& problems) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  text_ = file;
  if (find_unclean(file) == std::string_view::npos) return;
  std::vector<TextRepair> repairs;
  cleaned_ = clean_text(file, &repairs);
  text_ = cleaned_;
  note_repairs(text_, repairs, problems);
}

}  // namespace feed_exporter
