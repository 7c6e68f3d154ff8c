// SPDX-License-Identifier: MIT
#include "daemon/catalog/body_codec.hpp"

#include <zstd.h>

#include <memory>
#include <stdexcept>

namespace feed_exporter {
namespace {

/// 3 is where more effort stops to pay for text of this size.
constexpr int level = 3;

struct Release {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

bool append_compressed(std::string_view body, std::string& out) {
  // Making a context costs more than compressing a short body.
  thread_local const std::unique_ptr<ZSTD_CCtx, Release> context(ZSTD_createCCtx());
  const std::size_t before = out.size();
  out.resize(before + ZSTD_compressBound(body.size()));
  const std::size_t size = ZSTD_compressCCtx(context.get(), out.data() + before, out.size() - before,
                                             body.data(), body.size(), level);
  const bool shorter = !ZSTD_isError(size) && size < body.size();
  out.resize(before + (shorter ? size : 0));
  return shorter;
}

std::string decompress(std::string_view frame) {
  thread_local const std::unique_ptr<ZSTD_DCtx, Release> context(ZSTD_createDCtx());
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR) {
    throw std::logic_error("a compressed body without a size");
  }
  std::string body(size, '\0');
  if (ZSTD_decompressDCtx(context.get(), body.data(), body.size(), frame.data(), frame.size()) != size) {
    throw std::logic_error("a compressed body that can't be read back");
  }
  return body;
}

}  // namespace feed_exporter
