// SPDX-License-Identifier: MIT
// The least a cold start can take: opens, reads and closes every file below a folder, with two threads.
// Prints seconds of listing and of reading.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

int main(int, char** arguments) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[1])) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  const auto listed = Clock::now();
  const auto read_every_second = [&](std::size_t first) {
    std::vector<char> buffer(1024 * 1024);
    for (std::size_t i = first; i < paths.size(); i += 2) {
      const int file = ::open(paths[i].c_str(), O_RDONLY | O_CLOEXEC);
      while (::read(file, buffer.data(), buffer.size()) > 0) {
      }
      ::close(file);
    }
  };
  std::thread other(read_every_second, 0);
  read_every_second(1);
  other.join();
  const auto seconds = [](Clock::duration time) { return std::chrono::duration<double>(time).count(); };
  std::printf("%.4f %.4f\n", seconds(listed - start), seconds(Clock::now() - listed));
}
