// SPDX-License-Identifier: MIT
// A file that takes its place whole or not at all. One thread, and no other in the process: TERM and INT wait
// until it is in its place or gone.
#pragma once

#include <filesystem>
#include <string_view>

#include "daemon/content/descriptor.hpp"
#include "daemon/net/signals_blocked.hpp"

namespace feed_exporter {

/// A name below which a file may be found for a moment, or after a `kill -9`: what has it is of no use to
/// anybody.
inline constexpr const char* new_file_name = ".feed-exporter-new";

/// `unnamed_if_possible`: until it is complete the file has no name, so that nothing is left of it whatever
/// happens; not every file system can do that.
enum class Staging { unnamed_if_possible, named };

class NewFile {
 public:
  /// `folder` is the open folder of `target`, whose full path stands in errors only. All members throw
  /// std::runtime_error that names it.
  NewFile(int folder, std::filesystem::path target, Staging staging = Staging::unnamed_if_possible);
  /// Leaves nothing behind but a file that was committed.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view bytes);
  /// Puts it in place of whatever stands there, but for a folder.
  void commit();

 private:
  void open_named();
  [[noreturn]] void fail() const;

  SignalsBlocked blocked_;
  int folder_;
  std::filesystem::path target_;
  Descriptor descriptor_;
  bool named_ = false;
};

}  // namespace feed_exporter
