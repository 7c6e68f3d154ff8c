// SPDX-License-Identifier: MIT
#include "daemon/catalog/text_compressor.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

namespace feed_exporter {
namespace {

/// Short texts that have much in common.
std::string make_text(std::mt19937& random) {
  std::string text = "https://example.org/pictures/of/articles/";
  for (int i = 0; i < 12; ++i) text += "word" + std::to_string(random() % 300) + " ";
  return text;
}

std::string restore(const TextCompressor& compressor, const std::string& compressed,
                    TextCompressor::Generation generation, std::size_t size) {
  std::string text(size, '?');
  compressor.decompress(compressed, generation, text);
  return text;
}

BOOST_AUTO_TEST_SUITE(text_compressor)

BOOST_AUTO_TEST_CASE(learns_what_texts_have_in_common_and_reads_all_it_ever_wrote) {
  struct Kept {
    std::string text;
    std::string compressed;
    TextCompressor::Generation generation;
  };
  std::mt19937 random(1);
  TextCompressor compressor;
  std::vector<Kept> kept;
  for (int i = 0; i < 8'000; ++i) {
    std::string text = make_text(random);
    if (i % 1'000 == 0) text.clear();
    if (i % 1'000 == 1) text.assign(5'000, 'x');
    compressor.learn(text);
    std::string compressed;
    compressor.compress(text, compressed);
    kept.push_back({text, compressed, compressor.generation()});
  }
  BOOST_TEST(compressor.generation() >= 3U);
  for (const Kept& one : kept) {
    BOOST_TEST(one.compressed.size() <= one.text.size());
    BOOST_TEST(restore(compressor, one.compressed, one.generation, one.text.size()) == one.text);
  }
  BOOST_TEST(kept[5].compressed.size() == kept[5].text.size());
  BOOST_TEST(kept.back().compressed.size() < kept.back().text.size() / 2);
}

BOOST_AUTO_TEST_CASE(leaves_short_texts_alone_until_it_has_learnt) {
  TextCompressor compressor;
  std::string compressed = "before ";
  compressor.compress("text", compressed);
  BOOST_TEST(compressed == "before text");
}

BOOST_AUTO_TEST_CASE(learns_nothing_from_nothing) {
  TextCompressor compressor;
  for (int i = 0; i < 2'000; ++i) compressor.learn("");
  const std::string text(600, 'x');
  std::string compressed;
  compressor.compress(text, compressed);
  BOOST_TEST(restore(compressor, compressed, compressor.generation(), text.size()) == text);
}

BOOST_AUTO_TEST_CASE(gives_the_text_itself_where_compression_does_not_help) {
  std::mt19937 random(1);
  std::string noise;
  for (int i = 0; i < 3'000; ++i) noise += static_cast<char>(random());
  TextCompressor compressor;
  std::string compressed;
  compressor.compress(noise, compressed);
  BOOST_TEST((compressed == noise));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
