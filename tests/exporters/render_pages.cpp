// SPDX-License-Identifier: MIT
// render_pages DIRECTORY BASE_URL: writes the sample site as files, and what a server must say of each to
// `manifest.json`, for the browser of tests/clients/browser.
#include <boost/json.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "daemon/serve/page_policy.hpp"
#include "exporters/asset.hpp"
#include "exporters/directory_json.hpp"
#include "exporters/format.hpp"
#include "exporters/index_page.hpp"
#include "exporters/not_found_page.hpp"
#include "exporters/opml.hpp"
#include "exporters/page.hpp"
#include "tests/exporters/sample_feeds.hpp"
#include "tests/exporters/sample_site.hpp"

namespace feed_exporter::testing {
namespace {

class Tree {
 public:
  explicit Tree(std::filesystem::path root) : root_(std::move(root)) {}

  void add(std::string_view path, std::string_view content_type, std::string_view bytes, int status = 200) {
    const std::string file = std::to_string(files_.size());
    write(file, bytes);
    files_.emplace(path, boost::json::object{{"file", file}, {"type", content_type}, {"status", status}});
  }

  void add_page(std::string_view path, std::string_view bytes, int status = 200) {
    add(path, "text/html; charset=utf-8", bytes, status);
  }

  void finish() {
    const boost::json::object manifest = {{"csp", content_security_policy}, {"files", files_}};
    write("manifest.json", boost::json::serialize(manifest));
  }

 private:
  void write(const std::string& name, std::string_view bytes) {
    std::ofstream file(root_ / name, std::ios::binary);
    file << bytes;
    file.close();
    if (!file) throw std::runtime_error("cannot write " + (root_ / name).string());
  }

  std::filesystem::path root_;
  boost::json::object files_;
};

void add_feeds(Tree& tree, const Feed& feed) {
  for (const Format& format : formats()) {
    std::string bytes;
    format.render(feed, bytes);
    tree.add(feed_path(feed.slug, format), format.content_type, bytes);
  }
}

void render_all(const std::string& directory, const std::string& base_url) {
  Tree tree(directory);
  const SampleSite site = make_sample_magazine(base_url);
  for (const Feed& feed : site.feeds) add_feeds(tree, feed);
  Feed torture = make_torture_feed();
  torture.site = site.directory.site;
  torture.slug = "torture";
  add_feeds(tree, torture);
  Feed usual = make_usual_feed(base_url, 50);
  usual.slug = "usual";
  add_feeds(tree, usual);

  tree.add_page(index_page_path, render_index_page(site.directory, site.state));
  tree.add(opml_path, "text/x-opml; charset=utf-8", render_opml(site.directory));
  tree.add(directory_json_path, "application/json", render_directory_json(site.directory));
  for (const Asset& asset : assets()) tree.add(asset.path, asset.content_type, asset.bytes);

  DaemonState troubled = make_troubled_state(14);
  tree.add_page("/sample/troubled", render_index_page(site.directory, troubled));
  tree.add("/sample/unusual.opml", "text/x-opml; charset=utf-8",
           render_opml(make_unusual_directory(base_url)));
  tree.add_page("/sample/empty", render_index_page(make_empty_directory(base_url), {}));
  tree.add_page("/sample/many", render_index_page(make_crowded_directory(base_url, 60), site.state));
  tree.add_page("/sample/crowded", render_index_page(make_crowded_directory(base_url, 200), site.state));
  tree.add_page("/feeds/kellp",
                render_not_found_page(site.directory.site, "There is no feed of that name here.",
                                      {{"kelp", "Kelp"}, {"coasts", "Coasts"}}),
                404);
  tree.finish();
}

}  // namespace
}  // namespace feed_exporter::testing

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: render_pages DIRECTORY BASE_URL\n", stderr);
    return 2;
  }
  try {
    feed_exporter::testing::render_all(argv[1], argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "render_pages: %s\n", error.what());
    return 1;
  }
}
