// SPDX-License-Identifier: MIT
#include "daemon/content/yaml_fast_reader.hpp"

#include <cstring>
#include <optional>
#include <utility>

#include "daemon/content/dropped_key.hpp"
#include "daemon/content/yaml_escapes.hpp"

namespace feed_exporter {
namespace {

/// A key is a word: longer ones, and others, are left to the library.
constexpr std::size_t max_key_size = 64;

bool is_key_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_key_character(char c) {
  return is_key_start(c) || (c >= '0' && c <= '9') || c == '-';
}

/// Whether a plain scalar may begin with `c` whatever follows: no indicator of YAML.
bool is_plain_start(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || is_key_start(c) || (c >= '0' && c <= '9') || c == '/' || c == '$' || c == '(' ||
         c == '+' || c == '.' || c == '~' || c == '<' || c == '=' || c == ';' || c == '^' || c == ')';
}

/// YAML 1.2 core schema, section 10.3.2.
bool is_null_word(std::string_view text) {
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

/// What stands on a line after its key.
struct Scalar {
  YamlKind kind = YamlKind::null;
  std::string_view text;
};

/// Reads line by line. Every method that returns false has met something unusual; the ones that read end at
/// the first character of the next line that is not blank.
class SimpleReader {
 public:
  SimpleReader(std::string_view text, const YamlLimits& limits, YamlTree& tree)
      : end_(text.data() + text.size()), limits_(limits), tree_(tree), next_line_(text.data()) {}

  bool read() {
    begin_line();  // The opening `---`.
    return go_to_content() && !at_end_ && column() == 0 && read_map(nullptr, {}, 1) && at_end_;
  }

 private:
  /// A collection, while its children are read.
  struct Collection {
    std::uint32_t node = 0;
    std::uint32_t last_child = 0;
    bool has_dropped_key = false;
  };

  bool read_map(Collection* parent, std::string_view key, std::size_t depth) {
    if (depth > limits_.depth || !count_node()) return false;
    const std::size_t map_column = column();
    Collection map{add(parent, {YamlKind::map, here(), key})};
    do {
      if (!read_pair(map, map_column, depth)) return false;
    } while (!at_end_ && column() == map_column);
    return at_end_ || column() < map_column;
  }

  bool read_pair(Collection& map, std::size_t map_column, std::size_t depth) {
    const std::string_view key = peek_key();
    if (key.empty() || is_null_word(key) || !count_node()) return false;
    const bool dropped = is_dropped_key(key);
    if (dropped ? std::exchange(map.has_dropped_key, true)
                : tree_.find(tree_.node(map.node), key) != nullptr) {
      return false;
    }
    const Position key_at = here();
    at_ += key.size() + 1;
    skip_spaces();
    if (at_ != line_end_) {
      Scalar scalar;
      const Position at = here();
      if (!count_node() || !read_scalar(scalar)) return false;
      if (!dropped) add(&map, {scalar.kind, scalar.kind == YamlKind::null ? key_at : at, key, scalar.text});
      return go_to_content();
    }
    if (!go_to_content()) return false;
    // A list may stand as far left as the key that it belongs to.
    const bool has_list = !at_end_ && column() >= map_column && is_entry();
    if (has_list || (!at_end_ && column() > map_column)) {
      if (dropped) return false;
      return has_list ? read_sequence(map, key, depth + 1) : read_map(&map, key, depth + 1);
    }
    if (!count_node()) return false;
    if (!dropped) add(&map, {YamlKind::null, key_at, key});
    return true;
  }

  bool read_sequence(Collection& parent, std::string_view key, std::size_t depth) {
    if (depth > limits_.depth || !count_node()) return false;
    const std::size_t sequence_column = column();
    Collection sequence{add(&parent, {YamlKind::sequence, here(), key})};
    do {
      ++at_;
      skip_spaces();
      if (at_ == line_end_) return false;
      if (!peek_key().empty()) {
        if (!read_map(&sequence, {}, depth + 1)) return false;
        continue;
      }
      if (begins_with_dropped_key({at_, line_end_})) return false;
      Scalar scalar;
      const Position at = here();
      if (!count_node() || !read_scalar(scalar)) return false;
      add(&sequence, {scalar.kind, at, {}, scalar.text});
      if (!go_to_content()) return false;
    } while (!at_end_ && column() == sequence_column && is_entry());
    return at_end_ || column() <= sequence_column;
  }

  /// A scalar, or `[]`, that ends with the line.
  bool read_scalar(Scalar& scalar) {
    switch (*at_) {
      case '"':
        return read_double_quoted(scalar);
      case '\'':
        return read_single_quoted(scalar);
      case '[':
        scalar.kind = YamlKind::sequence;
        return line_end_ - at_ >= 2 && at_[1] == ']' && ends_after(at_ + 2);
      default:
        return read_plain(scalar);
    }
  }

  bool read_double_quoted(Scalar& scalar) {
    const char* const begin = at_ + 1;
    const char* close = find(begin, '"');
    if (close == nullptr) return false;
    scalar.kind = YamlKind::quoted;
    scalar.text = {begin, static_cast<std::size_t>(close - begin)};
    if (scalar.text.find('\\') != std::string_view::npos) {
      for (close = begin; close < line_end_ && *close != '"'; ++close) {
        if (*close == '\\') ++close;
      }
      if (close >= line_end_) return false;
      std::optional<std::string> text =
          unescape_double_quoted({begin, static_cast<std::size_t>(close - begin)});
      if (!text) return false;
      scalar.text = tree_.keep(std::move(*text));
    }
    return ends_after(close + 1);
  }

  bool read_single_quoted(Scalar& scalar) {
    const char* const begin = at_ + 1;
    bool escaped = false;
    const char* close = find(begin, '\'');
    while (close != nullptr && close + 1 != line_end_ && close[1] == '\'') {
      escaped = true;
      close = find(close + 2, '\'');
    }
    if (close == nullptr) return false;
    scalar.kind = YamlKind::quoted;
    scalar.text = {begin, static_cast<std::size_t>(close - begin)};
    if (escaped) {
      std::string text(scalar.text);
      for (std::size_t quote = text.find('\''); quote != std::string::npos;
           quote = text.find('\'', quote + 1)) {
        text.erase(quote, 1);
      }
      scalar.text = tree_.keep(std::move(text));
    }
    return ends_after(close + 1);
  }

  bool read_plain(Scalar& scalar) {
    const bool is_dash_word = *at_ == '-' && at_ + 1 != line_end_ && at_[1] != ' ';
    if (!is_plain_start(*at_) && !is_dash_word) return false;
    if (find(at_, '\t') != nullptr) return false;
    for (const char* colon = find(at_, ':'); colon != nullptr; colon = find(colon + 1, ':')) {
      if (colon + 1 == line_end_ || colon[1] == ' ') return false;
    }
    for (const char* hash = find(at_, '#'); hash != nullptr; hash = find(hash + 1, '#')) {
      if (hash[-1] == ' ') return false;
    }
    const char* last = line_end_;
    while (last[-1] == ' ') --last;
    const std::string_view text(at_, static_cast<std::size_t>(last - at_));
    if (!is_null_word(text)) scalar = {YamlKind::plain, text};
    return true;
  }

  void begin_line() {
    line_start_ = at_ = next_line_;
    const char* feed = static_cast<const char*>(std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_)));
    line_end_ = feed != nullptr ? feed : end_;
    next_line_ = feed != nullptr ? feed + 1 : end_;
    ++line_;
  }

  /// Goes to the first character of the next line that is not blank, or to the end; false at a comment or a
  /// tab.
  bool go_to_content() {
    while (next_line_ != end_) {
      begin_line();
      skip_spaces();
      if (at_ != line_end_) return *at_ != '\t' && *at_ != '#';
    }
    at_end_ = true;
    return true;
  }

  void skip_spaces() {
    while (at_ != line_end_ && *at_ == ' ') ++at_;
  }

  /// Whether nothing but spaces follows in the line.
  bool ends_after(const char* after) {
    at_ = after;
    skip_spaces();
    return at_ == line_end_;
  }

  /// The first `c` from `begin` on in the line, or null.
  const char* find(const char* begin, char c) const {
    return static_cast<const char*>(std::memchr(begin, c, static_cast<std::size_t>(line_end_ - begin)));
  }

  std::size_t column() const { return static_cast<std::size_t>(at_ - line_start_); }
  Position here() const { return {line_, static_cast<std::uint32_t>(column() + 1)}; }
  bool is_entry() const { return *at_ == '-' && at_ + 1 != line_end_ && at_[1] == ' '; }
  bool count_node() { return ++nodes_ <= limits_.nodes; }

  /// The key that begins here, if its colon is followed by a blank or the end of the line; else empty.
  std::string_view peek_key() const {
    const char* c = at_;
    if (!is_key_start(*c)) return {};
    while (c != line_end_ && is_key_character(*c)) ++c;
    if (c == line_end_ || *c != ':' || (c + 1 != line_end_ && c[1] != ' ')) return {};
    const auto size = static_cast<std::size_t>(c - at_);
    return size <= max_key_size ? std::string_view(at_, size) : std::string_view();
  }

  std::uint32_t add(Collection* parent, const YamlNode& node) {
    const std::uint32_t index = tree_.add(node);
    if (parent != nullptr) {
      tree_.append(parent->node, parent->last_child, index);
      parent->last_child = index;
    }
    return index;
  }

  const char* end_;
  const YamlLimits& limits_;
  YamlTree& tree_;
  const char* next_line_;
  const char* line_start_ = nullptr;
  const char* line_end_ = nullptr;
  const char* at_ = nullptr;
  std::uint32_t line_ = 0;
  std::size_t nodes_ = 0;
  bool at_end_ = false;
};

}  // namespace

bool read_simple_yaml(std::string_view text, const YamlLimits& limits, YamlTree& tree) {
  return SimpleReader(text, limits, tree).read();
}

}  // namespace feed_exporter
