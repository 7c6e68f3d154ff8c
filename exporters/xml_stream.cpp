// SPDX-License-Identifier: MIT
#include "exporters/xml_stream.hpp"

#include <cassert>

#include "exporters/xml_builder.hpp"

namespace feed_exporter {

XmlStream::XmlStream(std::string& out, const pugi::xml_document& frame, std::string_view end_tags)
    : out_(out), end_tags_(end_tags) {
  save_document(frame, out_);
  assert(out_.ends_with(end_tags_));
  out_.resize(out_.size() - end_tags_.size());
}

pugi::xml_node XmlStream::begin_child(const char* name) {
  return scratch_.append_child(name);
}

void XmlStream::end_child() {
  save_element(scratch_.first_child(), out_);
  // Unlike reset(), this keeps the memory for the next child.
  scratch_.remove_children();
}

void XmlStream::finish() {
  out_ += end_tags_;
}

}  // namespace feed_exporter
