// SPDX-License-Identifier: MIT
#include "tests/rebuild/seed_site.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace feed_exporter {
namespace {

/// The bounded number of ticks within one `pass`: many more than any test needs.
constexpr int most_ticks = 10'000;

std::string without_last_modified(std::string head) {
  const std::size_t begin = head.find("Last-Modified:");
  if (begin != std::string::npos) head.erase(begin, head.find("\r\n", begin) + 2 - begin);
  return head;
}

}  // namespace

Clock ManualClock::clock() const {
  Clock clock;
  clock.wall = [state = state_] {
    if (state->broken) throw std::runtime_error("the clock is broken");
    return std::chrono::floor<std::chrono::seconds>(state->wall);
  };
  clock.steady = [state = state_] { return state->steady; };
  return clock;
}

void ManualClock::pass(std::chrono::milliseconds time) {
  state_->wall += time;
  state_->steady += time;
}

std::chrono::sys_seconds ManualClock::wall() const {
  return std::chrono::floor<std::chrono::seconds>(state_->wall);
}

std::map<std::string, std::string> contents(const Snapshot& snapshot) {
  constexpr const char* codings[] = {"br", "zstd", "gzip", "identity"};
  std::map<std::string, std::string> documents;
  for (const auto& [path, resource] : snapshot.resources) {
    for (std::size_t coding = 0; coding < coding_count; ++coding) {
      const auto& representation = resource->representations[coding];
      if (!representation) continue;
      documents[path + " " + codings[coding]] = representation->body.read() + "\n" + representation->etag +
                                                "\n" + without_last_modified(representation->head_200) +
                                                "\n" + without_last_modified(representation->head_304);
    }
    documents[path + " format"] = resource->format;
  }
  for (const auto& [alias, slug] : snapshot.names->aliases) documents["alias " + alias] = slug;
  std::vector<std::string> topics;
  for (const Tag& topic : snapshot.names->topics) topics.push_back(topic.slug + " " + topic.name);
  std::ranges::sort(topics);
  for (const std::string& topic : topics) documents["topics"] += topic + "\n";
  documents["base"] = snapshot.site.base_url + " " + snapshot.base_path;
  documents["readiness"] = snapshot.readiness.ready ? "ready" : "not ready";
  for (const std::string& reason : snapshot.readiness.reasons) documents["readiness"] += "\n" + reason;
  documents["readiness"] += "\n" + snapshot.readiness.polling;
  return documents;
}

std::optional<std::string> body_at(const Snapshot& snapshot, const std::string& path) {
  const auto* resource = snapshot.resources.get(path);
  if (resource == nullptr) return std::nullopt;
  return (*resource)->identity().body.read();
}

std::string difference(const std::map<std::string, std::string>& left,
                       const std::map<std::string, std::string>& right) {
  std::string text;
  for (const auto& [key, value] : left) {
    const auto other = right.find(key);
    if (other == right.end()) {
      text += "only left: " + key + "\n";
    } else if (other->second != value) {
      const auto at = std::ranges::mismatch(value, other->second).in1 - value.begin();
      const std::size_t from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 80));
      text += "differs: " + key + "\n";
      if (key.ends_with(" identity")) {
        text +=
            "  left:  " + value.substr(from, 240) + "\n  right: " + other->second.substr(from, 240) + "\n";
      }
    }
  }
  for (const auto& [key, value] : right) {
    if (!left.contains(key)) text += "only right: " + key + "\n";
  }
  return text;
}

SeedSite::SeedSite(Settings settings, ManualClock clock, std::size_t threads)
    : settings_(std::move(settings)),
      clock_(std::move(clock)),
      workers_(threads),
      rebuilder_(std::make_unique<Rebuilder>(settings_, settings_.site.base_url, log_.log(), workers_,
                                             clock_.clock())) {}

std::shared_ptr<const Snapshot> SeedSite::rebuild(std::vector<std::string> paths) {
  Batch batch;
  batch.paths = std::move(paths);
  std::ranges::sort(batch.paths);
  return rebuild(batch);
}

std::shared_ptr<const Snapshot> SeedSite::rebuild(const Batch& batch) {
  auto snapshot = rebuilder_->rebuild(batch);
  const auto later = pass(std::chrono::milliseconds(0));
  return later ? later : snapshot;
}

std::shared_ptr<const Snapshot> SeedSite::rebuild_everything() {
  Batch batch;
  batch.everything = true;
  return rebuild(batch);
}

std::shared_ptr<const Snapshot> SeedSite::rebuild_folder(std::string folder) {
  Batch batch;
  batch.folders.push_back(std::move(folder));
  return rebuild(batch);
}

std::shared_ptr<const Snapshot> SeedSite::pass(std::chrono::milliseconds time) {
  const auto end = clock_.steady() + time;
  std::shared_ptr<const Snapshot> last;
  for (int i = 0; i < most_ticks; ++i) {
    const auto next = rebuilder_->next_tick();
    if (!next || *next > end) {
      clock_.pass(std::chrono::ceil<std::chrono::milliseconds>(end - clock_.steady()));
      return last;
    }
    if (*next > clock_.steady()) {
      clock_.pass(std::chrono::ceil<std::chrono::milliseconds>(*next - clock_.steady()));
    }
    if (auto snapshot = rebuilder_->rebuild()) last = std::move(snapshot);
  }
  throw std::runtime_error("the rebuilder asks for ticks without end");
}

bool SeedSite::shows(const std::string& text, const std::string& path) const {
  const auto document = body(path);
  return document && document->find(text) != std::string::npos;
}

Settings settings_for(const SeedDirectory& directory) {
  Settings settings;
  settings.seeds.directory = directory.root();
  settings.site.base_url = "https://feeds.example.org";
  settings.site.authority = "example.org,2026";
  return settings;
}

FreshSite::FreshSite(const Settings& settings, const ManualClock& clock) {
  SeedSite site(settings, clock);
  site.rebuild_everything();
  documents = contents(site.snapshot());
  problems = site.rebuilder().problems();
}

}  // namespace feed_exporter
