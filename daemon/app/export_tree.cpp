// SPDX-License-Identifier: MIT
#include "daemon/app/export_tree.hpp"

#include <set>
#include <stdexcept>

#include "daemon/app/export_manifest.hpp"
#include "daemon/app/output_directory.hpp"

namespace feed_exporter {
namespace {

/// Names the files that are ours.
constexpr const char* manifest_name = ".feed-exporter-files";

ExportManifest read_manifest(const OutputDirectory& output) {
  const OutputFile file = output.read(manifest_name);
  if (file.there && !file.bytes)
    throw std::runtime_error(output.full_path(manifest_name).string() + ": it cannot be read");
  return ExportManifest::parse(file.bytes.value_or(""));
}

void write_if_other(const OutputDirectory& output, const std::string& path, const std::string& bytes) {
  if (output.read(path).bytes != bytes) output.write(path, bytes);
}

/// What has to be done, found out before anything is.
struct Plan {
  std::vector<std::string> write;
  std::vector<std::string> remove;
  /// Of the files as they will be, and also as they are until then.
  ExportManifest after;
  ExportManifest meanwhile;
};

Plan make_plan(const OutputDirectory& output, const std::map<std::string, std::string>& files,
               const ExportManifest& earlier, ExportResult& result) {
  Plan plan;
  for (const auto& [path, bytes] : files) {
    const ContentHash hash = hash_content(bytes);
    plan.after.add(path, hash);
    plan.meanwhile.add(path, hash);
    const OutputFile found = output.read(path);
    if (found.bytes == bytes) {
      ++result.unchanged;
      continue;
    }
    if (found.there && !earlier.names(path)) {
      throw std::runtime_error(
          output.full_path(path).string() +
          ": no export wrote this, so none overwrites it: move it away or export elsewhere");
    }
    if (found.bytes) {
      const ContentHash present = hash_content(*found.bytes);
      if (earlier.wrote(path, present)) plan.meanwhile.add(path, present);
    }
    plan.write.push_back(path);
  }
  for (const auto& [path, hashes] : earlier.files()) {
    if (files.contains(path)) continue;
    const OutputFile found = output.read(path);
    if (!found.there) continue;
    const ContentHash present = hash_content(found.bytes.value_or(""));
    if (found.bytes && earlier.wrote(path, present)) {
      plan.meanwhile.add(path, present);
      plan.remove.push_back(path);
    } else {
      result.left.push_back(output.full_path(path));
    }
  }
  return plan;
}

/// What a run left that was killed is in a folder that one of the two names.
void sweep(const OutputDirectory& output, const ExportManifest& earlier, const ExportManifest& after) {
  std::set<std::filesystem::path> swept;
  for (const ExportManifest* manifest : {&earlier, &after}) {
    for (const auto& [path, hashes] : manifest->files()) {
      if (swept.insert(std::filesystem::path(path).parent_path()).second) output.sweep(path);
    }
  }
  output.sweep(manifest_name);
}

}  // namespace

ExportResult export_tree(const std::filesystem::path& root, const std::map<std::string, std::string>& files,
                         const std::function<void(std::size_t, std::size_t)>& progress) {
  const OutputDirectory output(root);
  const ExportManifest earlier = read_manifest(output);
  ExportResult result;
  const Plan plan = make_plan(output, files, earlier, result);
  sweep(output, earlier, plan.after);
  write_if_other(output, manifest_name, plan.meanwhile.to_text());
  for (const std::string& path : plan.write) {
    output.write(path, files.at(path));
    progress(++result.written, plan.write.size());
  }
  for (const std::string& path : plan.remove) output.remove(path);
  result.removed = plan.remove.size();
  write_if_other(output, manifest_name, plan.after.to_text());
  return result;
}

}  // namespace feed_exporter
