// SPDX-License-Identifier: MIT
// Topics by the many ways to spell them: which topic a spelling means, what a topic is called, what is above
// it. Knows how many articles use a spelling, not which. Owned by the catalog.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/catalog/packed_article.hpp"
#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {

using TopicId = std::uint32_t;

/// The feed of everything; it is no topic and has no spelling.
inline constexpr TopicId all_topics = 0;

class TopicTable {
 public:
  /// With `roll_up`, a topic's ancestors are those above it in the taxonomy, else none.
  explicit TopicTable(bool roll_up);
  TopicTable(const TopicTable&) = delete;
  TopicTable& operator=(const TopicTable&) = delete;

  /// The id of a spelling that one more article has; none if no slug can be made of it.
  std::optional<SpellingId> acquire(const std::string& spelling);
  void release(SpellingId spelling);
  /// One more visible article, or one less, has this spelling.
  void show(SpellingId spelling);
  void hide(SpellingId spelling);

  const std::string& text(SpellingId spelling) const { return spellings_[spelling].text; }
  TopicId topic_of(SpellingId spelling) const { return topics_[spellings_[spelling].topic].meant; }
  std::span<const TopicId> ancestors(TopicId topic) const { return topics_[topic].ancestors; }
  const std::string& slug(TopicId topic) const { return topics_[topic].slug; }
  const std::string& name(TopicId topic) const { return topics_[topic].name; }
  /// Ids are below this.
  std::size_t bound() const { return topics_.size(); }
  std::optional<TopicId> find(std::string_view slug) const;

  const Taxonomy& taxonomy() const { return taxonomy_; }
  /// What the taxonomy says of the topic, or null.
  const TopicDefinition* definition(TopicId topic) const;
  /// The slug of the topic that a slug means: its own, or that of which it is an alias.
  const std::string& meaning(const std::string& slug) const { return meaning(slug, taxonomy_); }
  static const std::string& meaning(const std::string& slug, const Taxonomy& taxonomy);
  /// Topics whose articles will stand elsewhere under another taxonomy.
  std::vector<TopicId> displaced_by(const Taxonomy& taxonomy) const;
  void set_taxonomy(Taxonomy taxonomy);

  /// Settles the names after `show`, `hide` and `set_taxonomy`. Topics with a new name.
  std::vector<TopicId> settle_names();
  /// Forgets topics that no spelling, no other topic and, by `in_use`, no feed needs.
  void forget_unused(const std::function<bool(TopicId)>& in_use);

 private:
  struct Spelling {
    std::string text;
    TopicId topic = 0;
    std::uint32_t uses = 0;
    std::uint32_t visible = 0;
  };
  struct Topic {
    /// Empty: the id is free.
    std::string slug;
    std::string name;
    std::vector<SpellingId> spellings;
    /// Itself, or the topic of which it is an alias.
    TopicId meant = 0;
    /// Those that mean this one.
    std::vector<TopicId> sources;
    /// From the parent up.
    std::vector<TopicId> ancestors;
    bool unsettled = false;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Id>
  using Index = std::unordered_map<std::string, Id, Hash, std::equal_to<>>;

  std::vector<std::string> ancestor_slugs(const std::string& slug, const Taxonomy& taxonomy) const;
  TopicId find_or_add(const std::string& slug);
  void connect(TopicId topic);
  void unsettle(TopicId topic);
  std::string commonest_spelling(const Topic& topic) const;

  const bool roll_up_;
  Taxonomy taxonomy_;
  std::vector<Spelling> spellings_;
  std::vector<SpellingId> free_spellings_;
  Index<SpellingId> by_text_;
  std::vector<Topic> topics_;
  std::vector<TopicId> free_topics_;
  Index<TopicId> by_slug_;
  std::vector<TopicId> unsettled_;
  bool may_be_unused_ = false;
};

}  // namespace feed_exporter
