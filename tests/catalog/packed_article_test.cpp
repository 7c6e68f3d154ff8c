// SPDX-License-Identifier: MIT
#include "daemon/catalog/packed_article.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>
#include <random>

#include "tests/catalog/articles.hpp"

namespace feed_exporter {
namespace {

/// An article with something in every field.
Article full_article() {
  Article article = make_article("_news/2024-01-02-full.md", 1'700'000'000, {});
  article.unpublished = true;
  Entry& entry = article.entry;
  entry.via = "https://elsewhere.example/";
  entry.updated = at(1'700'000'001);
  entry.summary = "Summary with \xC3\xBC and a \xF0\x9F\x98\x80";
  entry.content_html = "<p>Body</p>";
  entry.category = "news";
  entry.type = "video";
  entry.provider = {"Provider", "example.org", {{"https://example.org/p.png", 50, 60, "t", "a"}}};
  entry.authors = {"Ann", "", "Bob"};
  entry.images = {{"https://example.org/1.png", 4'000'000'000, 0, "", ""},
                  {"https://example.org/2.png", 0, 1, "x", "y"}};
  entry.duration = std::chrono::seconds(3'601);
  entry.player = "https://www.youtube.com/embed/x";
  entry.enclosures = {{"https://example.org/f.zip", "File", "application/zip"},
                      {"https://example.org/g.zip", "", ""}};
  entry.actions = {{"https://example.org/do", "Do"}};
  entry.related = {{"https://example.org/a", "A"}, {"https://example.org/b", ""}};
  entry.levels = {"Beginner", "Advanced"};
  entry.price = "Free";
  entry.language = "de";
  entry.quality = -1;
  entry.heat = std::numeric_limits<std::int64_t>::min();
  return article;
}

std::string random_text(std::mt19937& random, std::size_t longest) {
  std::string text(random() % (longest + 1), ' ');
  for (char& c : text) c = static_cast<char>('a' + random() % 4);
  return text;
}

BOOST_AUTO_TEST_SUITE(packed_article)

BOOST_AUTO_TEST_CASE(comes_out_as_it_went_in) {
  Article withdrawn = make_article("a.md", -5);
  withdrawn.withdrawn = true;
  Article own_id = make_article("b.md", 1);
  own_id.entry.id = "urn:uuid:1";
  Article nothing;
  Article unique = make_article("noextension", 1);
  unique.duplicate_key.clear();
  Article other_key = full_article();
  other_key.duplicate_key = "stands nowhere in the article";
  Article dots = make_article("a.b/c", 1);
  Article long_body = full_article();
  for (int i = 0; i < 500; ++i) long_body.entry.content_html += "<p>paragraph " + std::to_string(i) + "</p>";
  std::mt19937 random(1);
  Article noisy_body = full_article();
  for (int i = 0; i < 2000; ++i) noisy_body.entry.content_html += static_cast<char>(random());

  for (const Article& article :
       {full_article(), withdrawn, own_id, nothing, unique, other_key, dots, long_body, noisy_body}) {
    StringPool pool;
    TextCompressor compressor;
    const std::vector<SpellingId> spellings = {7, 0, 4'000'000'000};
    const PackedArticle packed(article, spellings, pool);
    const PackedArticle resting = packed.compressed(compressor);
    for (const PackedArticle* form : {&packed, &resting}) {
      BOOST_TEST(form->path() == article.path);
      BOOST_TEST(form->has_duplicate_key() != article.duplicate_key.empty());
      BOOST_TEST(form->unpublished() == article.unpublished);
      BOOST_TEST(form->withdrawn() == article.withdrawn);
      BOOST_TEST((form->published() == article.entry.published));
      BOOST_TEST(std::vector(form->spellings().begin(), form->spellings().end()) == spellings);
    }
    const PackedArticle expanded = resting.expanded(compressor);
    BOOST_TEST((expanded == packed));
    BOOST_TEST((expanded.entry(pool) == article.entry), article.path);
    BOOST_TEST(expanded.duplicate_key(pool) == article.duplicate_key);
    expanded.release(pool);
    BOOST_TEST(pool.size() == 0U);
  }
}

BOOST_AUTO_TEST_CASE(is_equal_if_and_only_if_nothing_differs) {
  StringPool pool;
  const PackedArticle packed(full_article(), {}, pool);
  BOOST_TEST((packed == PackedArticle(full_article(), {}, pool)));
  const std::vector<SpellingId> spelling = {1};
  BOOST_TEST((packed != PackedArticle(full_article(), spelling, pool)));
  using Edit = void (*)(Article&);
  const Edit edits[] = {
      [](Article& a) { a.path = "_news/2024-01-02-bull.md"; },
      [](Article& a) { a.unpublished = false; },
      [](Article& a) { a.withdrawn = true; },
      [](Article& a) { a.duplicate_key = "example.org"; },
      [](Article& a) { a.entry.id += "x"; },
      [](Article& a) { a.entry.title[0] = 'X'; },
      [](Article& a) { a.entry.url += "x"; },
      [](Article& a) { a.entry.via.clear(); },
      [](Article& a) { a.entry.published += std::chrono::seconds(1); },
      [](Article& a) { a.entry.updated.reset(); },
      [](Article& a) { a.entry.summary.pop_back(); },
      [](Article& a) { a.entry.content_html += " "; },
      [](Article& a) { a.entry.category = "learning"; },
      [](Article& a) { a.entry.type = "course"; },
      [](Article& a) { a.entry.provider.images[0].height = 61; },
      [](Article& a) { std::swap(a.entry.authors[0], a.entry.authors[2]); },
      [](Article& a) { a.entry.images.pop_back(); },
      [](Article& a) { a.entry.duration = std::chrono::seconds(0); },
      [](Article& a) { a.entry.player += "x"; },
      [](Article& a) { a.entry.enclosures[1].title = "G"; },
      [](Article& a) { std::swap(a.entry.actions[0].url, a.entry.actions[0].title); },
      [](Article& a) { a.entry.related.emplace_back(); },
      [](Article& a) { a.entry.levels[0] = "Advanced"; },
      [](Article& a) { a.entry.price.clear(); },
      [](Article& a) { a.entry.language = "en"; },
      [](Article& a) { a.entry.quality = 0; },
      [](Article& a) { a.entry.heat.reset(); },
  };
  for (const Edit edit : edits) {
    Article edited = full_article();
    edit(edited);
    BOOST_TEST((packed != PackedArticle(edited, {}, pool)), "edit " << &edit - edits);
  }
}

BOOST_AUTO_TEST_CASE(orders_ids_by_their_bytes_wherever_they_are_kept) {
  StringPool pool;
  std::mt19937 random(1);
  std::vector<std::pair<std::string, PackedArticle>> articles;
  for (int i = 0; i < 60; ++i) {
    Article article = make_article(random_text(random, 3) + ".md", 0);
    if (i % 3 == 0) article.entry.id = random_text(random, 6);
    if (i % 3 == 1)
      article.entry.id = random_text(random, 3) + article.path.substr(0, article.path.size() - 3);
    articles.emplace_back(article.entry.id, PackedArticle(article, {}, pool));
  }
  for (const auto& [left_id, left] : articles) {
    for (const auto& [right_id, right] : articles) {
      BOOST_TEST((PackedArticle::compare_ids(left, right, pool) == (left_id <=> right_id)),
                 left_id << " and " << right_id);
    }
  }
}

BOOST_AUTO_TEST_CASE(tells_duplicate_keys_apart) {
  StringPool pool;
  const auto digest = [&](const std::string& key) {
    Article article = make_article("a.md", 1);
    article.duplicate_key = key;
    return PackedArticle(article, {}, pool).key_digest();
  };
  BOOST_TEST((digest("https://example.org/a") == digest("https://example.org/a")));
  BOOST_TEST((digest("https://example.org/a") != digest("https://example.org/b")));
}

BOOST_AUTO_TEST_CASE(keeps_a_long_body_compressed) {
  StringPool pool;
  TextCompressor compressor;
  Article article = full_article();
  article.entry.content_html.assign(100'000, 'x');
  const PackedArticle packed(article, {}, pool);
  BOOST_TEST(packed.body_bytes() == 100'000U);
  const PackedArticle resting = packed.compressed(compressor);
  BOOST_TEST(resting.body_bytes() < 1'000U);
  BOOST_TEST(resting.bytes() == packed.bytes() - packed.body_bytes() + resting.body_bytes());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
