// SPDX-License-Identifier: MIT
#include "daemon/rebuild/content_hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace feed_exporter {

ContentHash hash_content(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.low64, hash.high64};
}

}  // namespace feed_exporter
