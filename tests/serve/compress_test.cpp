// SPDX-License-Identifier: MIT
#include "daemon/serve/compress.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>
#include <thread>

#include "tests/serve/decode.hpp"
#include "tests/serve/text.hpp"

namespace feed_exporter {
namespace {

constexpr Coding codings[] = {Coding::brotli, Coding::zstd, Coding::gzip};

BOOST_AUTO_TEST_SUITE(compression)

BOOST_AUTO_TEST_CASE(gives_back_the_same_bytes_in_less_space) {
  for (const std::size_t size : {256U, 1'000U, 30'000U, 150'000U, 3'000'000U}) {
    const std::string text = make_markup(size, 1);
    for (const Coding coding : codings) {
      BOOST_TEST_CONTEXT(coding_name(coding) << " of " << size) {
        const auto coded = compress(coding, text);
        BOOST_REQUIRE(coded.has_value());
        BOOST_TEST(coded->size() < size);
        BOOST_TEST((decode(coding, *coded, size) == text));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(is_left_out_where_it_does_not_help) {
  const std::string texts[] = {"", "short", std::string(min_compressed_bytes - 1, 'a'), make_noise(300, 1),
                               make_noise(100'000, 2)};
  for (const std::string& text : texts) {
    for (const Coding coding : codings) BOOST_TEST(!compress(coding, text).has_value());
  }
}

BOOST_AUTO_TEST_CASE(is_left_out_where_it_saves_less_than_a_sixteenth) {
  // Mostly noise: what can be saved is the runs of zeros, just below and just above the margin.
  for (const Coding coding : codings) {
    BOOST_TEST(!compress(coding, make_noise(100'000, 3) + std::string(6'000, '\0')).has_value());
    BOOST_TEST(compress(coding, make_noise(100'000, 3) + std::string(8'000, '\0')).has_value());
  }
}

BOOST_AUTO_TEST_CASE(depends_on_nothing_but_the_bytes) {
  // Compressors are kept from call to call: neither what they saw before nor the thread may show.
  std::map<std::size_t, std::string> fresh[std::size(codings)];
  const std::size_t sizes[] = {300, 5'000, 17'000, 70'000, 300'000, 1'200'000};
  for (std::size_t c = 0; c < std::size(codings); ++c) {
    for (const std::size_t size : sizes) {
      std::thread([&] { fresh[c][size] = compress(codings[c], make_markup(size, 5)).value(); }).join();
    }
  }
  for (std::uint32_t round = 0; round < 3; ++round) {
    for (std::size_t c = 0; c < std::size(codings); ++c) {
      for (const std::size_t size : sizes) {
        compress(codings[c], make_markup(size * 2 / (round + 1), round));
        BOOST_TEST((compress(codings[c], make_markup(size, 5)) == fresh[c][size]));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(gzip_carries_no_time) {
  const std::string coded = compress(Coding::gzip, make_markup(1'000, 1)).value();
  // RFC 1952 section 2.3: no name, no time.
  BOOST_TEST(coded.substr(0, 8) == std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00", 8));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
