// SPDX-License-Identifier: MIT
// Path -> resource, cheap to copy: a hash table cut into pages, which copies share until one of them changes
// that page. A new snapshot so costs a thousand pointers, however many resources there are.
// Owned by the rebuild thread while it is filled, read-only and for all threads once published.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/serve/resource.hpp"

namespace feed_exporter {

class ResourceMap {
 public:
  using value_type = std::pair<std::string, std::shared_ptr<const Resource>>;
  class const_iterator;

  /// Null if there is none.
  const std::shared_ptr<const Resource>* get(std::string_view path) const;
  const_iterator find(std::string_view path) const;
  bool contains(std::string_view path) const { return get(path) != nullptr; }

  void insert_or_assign(std::string path, std::shared_ptr<const Resource> resource);
  /// Whether it was there.
  bool erase(std::string_view path);

  std::size_t size() const { return size_; }
  /// In the order of the hash: the same for the same paths, but of no use to people.
  const_iterator begin() const;
  const_iterator end() const;

 private:
  struct Slot {
    std::uint64_t hash;
    value_type value;
  };
  /// Sorted by hash.
  using Page = std::vector<Slot>;
  static constexpr std::size_t page_count = 1024;

  static std::size_t page_of(std::uint64_t hash) { return hash % page_count; }
  const Slot* find_slot(std::string_view path) const;
  Page& writable_page(std::size_t index);

  std::array<std::shared_ptr<Page>, page_count> pages_;
  std::size_t size_ = 0;
};

class ResourceMap::const_iterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = ResourceMap::value_type;
  using difference_type = std::ptrdiff_t;
  using pointer = const value_type*;
  using reference = const value_type&;

  const_iterator() = default;
  reference operator*() const { return (*map_->pages_[page_])[slot_].value; }
  pointer operator->() const { return &**this; }
  const_iterator& operator++() {
    ++slot_;
    skip_to_slot();
    return *this;
  }
  const_iterator operator++(int) {
    const const_iterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const const_iterator&) const = default;

 private:
  friend class ResourceMap;
  const_iterator(const ResourceMap* map, std::size_t page, std::size_t slot)
      : map_(map), page_(page), slot_(slot) {
    skip_to_slot();
  }
  void skip_to_slot() {
    while (page_ < page_count && (!map_->pages_[page_] || slot_ >= map_->pages_[page_]->size())) {
      ++page_;
      slot_ = 0;
    }
  }

  const ResourceMap* map_ = nullptr;
  std::size_t page_ = 0;
  std::size_t slot_ = 0;
};

}  // namespace feed_exporter
