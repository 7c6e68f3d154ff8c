// SPDX-License-Identifier: MIT
#include "daemon/catalog/text_compressor.hpp"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace feed_exporter {
namespace {

/// More effort takes half as long again and wins 3 %.
constexpr int level = 1;
/// With twice as much 1 % is won, with half as much 4 % are lost.
constexpr std::size_t dictionary_bytes = 32 * 1024;
constexpr std::size_t samples_a_dictionary = 128;
constexpr std::size_t sample_bytes = 2 * 1024;
/// By then a tree of four million articles has been seen.
constexpr std::size_t most_dictionaries = 8;
/// Shorter texts are not worth a frame of their own without a dictionary.
constexpr std::size_t least_alone = 512;

}  // namespace

void TextCompressor::Free::operator()(ZSTD_CCtx* context) const {
  ZSTD_freeCCtx(context);
}
void TextCompressor::Free::operator()(ZSTD_CDict* dictionary) const {
  ZSTD_freeCDict(dictionary);
}
void TextCompressor::Free::operator()(ZSTD_DDict* dictionary) const {
  ZSTD_freeDDict(dictionary);
}

TextCompressor::TextCompressor() : context_(ZSTD_createCCtx()) {
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
  // Both are known to whoever keeps the text.
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_contentSizeFlag, 0);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_dictIDFlag, 0);
}

TextCompressor::~TextCompressor() = default;

void TextCompressor::learn(std::string_view text) {
  if (dictionaries_.size() == most_dictionaries || ++seen_ % stride_ != 0) return;
  text = text.substr(0, sample_bytes);
  samples_ += text;
  sample_sizes_.push_back(text.size());
  if (sample_sizes_.size() == samples_a_dictionary) make_dictionary();
}

void TextCompressor::make_dictionary() {
  // What comes last in a dictionary is the cheapest to refer to; no order of the samples is better than
  // another.
  const std::size_t content = std::min(samples_.size(), dictionary_bytes);
  std::string dictionary(dictionary_bytes + 4 * 1024, '\0');
  ZDICT_params_t parameters{};
  parameters.compressionLevel = level;
  const std::size_t size = ZDICT_finalizeDictionary(dictionary.data(), dictionary.size(), samples_.data(),
                                                    content, samples_.data(), sample_sizes_.data(),
                                                    static_cast<unsigned>(sample_sizes_.size()), parameters);
  samples_ = {};
  sample_sizes_ = {};
  stride_ *= 4;
  // Samples too much alike make no dictionary; the next ones may.
  if (ZDICT_isError(size)) return;
  dictionaries_.emplace_back(ZSTD_createDDict(dictionary.data(), size));
  dictionary_.reset(ZSTD_createCDict(dictionary.data(), size, level));
  ZSTD_CCtx_refCDict(context_.get(), dictionary_.get());
}

void TextCompressor::compress(std::string_view text, std::string& out) {
  const std::size_t before = out.size();
  std::size_t size = text.size();
  if (generation() != 0 || size >= least_alone) {
    out.resize(before + ZSTD_compressBound(text.size()));
    size = ZSTD_compress2(context_.get(), out.data() + before, out.size() - before, text.data(), text.size());
    out.resize(before + (ZSTD_isError(size) ? 0 : std::min(size, text.size())));
  }
  if (ZSTD_isError(size) || size >= text.size()) out.replace(before, std::string::npos, text);
}

void TextCompressor::decompress(std::string_view compressed, Generation generation,
                                std::span<char> text) const {
  if (compressed.size() == text.size()) {
    std::memcpy(text.data(), compressed.data(), text.size());
    return;
  }
  // A context takes longer to make than a text to decompress.
  thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                                  ZSTD_freeDCtx);
  const ZSTD_DDict* dictionary = generation == 0 ? nullptr : dictionaries_[generation - 1U].get();
  const std::size_t size = ZSTD_decompress_usingDDict(context.get(), text.data(), text.size(),
                                                      compressed.data(), compressed.size(), dictionary);
  if (size != text.size()) throw std::logic_error("a text that can't be decompressed");
}

}  // namespace feed_exporter
