// SPDX-License-Identifier: MIT
// What the seeds directory costs beside parsing: listing it, reading it, watching it, polling it, and from a
// change to the batch that names it. Over a temporary tree of files of 5 KB, 50 to a folder.
#include <benchmark/benchmark.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "daemon/content/seed_tree.hpp"
#include "daemon/watch/polled_tree.hpp"
#include "daemon/watch/watcher.hpp"

namespace feed_exporter {
namespace {

namespace fs = std::filesystem;

class Tree {
 public:
  explicit Tree(std::int64_t files) {
    std::string pattern = (fs::temp_directory_path() / "feed-exporter-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    settings.directory = pattern;
    const std::string text(5'000, 'x');
    for (std::int64_t i = 0; i < files; ++i) {
      const std::string folder = pattern + "/_news/folder-" + std::to_string(i / 50);
      if (i % 50 == 0) fs::create_directories(folder);
      std::ofstream(folder + "/2024-01-01-an-article-" + std::to_string(i) + ".md") << text;
    }
  }
  ~Tree() { fs::remove_all(settings.directory); }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  SeedSettings settings;
};

const SeedSettings& settings_of(std::int64_t files) {
  static std::map<std::int64_t, std::unique_ptr<Tree>> trees;
  std::unique_ptr<Tree>& tree = trees[files];
  if (!tree) tree = std::make_unique<Tree>(files);
  return tree->settings;
}

void list(benchmark::State& state) {
  const SeedSettings& settings = settings_of(state.range(0));
  std::vector<Problem> problems;
  for (auto _ : state) benchmark::DoNotOptimize(SeedTree(settings).list("", problems));
}

void read_all(benchmark::State& state) {
  const SeedTree tree(settings_of(state.range(0)));
  std::vector<Problem> problems;
  const std::vector<std::string> paths = tree.list("", problems);
  for (auto _ : state) {
    for (const std::string& path : paths) benchmark::DoNotOptimize(tree.read(path));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void poll_again(benchmark::State& state) {
  PolledTree tree(settings_of(state.range(0)), Settling(), false);
  const std::atomic<bool> stop = false;
  tree.poll(stop);
  for (auto _ : state) benchmark::DoNotOptimize(tree.poll(stop));
}

/// A watcher that has handed on its first batch.
struct Watching {
  explicit Watching(SeedSettings settings)
      : watcher(io.get_executor(), (settings.debounce = {}, settings), log, [this](Batch batch) {
          last = std::move(batch);
          ++batches;
          watcher.ready();
        }) {
    watcher.start();
    run_until(1);
  }

  void run_until(int count) {
    while (batches < count) io.run_one();
  }

  Log log{LogLevel::error};
  boost::asio::io_context io;
  int batches = 0;
  Batch last;
  Watcher watcher;
};

void start_watching(benchmark::State& state) {
  const SeedSettings& settings = settings_of(state.range(0));
  for (auto _ : state) Watching watching(settings);
}

void rename_to_batch(benchmark::State& state) {
  const SeedSettings& settings = settings_of(state.range(0));
  Watching watching(settings);
  const std::string name = settings.directory + "/_news/folder-0/changed.md";
  std::ofstream(name + ".tmp") << "text";
  bool there = false;
  for (auto _ : state) {
    const int next = watching.batches + 1;
    std::rename((name + (there ? "" : ".tmp")).c_str(), (name + (there ? ".tmp" : "")).c_str());
    there = !there;
    watching.run_until(next);
  }
  fs::remove(name);
  fs::remove(name + ".tmp");
}

BENCHMARK(list)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(read_all)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(poll_again)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(start_watching)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(rename_to_batch)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace feed_exporter

BENCHMARK_MAIN();
