// SPDX-License-Identifier: MIT
// Microseconds a seed: front matter to Article as a whole and in its steps, the fast YAML reader beside
// yaml-cpp, and bodies. Seeds come from the folder named by FEED_EXPORTER_CORPUS, else from tests/seeds; each
// round reads all of them, and the counter `per_seed` divides.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "daemon/content/front_matter.hpp"
#include "daemon/content/problem_list.hpp"
#include "daemon/content/seed.hpp"
#include "daemon/content/source_text.hpp"
#include "daemon/content/yaml_cpp_reader.hpp"
#include "daemon/content/yaml_fast_reader.hpp"
#include "tests/content/files.hpp"

namespace feed_exporter {
namespace {

constexpr YamlLimits limits{16, 5'000};

const std::vector<TestFile>& seeds() {
  static const std::vector<TestFile> files = [] {
    const char* named = std::getenv("FEED_EXPORTER_CORPUS");
    std::vector<TestFile> all = read_files(
        named != nullptr ? named : std::filesystem::path(FEED_EXPORTER_SOURCE_DIR) / "tests/seeds");
    std::erase_if(all, [](const TestFile& file) { return !opens_front_matter(file.text); });
    return all;
  }();
  return files;
}

/// Seconds a seed, shown in microseconds.
void report(benchmark::State& state) {
  state.counters["per_seed"] =
      benchmark::Counter(static_cast<double>(seeds().size()),
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void whole_seed(benchmark::State& state, ContentMode content) {
  Settings settings;
  settings.feeds.content = content;
  for (auto _ : state) {
    for (const TestFile& file : seeds()) benchmark::DoNotOptimize(parse_seed(file.path, file.text, settings));
  }
  report(state);
}
BENCHMARK_CAPTURE(whole_seed, without_body, ContentMode::summary)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_seed, with_body, ContentMode::full)->Unit(benchmark::kMicrosecond);

/// Only what comes before YAML: checking the bytes and finding the end of the front matter.
void clean_and_split(benchmark::State& state) {
  for (auto _ : state) {
    for (const TestFile& file : seeds()) {
      ProblemList problems(file.path);
      const SourceText source(file.text, problems);
      benchmark::DoNotOptimize(split_front_matter(source.text()));
    }
  }
  report(state);
}
BENCHMARK(clean_and_split)->Unit(benchmark::kMicrosecond);

/// The front matter of all seeds, cleaned.
std::vector<std::string> front_matters() {
  std::vector<std::string> texts;
  for (const TestFile& file : seeds()) {
    ProblemList problems(file.path);
    const SourceText source(file.text, problems);
    texts.emplace_back(split_front_matter(source.text()).yaml);
  }
  return texts;
}

void yaml_fast_reader(benchmark::State& state) {
  const std::vector<std::string> texts = front_matters();
  std::size_t accepted = 0;
  for (auto _ : state) {
    accepted = 0;
    for (const std::string& text : texts) {
      YamlTree tree;
      accepted += read_simple_yaml(text, limits, tree) ? 1 : 0;
    }
  }
  state.counters["accepted"] = static_cast<double>(accepted);
  state.counters["of"] = static_cast<double>(texts.size());
  report(state);
}
BENCHMARK(yaml_fast_reader)->Unit(benchmark::kMicrosecond);

void yaml_cpp_events(benchmark::State& state) {
  const std::vector<std::string> texts = front_matters();
  for (auto _ : state) {
    for (const std::string& text : texts) {
      ProblemList problems("seed");
      YamlTree tree;
      benchmark::DoNotOptimize(read_yaml_with_library(text, limits, tree, problems));
    }
  }
  report(state);
}
BENCHMARK(yaml_cpp_events)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace feed_exporter

BENCHMARK_MAIN();
