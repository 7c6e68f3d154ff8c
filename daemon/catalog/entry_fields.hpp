// SPDX-License-Identifier: MIT
// The fields of an entry in the order in which they are packed: the one list that packing and unpacking
// share. `id`, `published` and `topics` are not in it: a packed article keeps them where they can be
// compared.
#pragma once

#include "exporters/entry.hpp"

namespace feed_exporter {

// `Fields` has, for values of an entry that is const when it packs and mutable when it unpacks:
//   text      a string of its own
//   shared    a string that many articles have in common
//   provider  a provider: many articles have it in common
//   body      the string that may be large
//   number    an integer
//   seconds   a time or a duration
//   maybe     an optional, and how to visit its value
//   list      a vector, and how to visit an element

// The structured bindings name every field, so that a new one does not compile until it is packed.

template <class Fields, class Value>
void visit_link(Fields& fields, Value& link) {
  auto& [url, title] = link;
  fields.text(url);
  fields.text(title);
}

template <class Fields, class Value>
void visit_image(Fields& fields, Value& image) {
  auto& [url, width, height, title, attribution] = image;
  fields.text(url);
  fields.number(width);
  fields.number(height);
  fields.text(title);
  fields.text(attribution);
}

template <class Fields, class Value>
void visit_enclosure(Fields& fields, Value& enclosure) {
  auto& [url, title, media_type] = enclosure;
  fields.text(url);
  fields.text(title);
  fields.shared(media_type);
}

template <class Fields, class Value>
void visit_provider(Fields& fields, Value& provider) {
  auto& [name, domain, images] = provider;
  fields.text(name);
  fields.text(domain);
  fields.list(images, [&](auto& image) { visit_image(fields, image); });
}

template <class Fields, class Value>
void visit_entry(Fields& fields, Value& entry) {
  auto& [id, title, url, via, published, updated, summary, content_html, topics, category, type, provider,
         authors, images, duration, player, enclosures, actions, related, levels, price, language, quality,
         heat] = entry;
  const auto visit_shared = [&](auto& value) { fields.shared(value); };
  const auto visit_number = [&](auto& value) { fields.number(value); };
  const auto visit_seconds = [&](auto& value) { fields.seconds(value); };
  const auto visit_one_link = [&](auto& value) { visit_link(fields, value); };
  fields.text(title);
  fields.text(url);
  fields.text(via);
  fields.maybe(updated, visit_seconds);
  fields.text(summary);
  fields.shared(category);
  fields.shared(type);
  fields.provider(provider);
  fields.list(authors, visit_shared);
  fields.list(images, [&](auto& image) { visit_image(fields, image); });
  fields.maybe(duration, visit_seconds);
  fields.text(player);
  fields.list(enclosures, [&](auto& enclosure) { visit_enclosure(fields, enclosure); });
  fields.list(actions, visit_one_link);
  fields.list(related, visit_one_link);
  fields.list(levels, visit_shared);
  fields.shared(price);
  fields.shared(language);
  fields.maybe(quality, visit_number);
  fields.maybe(heat, visit_number);
  fields.body(content_html);
}

}  // namespace feed_exporter
