// SPDX-License-Identifier: MIT
#include "daemon/serve/resource_map.hpp"

#include <xxhash.h>

#include <algorithm>

namespace feed_exporter {
namespace {

std::uint64_t hash_of(std::string_view path) {
  return XXH3_64bits(path.data(), path.size());
}

}  // namespace

const ResourceMap::Slot* ResourceMap::find_slot(std::string_view path) const {
  const std::uint64_t hash = hash_of(path);
  const Page* page = pages_[page_of(hash)].get();
  if (page == nullptr) return nullptr;
  for (auto slot = std::ranges::lower_bound(*page, hash, {}, &Slot::hash);
       slot != page->end() && slot->hash == hash; ++slot) {
    if (slot->value.first == path) return &*slot;
  }
  return nullptr;
}

const std::shared_ptr<const Resource>* ResourceMap::get(std::string_view path) const {
  const Slot* slot = find_slot(path);
  return slot == nullptr ? nullptr : &slot->value.second;
}

ResourceMap::const_iterator ResourceMap::find(std::string_view path) const {
  const Slot* slot = find_slot(path);
  if (slot == nullptr) return end();
  const std::size_t page = page_of(slot->hash);
  return {this, page, static_cast<std::size_t>(slot - pages_[page]->data())};
}

ResourceMap::Page& ResourceMap::writable_page(std::size_t index) {
  std::shared_ptr<Page>& page = pages_[index];
  if (!page) {
    page = std::make_shared<Page>();
  } else if (page.use_count() != 1) {
    // Only copies of this map hold the page; where none is left, it is ours to change.
    page = std::make_shared<Page>(*page);
  }
  return *page;
}

void ResourceMap::insert_or_assign(std::string path, std::shared_ptr<const Resource> resource) {
  const std::uint64_t hash = hash_of(path);
  Page& page = writable_page(page_of(hash));
  auto slot = std::ranges::lower_bound(page, hash, {}, &Slot::hash);
  for (; slot != page.end() && slot->hash == hash; ++slot) {
    if (slot->value.first != path) continue;
    slot->value.second = std::move(resource);
    return;
  }
  page.insert(slot, Slot{hash, {std::move(path), std::move(resource)}});
  ++size_;
}

bool ResourceMap::erase(std::string_view path) {
  const Slot* slot = find_slot(path);
  if (slot == nullptr) return false;
  const std::size_t index = page_of(slot->hash);
  const auto offset = slot - pages_[index]->data();
  Page& page = writable_page(index);
  page.erase(page.begin() + offset);
  --size_;
  return true;
}

ResourceMap::const_iterator ResourceMap::begin() const {
  return {this, 0, 0};
}
ResourceMap::const_iterator ResourceMap::end() const {
  return {this, page_count, 0};
}

}  // namespace feed_exporter
