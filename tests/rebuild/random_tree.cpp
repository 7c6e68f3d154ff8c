// SPDX-License-Identifier: MIT
#include "tests/rebuild/random_tree.hpp"

#include <filesystem>
#include <iterator>

namespace feed_exporter {
namespace {

const std::string folders[] = {"", "_news/", "_news/2025/", "guides/", "_learning/books/", "samples/"};

const std::string taxonomy_paths[] = {"_data/topics/a.yaml", "_data/topics/b.yml", "topics.yaml"};

/// Several spellings of one topic among them, and names that need care.
const std::string topic_names[] = {
    "AI",        "ai",   "A.I.",    "Machine Learning", "machine learning", "C++",
    "C#",        "R&D",  "Åland",   "Sea Ice",          "Sea  Ice!",        "\"all\"",
    "Kelp",      "日本", "Weather", "Robotics",         "\"Q: & A\"",       "Tides",
    "Power Apps"};

bool is_taxonomy(const std::string& path) {
  return path.ends_with(".yaml") || path.ends_with(".yml");
}

}  // namespace

std::vector<std::string> RandomTree::change(std::size_t changes) {
  std::set<std::string> touched;
  const auto put = [&](const std::string& path, std::string text) {
    files_[path] = std::move(text);
    bad_.erase(path);
    touched.insert(path);
  };
  const auto erase = [&](const std::string& path) {
    files_.erase(path);
    bad_.erase(path);
    touched.insert(path);
  };
  for (std::size_t i = 0; i < changes; ++i) {
    // A tree below its size grows, one above it shrinks.
    const bool full = files_.size() > options_.files;
    switch (below(full ? 20 : 26)) {
      case 0:
      case 1:
      case 2:
        if (!files_.empty()) erase(any_path());
        break;
      case 3:
      case 4:
        if (!files_.empty()) {
          const std::string from = any_path();
          if (is_taxonomy(from)) break;
          const std::string text = files_.at(from);
          const bool was_bad = bad_.contains(from);
          const std::string to = new_path();
          erase(from);
          put(to, text);
          if (was_bad) bad_.insert(to);
        }
        break;
      case 5:
        if (options_.bad && !files_.empty()) {
          const std::string path = any_path();
          put(path, is_taxonomy(path) ? "- name: \"unterminated\n" : bad_seed());
          bad_.insert(path);
        }
        break;
      case 6:
        if (!files_.empty()) {
          const std::string path = any_path();
          put(path, is_taxonomy(path) ? "" : no_seed());
        }
        break;
      case 7:
      case 8:
        put(taxonomy_paths[below(std::size(taxonomy_paths))], taxonomy());
        break;
      case 9:
        // What is never emitted changes.
        if (!files_.empty()) {
          const std::string path = any_path();
          std::string text = files_.at(path);
          const std::size_t at = text.find("secured: ");
          if (at == std::string::npos || bad_.contains(path)) break;
          put(path, text.insert(at + 10, std::to_string(below(1'000'000))));
        }
        break;
      case 10:
      case 11:
      case 12:
      case 13:
      case 14:
      case 15:
        if (!files_.empty()) {
          const std::string path = any_path();
          put(path, is_taxonomy(path) ? taxonomy() : seed());
        }
        break;
      default:
        put(new_path(), seed());
        break;
    }
  }
  return {touched.begin(), touched.end()};
}

std::vector<std::string> RandomTree::mend() {
  const std::vector<std::string> paths(bad_.begin(), bad_.end());
  for (const std::string& path : paths) files_[path] = is_taxonomy(path) ? taxonomy() : seed();
  bad_.clear();
  return paths;
}

void RandomTree::write(const SeedDirectory& directory, const std::vector<std::string>& paths) const {
  for (const std::string& path : paths) {
    const auto file = files_.find(path);
    if (file == files_.end()) {
      directory.remove(path);
    } else {
      directory.write(path, file->second);
    }
  }
}

std::string RandomTree::new_path() {
  const char* const extensions[] = {".md", ".markdown", ".txt", ".html"};
  std::string path;
  do {
    // Few names, so that paths are used again.
    path = folders[below(std::size(folders))] + "seed-" + std::to_string(below(options_.files)) +
           extensions[below(std::size(extensions))];
  } while (files_.contains(path));
  return path;
}

std::string RandomTree::any_path() {
  return std::next(files_.begin(), static_cast<std::ptrdiff_t>(below(files_.size())))->first;
}

std::string RandomTree::any_topic() {
  return topic_names[below(options_.topics)];
}

std::string RandomTree::topics() {
  std::string list;
  for (std::size_t count = below(5); count > 0; --count) {
    list += (list.empty() ? "" : ", ") + any_topic();
  }
  return list;
}

std::string RandomTree::date() {
  // Mostly past, sometimes to come; few different ones, so that the order is often decided by the id.
  const std::size_t month = once_in(6) ? 3 + below(2) : 1 + below(2);
  const auto two = [](std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return "2026-" + two(month) + "-" + two(1 + below(20)) + "T" + two(below(24)) + ":00:00Z";
}

std::string RandomTree::seed() {
  SeedText seed;
  seed.title = once_in(20) ? "" : "Title " + std::to_string(++made_) + (once_in(5) ? " <&> ]]> é 🚀" : "");
  seed.date = once_in(20) ? "" : date();
  // Few URLs: duplicates are common.
  seed.url = once_in(20) ? "" : "https://example.org/" + std::to_string(below(options_.files * 2));
  seed.topics = topics();
  if (once_in(6)) seed.extra += "published: false\n";
  if (once_in(15)) seed.extra += "deleted: true\n";
  if (once_in(4)) seed.extra += "updatedDateTime: " + date() + "\n";
  if (once_in(3)) seed.extra += "provider:\n  name: Provider " + std::to_string(below(5)) + "\n";
  if (once_in(3)) seed.extra += "webUrl: \"https://example.net/" + std::to_string(below(9)) + "\"\n";
  if (once_in(10)) seed.extra += "webUrl2: javascript:alert(1)\nimages:\n  - url: \"javascript:alert(1)\"\n";
  seed.extra += "heat: " + std::to_string(below(100)) + "\n";
  seed.extra += "secured: \"" + std::to_string(below(1'000'000)) + "==\"\n";
  if (once_in(3))
    seed.body = "Some *text* number " + std::to_string(below(1000)) + "\n\n<script>x</script>\n";
  std::string text = seed.text();
  if (once_in(10)) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.insert(at, "\r");
  }
  return text;
}

std::string RandomTree::bad_seed() {
  const std::string texts[] = {"---\ntitle: \"unterminated\n---\n", "---\ntitle: no end\n",
                               "---\na: &x 1\nb: *x\n---\n", "---\ntitle: [a, b\n---\n"};
  return texts[below(std::size(texts))];
}

std::string RandomTree::no_seed() {
  const std::string texts[] = {"", "no front matter\n", "---\ndescription: neither title nor date\n---\n"};
  return texts[below(std::size(texts))];
}

std::string RandomTree::taxonomy() {
  std::string text;
  for (std::size_t count = 1 + below(4); count > 0; --count) {
    text += "- name: " + any_topic() + "\n";
    if (once_in(2)) text += "  parent: " + any_topic() + "\n";
    if (once_in(2)) text += "  aliases: [" + any_topic() + ", other" + std::to_string(below(9)) + "]\n";
    if (once_in(2)) text += "  description: Description " + std::to_string(below(9)) + "\n";
    if (once_in(3)) text += "  shortname: Short " + std::to_string(below(9)) + "\n";
  }
  return text;
}

}  // namespace feed_exporter
