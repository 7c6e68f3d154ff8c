// SPDX-License-Identifier: MIT
// Writes an XML document of many like children child by child: the memory it takes is that of one child, so
// it stays in the processor's cache and no page is fetched for it anew. Used by one thread.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace feed_exporter {

class XmlStream {
 public:
  /// Appends `frame` to `out`, but not yet its `end_tags`. REQUIRES: `frame` ends with them as
  /// save_document() writes it, and `out` outlives the stream.
  XmlStream(std::string& out, const pugi::xml_document& frame, std::string_view end_tags);
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// An empty child to be filled, until end_child().
  pugi::xml_node begin_child(const char* name);

  /// Appends the child that was begun last.
  void end_child();

  /// Appends the end tags: the document is whole.
  void finish();

 private:
  std::string& out_;
  const std::string_view end_tags_;
  pugi::xml_document scratch_;
};

}  // namespace feed_exporter
