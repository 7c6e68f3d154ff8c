// SPDX-License-Identifier: MIT
#include "daemon/rebuild/ledger.hpp"

#include <cstring>
#include <new>
#include <utility>

#include "daemon/content/seed_path.hpp"

namespace feed_exporter {
namespace {

struct SplitPath {
  std::string_view folder;
  std::string_view name;
};

SplitPath split(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {{}, path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

}  // namespace

void Ledger::FreeFile::operator()(File* file) const {
  static_assert(std::is_trivially_destructible_v<File>);
  ::operator delete(file);
}

std::size_t Ledger::NameHash::operator()(std::string_view name) const {
  return static_cast<std::size_t>(hash_content(name).low);
}

Ledger::FilePointer Ledger::make_file(std::string_view name, const FileRecord& record) {
  void* memory = ::operator new(sizeof(File) + name.size());
  FilePointer file(new (memory) File{record, static_cast<std::uint32_t>(name.size())});
  std::memcpy(static_cast<void*>(file.get() + 1), name.data(), name.size());
  return file;
}

Ledger::File* Ledger::look_up(std::string_view path) const {
  const auto [folder, name] = split(path);
  const auto files = folders_.find(folder);
  if (files == folders_.end()) return nullptr;
  const auto file = files->second.find(name);
  return file == files->second.end() ? nullptr : file->get();
}

const FileRecord* Ledger::find(std::string_view path) const {
  const File* file = look_up(path);
  return file == nullptr ? nullptr : &file->record;
}

void Ledger::set(std::string_view path, const FileRecord& record) {
  if (File* file = look_up(path)) {
    count(file->record, static_cast<std::size_t>(-1));
    file->record = record;
  } else {
    const auto [folder, name] = split(path);
    auto files = folders_.find(folder);
    if (files == folders_.end()) files = folders_.emplace(folder, Folder{}).first;
    files->second.insert(make_file(name, record));
  }
  count(record, 1);
}

void Ledger::erase(std::string_view path) {
  const auto [folder, name] = split(path);
  const auto files = folders_.find(folder);
  if (files == folders_.end()) return;
  const auto file = files->second.find(name);
  if (file == files->second.end()) return;
  count((*file)->record, static_cast<std::size_t>(-1));
  files->second.erase(file);
  if (files->second.empty()) folders_.erase(files);
}

void Ledger::distrust() {
  for (auto& [folder, files] : folders_) {
    for (const FilePointer& file : files) file->record.stale = true;
  }
}

void Ledger::for_each_below(
    std::string_view folder,
    const std::function<void(const std::string& path, const FileRecord&)>& visit) const {
  std::string path;
  for (auto files = folders_.lower_bound(folder); files != folders_.end() && files->first.starts_with(folder);
       ++files) {
    // `news-old` begins with `news`, but is no part of it.
    if (!lies_below(files->first, folder)) continue;
    path = files->first;
    if (!path.empty()) path += '/';
    const std::size_t stem = path.size();
    for (const FilePointer& file : files->second) {
      path.resize(stem);
      path += file->name();
      visit(path, file->record);
    }
  }
}

void Ledger::count(const FileRecord& record, std::size_t by) {
  size_ += by;
  if (record.kind == FileKind::not_a_seed) not_seeds_ += by;
  if (record.shown) shown_ += by;
}

}  // namespace feed_exporter
