// SPDX-License-Identifier: MIT
#include "daemon/content/article_mapping.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "config/characters/utf8.hpp"
#include "config/language_tag.hpp"
#include "daemon/content/clean_text.hpp"
#include "daemon/content/duplicate_key.hpp"
#include "daemon/content/duration.hpp"
#include "daemon/content/entry_id.hpp"
#include "daemon/content/entry_parts.hpp"
#include "daemon/content/player.hpp"
#include "daemon/content/publication_dates.hpp"
#include "daemon/content/topic_names.hpp"

namespace feed_exporter {
namespace {

constexpr Position first_line{1, 0};

std::string read_title(const YamlNode& root, std::size_t limit, Fields& fields) {
  constexpr std::string_view ellipsis = "…";
  std::string_view key = "title";
  std::string title = fields.line(root, key);
  if (title.empty()) {
    key = "name";
    title = fields.line(root, key);
  }
  if (title.size() <= limit) return title;
  fields.problems().warn(fields.find(root, key)->at, "title-too-long",
                         "a title of " + std::to_string(title.size()) + " bytes is cut to " +
                             std::to_string(limit) + " ([seeds] max_title_bytes)");
  title.resize(utf8_prefix(title, limit - std::min(limit, ellipsis.size())).size());
  return title += ellipsis;
}

/// The name of a folder as text: the file system lets it hold any bytes, feeds do not.
std::string read_folder_name(std::string_view folder, Fields& fields) {
  if (find_unclean(folder) == std::string_view::npos &&
      folder.find_first_of("\t\n") == std::string_view::npos) {
    return to_line(folder);
  }
  std::vector<TextRepair> repairs;
  std::string name = to_line(clean_text(folder, &repairs));
  const bool is_utf8 = std::none_of(repairs.begin(), repairs.end(), [](const TextRepair& repair) {
    return repair.kind == TextRepair::Kind::invalid_utf8;
  });
  fields.problems().warn({}, is_utf8 ? "control-character" : "invalid-utf8",
                         std::string("the name of the folder ") +
                             (is_utf8 ? "has characters that feeds cannot hold" : "is not UTF-8") +
                             ", so that the category is " + quote(name) +
                             "; rename it, or give the seed a category");
  return name;
}

/// The seed's own category, else the first folder: `_news/a.md` is in `news`.
std::string read_category(std::string_view path, const YamlNode& root, Fields& fields) {
  std::string category = fields.line(root, "category");
  if (!category.empty()) return category;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view folder = path.substr(0, slash);
  return read_folder_name(folder.starts_with('_') ? folder.substr(1) : folder, fields);
}

std::string read_id(std::string_view path, const YamlNode& root, const std::string& authority,
                    Fields& fields) {
  const YamlNode* value = fields.find_text(root, "id");
  if (value != nullptr) {
    std::string id = fields.line(*value);
    if (is_iri(id)) return id;
    fields.problems().warn(
        value->at, "bad-id",
        quote(id) + " is not an IRI such as urn:uuid:… or https://…; the path stands in for it");
  }
  return make_tag_uri(authority, path);
}

std::optional<std::chrono::seconds> read_length(const YamlNode& root, Fields& fields) {
  const YamlNode* value = fields.find_text(root, "length");
  if (value == nullptr) return std::nullopt;
  const std::optional<std::chrono::seconds> duration = parse_duration(trimmed(value->text));
  if (!duration) {
    fields.problems().warn(value->at, "bad-length",
                           quote(value->text) + " is not a duration such as PT1H43M; it is left out");
  }
  // What has no length says nothing of it.
  return duration == std::chrono::seconds(0) ? std::nullopt : duration;
}

std::string read_player_url(const YamlNode& root, const std::vector<std::string>& hosts, Fields& fields) {
  const YamlNode* value = fields.find_text(root, "featuredContent");
  if (value == nullptr) return {};
  Player player = read_player(value->text, hosts);
  if (player.url.empty()) fields.problems().warn(value->at, player.rule, std::move(player.message));
  return std::move(player.url);
}

std::string read_language(const YamlNode& root, Fields& fields) {
  const YamlNode* value = fields.find_text(root, "language");
  if (value == nullptr) return {};
  std::string language = fields.line(*value);
  if (is_language_tag(language)) return language;
  fields.problems().warn(value->at, "bad-language",
                         quote(language) + " is not a language tag such as en-GB; it is left out");
  return {};
}

/// Whether all an entry needs is there; else one warning says what is missing and why, at the key that should
/// have given it if there is one, and stands alone: what else is odd in a seed that is left out does not
/// matter.
bool check_complete(const Entry& entry, bool has_date, const YamlNode& root, Fields& fields) {
  constexpr std::string_view left_out = "; it is left out";
  std::string_view rule;
  std::string missing;
  Position at;
  const auto miss = [&](std::string_view name, std::string_view what,
                        std::initializer_list<std::string_view> keys) {
    if (rule.empty()) rule = name;
    missing.append(missing.empty() ? "no " : ", no ").append(what);
    for (const std::string_view key : keys) {
      const YamlNode* value = fields.tree().find(root, key);
      if (value == nullptr) continue;
      if (at == Position{}) at = value->at;
      const Problem* problem = fields.problems().find(value->at);
      if (problem == nullptr) continue;
      std::string_view reason = problem->message;
      if (reason.ends_with(left_out)) reason.remove_suffix(left_out.size());
      missing.append(" (").append(reason).append(")");
    }
  };
  if (entry.title.empty()) miss("missing-title", "title", {"title", "name"});
  if (!has_date) miss("missing-date", "date", {"publishedDateTime", "date"});
  if (entry.url.empty()) miss("missing-url", "usable webUrl or originalUrl", {"webUrl", "originalUrl"});
  if (rule.empty()) return true;
  fields.problems().drop_warnings();
  fields.problems().warn(at == Position{} ? first_line : at, rule, missing + ": the seed is left out");
  return false;
}

}  // namespace

std::optional<Article> map_article(std::string_view path, Fields& fields, const Settings& settings) {
  const YamlNode& root = fields.tree().root();
  if (root.kind != YamlKind::map && root.kind != YamlKind::null) {
    fields.problems().fail(first_line, "not-a-map", "the front matter is not made of `key: value` lines");
    return std::nullopt;
  }
  Article article;
  Entry& entry = article.entry;
  article.path = path;
  article.unpublished = !fields.boolean(root, "published", true);
  const bool deleted = fields.boolean(root, "deleted", false);
  article.withdrawn = fields.boolean(root, "removed", false) || deleted;

  entry.title = read_title(root, settings.seeds.max_title_bytes, fields);
  const PublicationDates dates = read_dates(path, root, fields);
  EntryUrls urls = read_urls(root, fields);
  entry.url = std::move(urls.url);
  entry.via = std::move(urls.via);
  if (fields.problems().failed() || !check_complete(entry, dates.published.has_value(), root, fields)) {
    return std::nullopt;
  }
  entry.published = *dates.published;
  entry.updated = dates.updated;
  entry.id = read_id(path, root, settings.site.authority, fields);
  article.duplicate_key = make_duplicate_key(urls.original);
  article.topics = read_topics(root, settings.seeds.max_topics, fields);

  entry.summary = fields.text(root, "excerpt");
  entry.category = read_category(path, root, fields);
  entry.type = fields.line(root, "type");
  entry.provider = read_provider(root, fields);
  entry.authors = read_authors(root, fields);
  entry.images = read_images(root, fields);
  entry.duration = read_length(root, fields);
  entry.player = read_player_url(root, settings.feeds.player_hosts, fields);
  read_actions(root, fields, entry);
  entry.related = read_related(root, entry.url, fields);
  entry.levels = fields.names(root, "levels");
  entry.price = fields.line(root, "price");
  entry.language = read_language(root, fields);
  entry.quality = fields.integer(root, "quality");
  if (settings.feeds.heat) entry.heat = fields.integer(root, "heat");
  return article;
}

}  // namespace feed_exporter
