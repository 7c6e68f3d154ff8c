// SPDX-License-Identifier: MIT
#include "daemon/catalog/article_store.hpp"

#include <utility>

namespace feed_exporter {

ArticleStore::ArticleStore() : by_path_(0, Hash{this}, Equal{this}) {}

Slot ArticleStore::add(PackedArticle article) {
  bytes_ += article.bytes();
  body_bytes_ += article.body_bytes();
  if (free_.empty()) {
    articles_.push_back(std::move(article));
    return static_cast<Slot>(articles_.size() - 1);
  }
  const Slot slot = free_.back();
  free_.pop_back();
  articles_[slot] = std::move(article);
  return slot;
}

void ArticleStore::remove(Slot slot) {
  PackedArticle& article = articles_[slot];
  bytes_ -= article.bytes();
  body_bytes_ -= article.body_bytes();
  article.release(pool_);
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

}  // namespace feed_exporter
