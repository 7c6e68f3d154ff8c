// SPDX-License-Identifier: MIT
#include "tests/fuzz/mutator.hpp"

#include <algorithm>
#include <cstdlib>

namespace feed_exporter {

std::size_t Mutator::pick(std::size_t below) {
  // The distributions of the library differ between implementations; the generator does not.
  return below == 0 ? 0 : static_cast<std::size_t>(random_() % below);
}

std::string Mutator::mutate(const std::string& text, const std::string& other) {
  std::string changed = text;
  for (std::size_t changes = 1 + pick(4); changes > 0; --changes) change_once(changed, other);
  return changed;
}

void Mutator::change_once(std::string& text, const std::string& other) {
  const std::size_t at = pick(text.size() + 1);
  switch (pick(8)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(pick(256));
      break;
    case 1:
      text.erase(at, 1 + pick(3));
      break;
    case 2:
      text.erase(at, pick(text.size() / 4 + 1));
      break;
    case 3:
    case 4:
      text.insert(at, pieces_[pick(pieces_.size())]);
      break;
    case 5: {
      const std::size_t from = pick(other.size() + 1);
      text.insert(at, other.substr(from, pick(60)));
      break;
    }
    default:
      change_line(text);
  }
}

void Mutator::change_line(std::string& text) {
  const std::size_t begin = text.rfind('\n', pick(text.size() + 1)) + 1;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  const std::string line = text.substr(begin, end - begin) + '\n';
  switch (pick(5)) {
    case 0:
      text.insert(begin, line);
      break;
    case 1:
      text.erase(begin, line.size());
      break;
    case 2:
      text.insert(begin, 1 + pick(4), ' ');
      break;
    case 3:
      text.erase(begin, std::min(1 + pick(3), line.find_first_not_of(' ')));
      break;
    default:
      text.insert(std::min(text.rfind('\n', pick(text.size() + 1)) + 1, text.size()), line);
  }
}

std::size_t fuzz_rounds(std::size_t usual) {
  const char* rounds = std::getenv("FEED_EXPORTER_FUZZ_ROUNDS");
  return rounds == nullptr ? usual : static_cast<std::size_t>(std::strtoull(rounds, nullptr, 10));
}

}  // namespace feed_exporter
