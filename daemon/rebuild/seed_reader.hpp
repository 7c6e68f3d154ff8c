// SPDX-License-Identifier: MIT
// Reads and parses many files in parallel, a chunk at a time, so that few articles are held unpacked at once
// and the disk always has several requests to work on.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/content/article.hpp"
#include "daemon/content/problem.hpp"
#include "daemon/content/seed_tree.hpp"
#include "daemon/rebuild/content_hash.hpp"
#include "daemon/worker_pool.hpp"

namespace feed_exporter {

/// What the reading of one file came to.
struct Reading {
  enum class State : std::uint8_t {
    absent,
    /// `problem` says why.
    refused,
    changing,
    /// An exception: memory, or a fault of the program; `failure` is set.
    failed,
    /// The bytes are those known already; nothing was parsed.
    unchanged,
    /// `seed` is set.
    seed,
    /// `text` is set.
    taxonomy,
  };
  State state = State::absent;
  /// Of the bytes, or of the reason if refused.
  ContentHash hash;
  Seed seed;
  std::string text;
  Problem problem;
  std::exception_ptr failure;
};

/// What is known of a file before it is read.
struct KnownFile {
  ContentHash hash;
  /// `put_up_with` once it has been put off for long enough: it is read though it may be half written.
  LateChange late = LateChange::put_off;
};

/// Reads one file and parses it, unless its bytes are those known. Never throws.
Reading read_seed_file(const SeedTree& tree, const std::string& path, const KnownFile& known,
                       const Settings& settings) noexcept;

/// Reads all `paths` (on the pool, and for many of them on further threads of its own). `known` is asked for
/// what is known of a path, `consume` gets each chunk's paths and readings in order; both are called on the
/// calling thread, `consume` while the next chunk is being read. Throws WorkStopped when the pool is stopped.
void read_seed_files(const SeedTree& tree, std::span<const std::string> paths, const Settings& settings,
                     WorkerPool& workers, const std::function<KnownFile(const std::string&)>& known,
                     const std::function<void(std::span<const std::string>, std::span<Reading>)>& consume);

}  // namespace feed_exporter
