// SPDX-License-Identifier: MIT
#include "daemon/content/seed.hpp"

#include "daemon/content/article_mapping.hpp"
#include "daemon/content/body.hpp"
#include "daemon/content/dropped_key.hpp"
#include "daemon/content/fields.hpp"
#include "daemon/content/front_matter.hpp"
#include "daemon/content/problem_list.hpp"
#include "daemon/content/source_text.hpp"
#include "daemon/content/yaml_reader.hpp"

namespace feed_exporter {
namespace {

constexpr Position whole_file{};
constexpr Position first_line{1, 0};

/// Whether the file is a seed that can be read at all; else errors say why not.
bool check_size(std::string_view text, const SeedSettings& settings, ProblemList& problems) {
  if (text.size() <= settings.max_file_bytes) return true;
  problems.fail(whole_file, "too-large",
                std::to_string(text.size()) + " bytes; at most " + std::to_string(settings.max_file_bytes) +
                    " are read ([seeds] max_file_bytes)");
  return false;
}

bool check_front_matter(const FrontMatter& parts, const SeedSettings& settings, ProblemList& problems) {
  if (const std::uint32_t line = find_dropped_key(parts.body); line != 0) {
    problems.fail({parts.body_line + line - 1, 0}, "swallowed-key",
                  "this key stands below the front matter, which a --- or ... line has ended before it");
    return false;
  }
  if (parts.state == FrontMatter::State::unclosed) {
    problems.fail(first_line, "unclosed-front-matter", "the front matter has no closing --- line");
    return false;
  }
  if (parts.yaml.size() <= settings.max_front_matter_bytes) return true;
  problems.fail(first_line, "front-matter-too-large",
                std::to_string(parts.yaml.size()) + " bytes of front matter; at most " +
                    std::to_string(settings.max_front_matter_bytes) +
                    " are read ([seeds] max_front_matter_bytes)");
  return false;
}

std::optional<Article> read_article(std::string_view path, std::string_view text, const Settings& settings,
                                    ProblemList& problems) {
  if (!check_size(text, settings.seeds, problems)) return std::nullopt;
  const SourceText source(text, problems);
  const FrontMatter parts = split_front_matter(source.text());
  if (!check_front_matter(parts, settings.seeds, problems)) return std::nullopt;
  YamlTree tree;
  const YamlLimits limits{settings.seeds.max_yaml_depth, settings.seeds.max_yaml_nodes};
  if (!read_yaml(parts.yaml, limits, tree, problems)) return std::nullopt;
  Fields fields(tree, problems);
  std::optional<Article> article = map_article(path, fields, settings);
  if (article && settings.feeds.content == ContentMode::full) {
    article->entry.content_html =
        render_body(path, parts.body, parts.body_line, article->entry.url, problems);
  }
  return article;
}

}  // namespace

Seed parse_seed(std::string_view path, std::string_view text, const Settings& settings) {
  Seed seed;
  ProblemList problems(path);
  if (opens_utf16_front_matter(text)) {
    problems.fail(whole_file, "utf16", "the file is UTF-16; save it as UTF-8");
  } else if (opens_front_matter(text)) {
    seed.article = read_article(path, text, settings, problems);
  } else {
    return seed;
  }
  if (problems.failed()) {
    seed.kind = SeedKind::bad;
    seed.article.reset();
  } else {
    seed.kind = seed.article ? SeedKind::article : SeedKind::left_out;
  }
  seed.problems = problems.take(text);
  return seed;
}

}  // namespace feed_exporter
