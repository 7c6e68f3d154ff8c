// SPDX-License-Identifier: MIT
// Front matter -> Article: which key becomes which field, and what stands in for a missing one. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "config/settings.hpp"
#include "daemon/content/article.hpp"
#include "daemon/content/fields.hpp"

namespace feed_exporter {

/// All of an article but its body. Nothing if title, date or URL is missing, which is the only warning then,
/// or if there is an error.
std::optional<Article> map_article(std::string_view path, Fields& fields, const Settings& settings);

}  // namespace feed_exporter
