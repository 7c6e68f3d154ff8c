// SPDX-License-Identifier: MIT
// A small YAML tree: what the readers of front matter and taxonomy files fill, and what the mapping reads.
// Owned by one thread; keeps views of the text it was read from, which must outlive it.
//
// A map never holds the key `secured`: readers drop it with its value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/content/position.hpp"

namespace feed_exporter {

enum class YamlKind : std::uint8_t { null, plain, quoted, sequence, map };

struct YamlNode {
  YamlNode(YamlKind node_kind, Position node_at, std::string_view node_key = {},
           std::string_view node_text = {})
      : key(node_key), text(node_text), at(node_at), kind(node_kind) {}

  /// In a map; else empty.
  std::string_view key;
  /// Of a scalar, unescaped and cleaned; else empty.
  std::string_view text;
  /// Where the value begins; of a null where its key, or its place in the sequence, does.
  Position at;
  /// Indices in the tree; 0: none, as the root is nobody's child.
  std::uint32_t first_child = 0;
  std::uint32_t next = 0;
  YamlKind kind = YamlKind::null;

  bool is_scalar() const { return kind == YamlKind::plain || kind == YamlKind::quoted; }
};

class YamlTree {
 public:
  /// Iterates over the children of a node, in the order of the text.
  class Children {
   public:
    class Iterator {
     public:
      using iterator_category = std::forward_iterator_tag;
      using value_type = YamlNode;
      using difference_type = std::ptrdiff_t;
      using pointer = const YamlNode*;
      using reference = const YamlNode&;
      Iterator() = default;
      Iterator(const YamlNode* nodes, std::uint32_t index) : nodes_(nodes), index_(index) {}
      reference operator*() const { return nodes_[index_]; }
      pointer operator->() const { return nodes_ + index_; }
      Iterator& operator++() {
        index_ = nodes_[index_].next;
        return *this;
      }
      Iterator operator++(int) {
        const Iterator before = *this;
        ++*this;
        return before;
      }
      bool operator==(const Iterator&) const = default;

     private:
      const YamlNode* nodes_ = nullptr;
      std::uint32_t index_ = 0;
    };
    Children(const YamlNode* nodes, std::uint32_t first) : nodes_(nodes), first_(first) {}
    Iterator begin() const { return {nodes_, first_}; }
    Iterator end() const { return {nodes_, 0}; }

   private:
    const YamlNode* nodes_;
    std::uint32_t first_;
  };

  YamlTree() { nodes_.reserve(usual_nodes); }
  YamlTree(const YamlTree&) = delete;
  YamlTree& operator=(const YamlTree&) = delete;

  bool empty() const { return nodes_.empty(); }
  const YamlNode& root() const { return nodes_.front(); }
  const YamlNode& node(std::uint32_t index) const { return nodes_[index]; }
  Children children(const YamlNode& node) const { return {nodes_.data(), node.first_child}; }

  /// The child of a map with this key, or null.
  const YamlNode* find(const YamlNode& map, std::string_view key) const {
    for (const YamlNode& child : children(map)) {
      if (child.key == key) return &child;
    }
    return nullptr;
  }

  /// For readers: a new node (the first is the root); the caller links it with `append`.
  std::uint32_t add(const YamlNode& node) {
    nodes_.push_back(node);
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  /// For readers: makes `child` the last child of `parent`, after `previous` (0: it is the first).
  void append(std::uint32_t parent, std::uint32_t previous, std::uint32_t child) {
    (previous == 0 ? nodes_[parent].first_child : nodes_[previous].next) = child;
  }
  /// For readers: keeps a text that is not part of the source.
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  void clear() {
    nodes_.clear();
    texts_.clear();
  }

 private:
  /// More than a real seed has, so that nearly every tree is one allocation.
  static constexpr std::size_t usual_nodes = 192;

  std::vector<YamlNode> nodes_;
  std::deque<std::string> texts_;
};

}  // namespace feed_exporter
