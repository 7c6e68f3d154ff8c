// SPDX-License-Identifier: MIT
#include "tests/serve/decode.hpp"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zstd.h>

#include <boost/test/unit_test.hpp>

namespace feed_exporter {
namespace {

std::string decode_gzip(std::string_view bytes, std::size_t size) {
  std::string out(size, '\0');
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  std::size_t read = 0;
  std::size_t written = 0;
  const auto result = libdeflate_gzip_decompress_ex(decompressor, bytes.data(), bytes.size(), out.data(),
                                                    out.size(), &read, &written);
  libdeflate_free_decompressor(decompressor);
  BOOST_REQUIRE(result == LIBDEFLATE_SUCCESS);
  BOOST_REQUIRE(read == bytes.size());
  BOOST_REQUIRE(written == size);
  return out;
}

std::string decode_brotli(std::string_view bytes, std::size_t size) {
  std::string out(size, '\0');
  std::size_t written = out.size();
  const auto result =
      BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &written,
                              reinterpret_cast<std::uint8_t*>(out.data()));
  BOOST_REQUIRE(result == BROTLI_DECODER_RESULT_SUCCESS);
  BOOST_REQUIRE(written == size);
  return out;
}

std::string decode_zstd(std::string_view bytes, std::size_t size) {
  std::string out(size, '\0');
  BOOST_REQUIRE(ZSTD_getFrameContentSize(bytes.data(), bytes.size()) == size);
  BOOST_REQUIRE(ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size()) == size);
  return out;
}

}  // namespace

std::string decode(Coding coding, std::string_view bytes, std::size_t size) {
  switch (coding) {
    case Coding::gzip:
      return decode_gzip(bytes, size);
    case Coding::brotli:
      return decode_brotli(bytes, size);
    case Coding::zstd:
      return decode_zstd(bytes, size);
    case Coding::identity:
      break;
  }
  return std::string(bytes);
}

}  // namespace feed_exporter
