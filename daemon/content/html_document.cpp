// SPDX-License-Identifier: MIT
#include "daemon/content/html_document.hpp"

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

namespace feed_exporter {
namespace {

/// Bytes a parse may take. A newsletter as large as a seed may be takes 8 MB; text made to multiply elements,
/// far more than this.
constexpr std::size_t max_arena_bytes = 64 * 1024 * 1024;

/// Attributes of one tag, each of which the parser compares with all before it.
constexpr std::size_t max_attributes_in_a_row = 1'024;

constexpr std::size_t arena_block_size = 64 * 1024;

std::size_t count_tags(std::string_view text) {
  std::size_t tags = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const char c = at + 1 < text.size() ? text[at + 1] : ' ';
    if (c == '/' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++tags;
  }
  return tags;
}

}  // namespace

/// Memory of one parse, freed as a whole: gumbo's own way to free a tree recurses as deep as the tree is.
class HtmlDocument::Arena {
 public:
  Arena() = default;
  ~Arena() {
    while (last_ != nullptr) std::free(std::exchange(last_, last_->before));
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Null if the budget is used up.
  const GumboOutput* parse(std::string_view text) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* arena, std::size_t size) {
      return static_cast<Arena*>(arena)->allocate(size);
    };
    options.deallocator = [](void*, void*) {};
    options.userdata = this;
    options.tab_stop = 1;
    options.max_errors = 0;
    // The only way out of gumbo, which takes memory for granted. No frame between has anything to destroy.
    if (setjmp(exhausted_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, text.data(), text.size());
  }

 private:
  /// Stands before the bytes of each block: a container of them could throw through the parser.
  struct alignas(std::max_align_t) Block {
    Block* before = nullptr;
  };

  void* allocate(std::size_t size) {
    // An attribute is told by its size; elements and text nodes end a row of them.
    if (size == sizeof(GumboAttribute)) ++attributes_in_a_row_;
    if (size == sizeof(GumboNode)) attributes_in_a_row_ = 0;
    size = (size + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);
    used_ += size;
    if (used_ > max_arena_bytes || attributes_in_a_row_ > max_attributes_in_a_row)
      std::longjmp(exhausted_, 1);
    if (size > static_cast<std::size_t>(end_ - free_)) {
      const std::size_t bytes = size > arena_block_size / 4 ? size : arena_block_size;
      void* memory = std::malloc(sizeof(Block) + bytes);
      if (memory == nullptr) std::longjmp(exhausted_, 1);
      last_ = new (memory) Block{last_};
      char* begin = static_cast<char*>(memory) + sizeof(Block);
      if (bytes == size) return begin;
      free_ = begin;
      end_ = free_ + bytes;
    }
    void* memory = free_;
    free_ += size;
    return memory;
  }

  std::jmp_buf exhausted_;
  Block* last_ = nullptr;
  char* free_ = nullptr;
  char* end_ = nullptr;
  std::size_t used_ = 0;
  std::size_t attributes_in_a_row_ = 0;
};

HtmlDocument::HtmlDocument(std::string_view text) : arena_(std::make_unique<Arena>()) {
  if (count_tags(text) > max_html_tags) return;
  if (const GumboOutput* output = arena_->parse(text)) root_ = output->root;
}

HtmlDocument::~HtmlDocument() = default;

const GumboNode* HtmlDocument::implied_head() const {
  const GumboNode* head = child(GUMBO_TAG_HEAD);
  return head != nullptr && (head->parse_flags & GUMBO_INSERTION_IMPLIED) != 0 ? head : nullptr;
}

const GumboNode* HtmlDocument::child(GumboTag tag) const {
  if (root_ == nullptr) return nullptr;
  const GumboVector& children = root_->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* node = static_cast<const GumboNode*>(children.data[i]);
    if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag) return node;
  }
  return nullptr;
}

}  // namespace feed_exporter
