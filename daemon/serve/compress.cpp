// SPDX-License-Identifier: MIT
#include "daemon/serve/compress.hpp"

#include <brotli/encode.h>
#include <libdeflate.h>
#include <zstd.h>

#include <memory>
#include <new>

namespace feed_exporter {
namespace {

// Of the levels measured on feeds, the last ones whose gain is worth their time.
constexpr int gzip_level = 6;
constexpr int brotli_quality = 5;
constexpr int zstd_level = 3;

struct FreeDeflate {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};
struct FreeZstd {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

/// What a thread keeps from call to call. Brotli has nothing to keep: its encoder is made for one stream, and
/// a cache of its memory measured no faster than malloc.
struct Compressors {
  std::unique_ptr<libdeflate_compressor, FreeDeflate> deflate{libdeflate_alloc_compressor(gzip_level)};
  std::unique_ptr<ZSTD_CCtx, FreeZstd> zstd{ZSTD_createCCtx()};
  std::string out;
};

/// The longest coded form that still helps: a sixteenth and 64 bytes less, which is what `Content-Encoding`
/// and an ETag of its own take away again.
std::size_t longest_useful(std::size_t size) {
  return size - size / 16 - 64;
}

/// Coded bytes at the front of `out`, or 0 if they do not fit in it.
std::size_t compress_into(Coding coding, std::string_view bytes, Compressors& with) {
  switch (coding) {
    case Coding::gzip:
      return libdeflate_gzip_compress(with.deflate.get(), bytes.data(), bytes.size(), with.out.data(),
                                      with.out.size());
    case Coding::zstd: {
      const std::size_t size = ZSTD_compressCCtx(with.zstd.get(), with.out.data(), with.out.size(),
                                                 bytes.data(), bytes.size(), zstd_level);
      return ZSTD_isError(size) ? 0 : size;
    }
    case Coding::brotli: {
      std::size_t size = with.out.size();
      const bool done =
          BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                reinterpret_cast<std::uint8_t*>(with.out.data())) == BROTLI_TRUE;
      return done ? size : 0;
    }
    case Coding::identity:
      break;
  }
  return 0;
}

}  // namespace

std::string_view coding_name(Coding coding) {
  switch (coding) {
    case Coding::brotli:
      return "br";
    case Coding::zstd:
      return "zstd";
    case Coding::gzip:
      return "gzip";
    case Coding::identity:
      break;
  }
  return {};
}

std::optional<std::string> compress(Coding coding, std::string_view bytes) {
  if (bytes.size() < min_compressed_bytes) return std::nullopt;
  thread_local Compressors compressors;
  if (!compressors.deflate || !compressors.zstd) throw std::bad_alloc();
  // No larger than that: a coding that does not help ends by itself.
  compressors.out.resize(longest_useful(bytes.size()));
  const std::size_t size = compress_into(coding, bytes, compressors);
  if (size == 0) return std::nullopt;
  return std::string(compressors.out, 0, size);
}

}  // namespace feed_exporter
