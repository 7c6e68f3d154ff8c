// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <csignal>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "daemon/app/commands.hpp"
#include "daemon/app/export_tree.hpp"
#include "daemon/app/offline.hpp"
#include "daemon/app/progress_bar.hpp"
#include "daemon/app/site_address.hpp"

namespace feed_exporter {
namespace {

/// Only a running daemon has a health.
constexpr std::string_view not_exported[] = {"/healthz", "/readyz"};

struct Precompressed {
  Coding coding;
  /// As nginx's `gzip_static` and Caddy's `precompressed` look for it.
  std::string_view suffix;
};

constexpr std::array codings = {Precompressed{Coding::gzip, ".gz"}, Precompressed{Coding::brotli, ".br"}};

/// `/` is `index.html`; a page, which has no suffix in its URL, gets `.html`, as static hosts expect it.
std::string file_path(std::string_view path) {
  if (path == "/") return "index.html";
  const bool has_suffix = path.substr(path.rfind('/')).find('.') != std::string_view::npos;
  return std::string(path.substr(1)) + (has_suffix ? "" : ".html");
}

/// The seeds and the threads that read them are gone when it returns.
std::map<std::string, std::string> make_files(const Settings& settings) {
  const Log log(LogLevel::error);
  const OfflineSite site(settings, log);
  std::map<std::string, std::string> files;
  for (const auto& [path, resource] : site.snapshot().resources) {
    if (std::ranges::find(not_exported, path) != std::end(not_exported)) continue;
    const std::string file = file_path(path);
    files[file] = resource->identity().body.read();
    for (const Precompressed& precompressed : codings) {
      const auto& representation = resource->representations[static_cast<std::size_t>(precompressed.coding)];
      if (representation) files[file + std::string(precompressed.suffix)] = representation->body.read();
    }
  }
  return files;
}

}  // namespace

int run_export(const ExportCommand& command, const Settings& settings) {
  // A file size limit is to be an error with a file's name, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  const auto files = make_files(settings);
  for (const std::string& doubt : identity_doubts(settings.site, offline_address(settings)))
    std::cerr << "feed-exporter: warning: " << doubt << '\n';
  const ExportResult result = [&] {
    ProgressBar bar;
    return export_tree(command.output, files,
                       [&bar](std::size_t done, std::size_t total) { bar.show(done, total); });
  }();
  for (const std::filesystem::path& file : result.left) {
    std::cerr << "feed-exporter: " << file.string()
              << ": no longer needed, but somebody changed it: it stays where it is\n";
  }
  std::cout << result.written << " files written, " << result.unchanged << " unchanged, " << result.removed
            << " removed in " << command.output.string() << '\n';
  return 0;
}

}  // namespace feed_exporter
