// SPDX-License-Identifier: MIT
#include "daemon/catalog/article_store.hpp"

#include <functional>
#include <string>
#include <utility>

namespace feed_exporter {

ArticleStore::ArticleStore() : by_path_(0, Hash{this}, Equal{this}) {}

Slot ArticleStore::add(const PackedArticle& article) {
  compressor_.learn(article.fields());
  PackedArticle resting = article.compressed(compressor_);
  bytes_ += resting.bytes();
  body_bytes_ += resting.body_bytes();
  if (free_.empty()) {
    articles_.push_back(std::move(resting));
    return static_cast<Slot>(articles_.size() - 1);
  }
  const Slot slot = free_.back();
  free_.pop_back();
  articles_[slot] = std::move(resting);
  return slot;
}

void ArticleStore::remove(Slot slot) {
  bytes_ -= articles_[slot].bytes();
  body_bytes_ -= articles_[slot].body_bytes();
  articles_[slot] = PackedArticle();
  free_.push_back(slot);
}

std::optional<Slot> ArticleStore::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? std::nullopt : std::optional(*found);
}

void ArticleStore::bind(Slot slot) {
  by_path_.erase(articles_[slot].path());
  by_path_.insert(slot);
}

void ArticleStore::unbind(Slot slot) {
  by_path_.erase(articles_[slot].path());
}

bool ArticleStore::older(Slot left, Slot right) const {
  const PackedArticle& a = articles_[left];
  const PackedArticle& b = articles_[right];
  if (a.published() != b.published()) return a.published() < b.published();
  if (const auto ids = PackedArticle::compare_ids(a, b, pool_); ids != 0) return ids > 0;
  return a.path() > b.path();
}

bool ArticleStore::same_id(Slot left, Slot right) const {
  return PackedArticle::compare_ids(articles_[left], articles_[right], pool_) == 0;
}

std::size_t ArticleStore::id_hash(Slot slot) const {
  return std::hash<std::string>{}(articles_[slot].id(pool_));
}

}  // namespace feed_exporter
