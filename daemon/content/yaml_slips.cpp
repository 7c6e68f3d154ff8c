// SPDX-License-Identifier: MIT
#include "daemon/content/yaml_slips.hpp"

#include <algorithm>

#include "config/characters/ascii.hpp"
#include "daemon/content/dropped_key.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view blanks = " \t";

bool is_word_character(char c) {
  return is_lower(c) || is_upper(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The key at the beginning of a text, if a colon and a blank follow it; else empty.
std::string_view key_of(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, is_word_character);
  const std::string_view key = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  const std::string_view rest = text.substr(key.size());
  const bool is_key = rest.starts_with(": ") || rest.starts_with(":\t") || rest == ":";
  return is_key ? key : std::string_view();
}

/// Whether nothing follows in a line, or what may follow a value in quotes or brackets.
bool may_follow(std::string_view rest, bool in_list) {
  const std::size_t next = rest.find_first_not_of(blanks);
  if (next == std::string_view::npos) return true;
  return (next > 0 && rest[next] == '#') || rest[next] == ':' ||
         (in_list && std::string_view(",]}").find(rest[next]) != std::string_view::npos);
}

/// How many characters an escape has behind its backslash; 0: it is none.
std::size_t escape_size(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t digits = text[0] == 'x' ? 2 : text[0] == 'u' ? 4 : text[0] == 'U' ? 8 : 0;
  if (digits == 0)
    return std::string_view("0abt\tnvfre \"/\\N_LP\n").find(text[0]) == std::string_view::npos ? 0 : 1;
  const std::string_view number = text.substr(1, digits);
  return number.size() == digits && std::ranges::all_of(number, is_hex_digit) ? 1 + digits : 0;
}

/// Goes through a text line by line, and knows of it what the first characters of a value tell.
class Search {
 public:
  Search(std::string_view text, std::uint32_t last_line) : rest_(text), last_line_(last_line) {}

  std::optional<YamlSlip> run() {
    while (!slip_ && line_number_ < last_line_ && next_line()) look();
    return std::move(slip_);
  }

 private:
  bool next_line() {
    if (rest_.empty()) return false;
    line_ = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(line_.size() + 1, rest_.size()));
    ++line_number_;
    return true;
  }

  void look() {
    std::size_t at = line_.find_first_not_of(blanks);
    if (at == std::string_view::npos || line_[at] == '#') return;
    if (const std::size_t tab = line_.substr(0, at).find('\t'); tab != std::string_view::npos)
      return note(tab, "a tab indents the line; use blanks");
    while (line_.substr(at).starts_with("- "))
      at = std::min(line_.find_first_not_of(blanks, at + 1), line_.size());
    indent_ = at;
    key_ = key_of(line_.substr(at));
    if (!key_.empty()) at = line_.find_first_not_of(blanks, at + key_.size() + 1);
    if (at >= line_.size()) return;
    look_at_value(at);
  }

  void look_at_value(std::size_t at) {
    const std::string_view value = line_.substr(at);
    const char first = value.front();
    if (first == '"' || first == '\'') {
      look_at_quoted(at);
    } else if (first == '[' || first == '{') {
      look_at_bracket(at);
    } else if (first == '|' || first == '>') {
      skip_block();
    } else if (std::string_view("@`%,]}").find(first) != std::string_view::npos ||
               (!key_.empty() && (value.starts_with("- ") || value.starts_with("? ")))) {
      note(at, std::string("a value that begins with ") + first + " needs quotes");
    } else if (!key_.empty() && (value.find(": ") < value.find(" #") || value.ends_with(':'))) {
      note(at, "a value with a colon and a blank in it needs quotes");
    }
  }

  void look_at_quoted(std::size_t at) {
    const char quote = line_[at];
    const std::size_t indent = indent_;
    const Position open = position(at);
    const std::string not_closed = "the quote that opens" + behind_key() + " here is not closed";
    ++at;
    while (true) {
      for (; at < line_.size(); ++at) {
        const std::string_view rest = line_.substr(at + 1);
        if (line_[at] == '\\' && quote == '"') {
          const std::size_t size = rest.empty() ? 1 : escape_size(rest);
          if (size == 0)
            return note(at, "a backslash means something in double quotes; double it, or use single quotes");
          at += size;
        } else if (line_[at] == quote && quote == '\'' && rest.starts_with('\'')) {
          ++at;
        } else if (line_[at] == quote) {
          if (may_follow(rest, false)) return;
          return note(at + 1,
                      "text follows the closing quote; use the other kind of quotes around the whole");
        }
      }
      if (!next_line() || begins_key(indent)) {
        slip_ = {open, not_closed};
        return;
      }
      at = 0;
    }
  }

  void look_at_bracket(std::size_t at) {
    const std::string_view value = line_.substr(at);
    const std::size_t hash = value.find('#');
    if (hash < value.find_first_of("\"'") &&
        std::string_view(" \t[{,").find(value[hash - 1]) != std::string_view::npos)
      return note(at + hash, "this # begins a comment; put quotes around the value");
    const char close = line_[at] == '[' ? ']' : '}';
    const std::size_t end = line_.find(close, at);
    if (end != std::string_view::npos) {
      if (!may_follow(line_.substr(end + 1), true) && line_.find(close, end + 1) == std::string_view::npos)
        note(at, std::string("a value that begins with ") + line_[at] + " needs quotes");
      return;
    }
    const std::size_t indent = indent_;
    const YamlSlip slip{position(at), "the bracket that opens" + behind_key() + " here is not closed"};
    while (next_line()) {
      if (line_.find(close) != std::string_view::npos) return;
      if (begins_key(indent)) {
        slip_ = slip;
        return;
      }
    }
    slip_ = slip;
  }

  /// Leaves the lines of a text that is indented.
  void skip_block() {
    const std::size_t indent = indent_;
    while (line_number_ < last_line_) {
      const std::string_view line = rest_.substr(0, rest_.find('\n'));
      const std::size_t content = line.find_first_not_of(blanks);
      if ((content != std::string_view::npos && content <= indent) || !next_line()) return;
    }
  }

  /// Whether the line is that of a key which does not belong to a value of a key with this indentation.
  bool begins_key(std::size_t indent) const {
    const std::size_t at = line_.find_first_not_of(blanks);
    return at != std::string_view::npos && at <= indent &&
           (!key_of(line_.substr(at)).empty() || line_.starts_with("---"));
  }

  std::string behind_key() const {
    return key_.empty() || is_dropped_key(key_) ? std::string() : " after `" + std::string(key_) + ":`";
  }

  Position position(std::size_t at) const { return {line_number_, static_cast<std::uint32_t>(at + 1)}; }
  void note(std::size_t at, std::string message) { slip_ = {position(at), std::move(message)}; }

  std::string_view rest_;
  const std::uint32_t last_line_;
  std::string_view line_;
  std::uint32_t line_number_ = 0;
  std::size_t indent_ = 0;
  std::string_view key_;
  std::optional<YamlSlip> slip_;
};

}  // namespace

std::optional<YamlSlip> find_yaml_slip(std::string_view text, std::uint32_t last_line) {
  return Search(text, last_line).run();
}

}  // namespace feed_exporter
