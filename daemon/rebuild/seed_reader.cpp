// SPDX-License-Identifier: MIT
#include "daemon/rebuild/seed_reader.hpp"

#include <algorithm>
#include <exception>
#include <future>
#include <optional>
#include <utility>

#include "daemon/content/seed.hpp"
#include "daemon/content/taxonomy.hpp"

namespace feed_exporter {
namespace {

/// Files read and parsed between two calls of `consume`: at some 5 KB an article unpacked, a few megabytes.
constexpr std::size_t chunk_files = 1'024;

/// Threads that read where there is much to read: most of them wait for the disk when its cache is cold.
constexpr std::size_t reading_threads = 8;

ContentHash hash_refusal(const Problem& problem) {
  return hash_content(problem.rule + '\n' + problem.message);
}

Reading read_or_throw(const SeedTree& tree, const std::string& path, const KnownFile& known,
                      const Settings& settings) {
  Reading reading;
  if (!is_seed_path(path, settings.seeds) && !is_taxonomy_path(path)) return reading;
  ReadResult file = tree.read(path, known.late);
  switch (file.state) {
    case ReadState::absent:
      return reading;
    case ReadState::changing:
      reading.state = Reading::State::changing;
      return reading;
    case ReadState::refused:
      reading.hash = hash_refusal(file.problem);
      reading.state = reading.hash == known.hash ? Reading::State::unchanged : Reading::State::refused;
      reading.problem = std::move(file.problem);
      return reading;
    case ReadState::read:
      break;
  }
  reading.hash = hash_content(file.text);
  if (reading.hash == known.hash) {
    reading.state = Reading::State::unchanged;
  } else if (is_taxonomy_path(path)) {
    reading.state = Reading::State::taxonomy;
    reading.text = std::move(file.text);
  } else {
    reading.state = Reading::State::seed;
    reading.seed = parse_seed(path, file.text, settings);
  }
  return reading;
}

}  // namespace

Reading read_seed_file(const SeedTree& tree, const std::string& path, const KnownFile& known,
                       const Settings& settings) noexcept {
  try {
    return read_or_throw(tree, path, known, settings);
  } catch (...) {
    Reading reading;
    reading.state = Reading::State::failed;
    reading.failure = std::current_exception();
    return reading;
  }
}

void read_seed_files(const SeedTree& tree, std::span<const std::string> paths, const Settings& settings,
                     WorkerPool& workers, const std::function<KnownFile(const std::string&)>& known,
                     const std::function<void(std::span<const std::string>, std::span<Reading>)>& consume) {
  struct Chunk {
    std::span<const std::string> paths;
    std::vector<KnownFile> known;
    std::vector<Reading> readings;
  };
  // The ledger is asked for everything before the chunk is read, since `consume` changes it meanwhile.
  const auto make_chunk = [&](std::size_t first) {
    Chunk chunk;
    chunk.paths = paths.subspan(first, std::min(chunk_files, paths.size() - first));
    chunk.known.reserve(chunk.paths.size());
    for (const std::string& path : chunk.paths) chunk.known.push_back(known(path));
    chunk.readings.resize(chunk.paths.size());
    return chunk;
  };
  const auto fill = [&](Chunk& chunk, WorkerPool& pool) {
    pool.for_each(chunk.paths.size(), [&](std::size_t i) {
      chunk.readings[i] = read_seed_file(tree, chunk.paths[i], chunk.known[i], settings);
    });
  };

  if (paths.empty()) return;
  Chunk current = make_chunk(0);
  if (paths.size() <= chunk_files) {
    fill(current, workers);
    consume(current.paths, current.readings);
    return;
  }
  // Made for this batch alone, so that no idle thread and no memory of its stays behind.
  WorkerPool readers(std::max(reading_threads, workers.threads()));
  fill(current, readers);
  for (std::size_t first = chunk_files; first < paths.size(); first += chunk_files) {
    Chunk next = make_chunk(first);
    // Where there is no thread to be had, `get` does it.
    std::future<void> filled = std::async([&] { fill(next, readers); });
    consume(current.paths, current.readings);
    filled.get();
    if (workers.stopped()) throw WorkStopped();
    current = std::move(next);
  }
  consume(current.paths, current.readings);
}

}  // namespace feed_exporter
