// SPDX-License-Identifier: MIT
#include "daemon/serve/renderer.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <ranges>
#include <span>
#include <string_view>
#include <utility>

#include "daemon/serve/documents.hpp"
#include "daemon/serve/feed_name.hpp"
#include "daemon/serve/make_resource.hpp"
#include "daemon/serve/render_job.hpp"
#include "daemon/serve/site_values.hpp"
#include "daemon/serve/stamps.hpp"
#include "daemon/serve/topic_book.hpp"

namespace feed_exporter {
namespace {

/// Feeds that are unpacked at a time: enough to keep all threads busy, few enough to take little memory.
constexpr std::size_t feeds_at_a_time = 32;

/// Resources that get their slow codings in one go: few enough that a change waits only for a moment.
constexpr std::size_t completions_at_a_time = 32;

std::size_t body_bytes(const Resource* resource) {
  std::size_t bytes = 0;
  if (resource == nullptr) return bytes;
  for (const auto& representation : resource->representations) {
    if (representation) bytes += representation->body.size();
  }
  return bytes;
}

void put(Snapshot& next, const std::string& path, std::shared_ptr<const Resource> resource) {
  const auto* before = next.resources.get(path);
  next.rendered_bytes -= body_bytes(before == nullptr ? nullptr : before->get());
  next.rendered_bytes += body_bytes(resource.get());
  if (resource) {
    next.resources.insert_or_assign(path, std::move(resource));
  } else {
    next.resources.erase(path);
  }
}

FeedFacts make_facts(const Feed& feed) {
  FeedFacts facts;
  facts.updated = feed.updated;
  if (!feed.entries.empty()) {
    facts.newest_title = feed.entries.front().title;
    facts.newest = feed.entries.front().published;
  }
  facts.companions = find_companions(feed.slug, feed.entries);
  return facts;
}

}  // namespace

class Renderer::Impl {
 public:
  Impl(const Settings& settings, std::string base_url, WorkerPool& workers) : workers_(workers) {
    reset(settings, std::move(base_url));
  }

  void reset(const Settings& settings, std::string base_url);
  std::shared_ptr<const Snapshot> render(Catalog& catalog, const DaemonState& state,
                                         const Readiness& readiness, std::chrono::sys_seconds now);
  std::shared_ptr<const Snapshot> republish(const Readiness& readiness);
  void set_deferring(bool deferring) { deferring_ = deferring; }
  bool deferred() const { return !deferred_.empty(); }
  std::optional<std::chrono::sys_seconds> next_stamp() const { return stamps_.next_due(); }
  std::size_t rendered_bytes() const { return snapshot_ ? snapshot_->rendered_bytes : 0; }

 private:
  std::vector<std::string> take_changed_feeds(Catalog& catalog, bool everything);
  void update_names(const Catalog& catalog);
  std::vector<Feed> unpack(const Catalog& catalog, std::span<const std::string> slugs);
  void append_site_documents(const DaemonState& state, bool everything, std::vector<Document>& documents);
  void run_jobs(std::vector<Document> documents, bool everything, std::chrono::sys_seconds now);
  void complete();
  std::shared_ptr<const Resource> find(const std::string& path) const;
  bool publish_changes(Snapshot& next, std::chrono::sys_seconds now);

  WorkerPool& workers_;
  // Constant between resets.
  Site site_;
  std::string base_path_;
  std::size_t items_ = 0;
  std::chrono::sys_seconds epoch_;

  /// What the documents of the site as a whole were made of.
  Directory directory_;
  DaemonState state_;
  std::shared_ptr<const FeedNames> names_;
  TopicBook book_;
  Stamps stamps_;
  std::shared_ptr<const Snapshot> snapshot_;
  /// Render all and compare: at first, after new settings, and after a rendering that did not end.
  bool everything_ = true;

  bool deferring_ = false;
  /// What lacks the slow codings, by path.
  std::map<std::string, ResourceTraits> deferred_;

  // Of one rendering.
  std::vector<RenderJob> changed_;
  std::vector<std::string> vanished_;
};

void Renderer::Impl::reset(const Settings& settings, std::string base_url) {
  base_path_ = base_path_of(base_url);
  site_ = make_site(settings, std::move(base_url));
  epoch_ = settings.site.epoch;
  items_ = settings.feeds.items;
  everything_ = true;
}

std::shared_ptr<const Snapshot> Renderer::Impl::render(Catalog& catalog, const DaemonState& state,
                                                       const Readiness& readiness,
                                                       std::chrono::sys_seconds now) {
  // Until all is done, what was taken from the catalog would be lost if anything threw.
  const bool everything = std::exchange(everything_, true);
  changed_.clear();

  const std::vector<std::string> slugs = take_changed_feeds(catalog, everything);
  std::size_t done = 0;
  do {
    const std::size_t count = std::min(feeds_at_a_time, slugs.size() - done);
    const std::vector<Feed> feeds = unpack(catalog, std::span(slugs).subspan(done, count));
    done += count;
    std::vector<Document> documents;
    // Together with the last feeds, and before them, as these documents may be the longest.
    if (done == slugs.size()) append_site_documents(state, everything, documents);
    for (const Feed& feed : feeds) append_feed_documents(feed, documents);
    run_jobs(std::move(documents), everything, now);
  } while (done < slugs.size());
  complete();

  auto next = snapshot_ ? std::make_shared<Snapshot>(*snapshot_) : std::make_shared<Snapshot>();
  bool differs = publish_changes(*next, now);
  // Else they would keep alive what they replaced.
  changed_.clear();
  differs = differs || !snapshot_ || next->readiness != readiness || next->names != names_ ||
            next->site != site_ || next->base_path != base_path_;
  everything_ = false;
  vanished_.clear();
  if (!differs) return nullptr;
  next->names = names_;
  next->site = site_;
  next->base_path = base_path_;
  next->readiness = readiness;
  snapshot_ = std::move(next);
  return snapshot_;
}

std::shared_ptr<const Snapshot> Renderer::Impl::republish(const Readiness& readiness) {
  if (!snapshot_) return nullptr;
  auto next = std::make_shared<Snapshot>(*snapshot_);
  next->readiness = readiness;
  snapshot_ = std::move(next);
  return snapshot_;
}

/// Slugs of the feeds to be rendered, sorted; takes over topics, names and what has vanished.
std::vector<std::string> Renderer::Impl::take_changed_feeds(Catalog& catalog, bool everything) {
  std::vector<std::string> slugs = catalog.take_dirty();
  if (!catalog.take_directory_dirty() && !everything) {
    std::erase_if(slugs, [&](const std::string& slug) { return !book_.contains(slug); });
    return slugs;
  }
  std::vector<TopicSummary> topics = catalog.topics();
  topics.insert(topics.begin(), summarize_everything(site_, catalog.size()));
  TopicChanges changes = book_.update(std::move(topics), catalog.groups());
  std::ranges::move(changes.vanished, std::back_inserter(vanished_));
  update_names(catalog);
  if (everything) {
    slugs = book_.slugs();
  } else {
    std::ranges::move(changes.changed, std::back_inserter(slugs));
  }
  std::ranges::sort(slugs);
  const auto repeated = std::ranges::unique(slugs);
  slugs.erase(repeated.begin(), repeated.end());
  std::erase_if(slugs, [&](const std::string& slug) { return !book_.contains(slug); });
  return slugs;
}

void Renderer::Impl::update_names(const Catalog& catalog) {
  std::vector<Tag> topics;
  for (const std::string& slug : book_.slugs()) topics.push_back({slug, book_.summary(slug).name});
  const auto shown = catalog.aliases();
  Aliases aliases(shown.begin(), shown.end());
  GroupMembers members = book_.group_members();
  if (names_ && topics == names_->topics && aliases == names_->aliases && members == names_->members) return;
  names_ = std::make_shared<const FeedNames>(
      make_feed_names(std::move(topics), std::move(aliases), std::move(members)));
}

std::vector<Feed> Renderer::Impl::unpack(const Catalog& catalog, std::span<const std::string> slugs) {
  std::vector<Feed> feeds(slugs.size());
  std::vector<FeedFacts> facts(slugs.size());
  workers_.for_each(slugs.size(), [&](std::size_t i) {
    const TopicSummary& topic = book_.summary(slugs[i]);
    feeds[i] = make_feed(site_, topic, catalog.entries(topic.slug, items_), epoch_);
    facts[i] = make_facts(feeds[i]);
    feeds[i].related_topics = book_.related(topic.slug, facts[i].companions);
  });
  for (std::size_t i = 0; i < slugs.size(); ++i) book_.set_facts(slugs[i], std::move(facts[i]));
  return feeds;
}

void Renderer::Impl::append_site_documents(const DaemonState& state, bool everything,
                                           std::vector<Document>& documents) {
  Directory directory = book_.directory(site_, epoch_);
  const bool new_directory = everything || directory != directory_;
  const bool new_state = state != state_;
  directory_ = std::move(directory);
  state_ = state;
  if (everything) append_asset_documents(site_, documents);
  if (new_directory) append_directory_documents(directory_, documents);
  if (new_directory || new_state) append_index_document(directory_, state_, documents);
}

std::shared_ptr<const Resource> Renderer::Impl::find(const std::string& path) const {
  const auto* resource = snapshot_ ? snapshot_->resources.get(path) : nullptr;
  return resource == nullptr ? nullptr : *resource;
}

void Renderer::Impl::run_jobs(std::vector<Document> documents, bool everything,
                              std::chrono::sys_seconds now) {
  std::vector<RenderJob> jobs(documents.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    jobs[i].before = find(documents[i].path);
    jobs[i].document = std::move(documents[i]);
  }
  // The longest first, so that the threads end at about the same time.
  std::ranges::stable_sort(jobs, std::greater<>(), [](const RenderJob& job) {
    return job.before ? job.before->identity().body.size() : 0;
  });
  const RenderTerms terms{stamps_, now, deferring_ ? Codings::quick : Codings::all, everything};
  workers_.for_each(jobs.size(), [&](std::size_t i) { run(jobs[i], terms); });
  for (RenderJob& job : jobs) {
    if (job.after == job.before) continue;
    const std::string& path = job.document.path;
    if (job.new_body && !deferring_) {
      deferred_.erase(path);
    } else if (job.new_body || deferred_.contains(path)) {
      deferred_.insert_or_assign(path, job.document.traits);
    }
    changed_.push_back(std::move(job));
  }
}

/// Adds some of what earlier calls left out, unless there are changes to be served first.
void Renderer::Impl::complete() {
  std::erase_if(deferred_, [&](const auto& path_and_traits) {
    const auto name = split_feed_path(path_and_traits.first);
    // Style sheets stand beside the feeds.
    return name && name->format != nullptr && !book_.contains(name->slug);
  });
  if (!changed_.empty()) return;
  std::vector<RenderJob> jobs;
  for (const auto& [path, traits] : deferred_ | std::views::take(completions_at_a_time)) {
    RenderJob& job = jobs.emplace_back();
    job.before = find(path);
    job.document = {path, traits, nullptr};
  }
  workers_.for_each(jobs.size(), [&](std::size_t i) { run_completion(jobs[i]); });
  for (RenderJob& job : jobs) {
    deferred_.erase(job.document.path);
    if (job.after != job.before) changed_.push_back(std::move(job));
  }
}

/// Whether anything changed.
bool Renderer::Impl::publish_changes(Snapshot& next, std::chrono::sys_seconds now) {
  for (const std::string& slug : vanished_) {
    // It may have come back since a rendering that did not end.
    if (book_.contains(slug)) continue;
    for (const Format& format : formats()) {
      const std::string path = plain_feed_path(slug, format);
      stamps_.forget(path);
      put(next, path, nullptr);
    }
  }
  for (RenderJob& job : changed_) {
    if (job.new_body) stamps_.record(job.document.path, job.stamp);
    put(next, job.document.path, std::move(job.after));
  }
  const auto due = stamps_.take_due(now);
  for (const auto& [path, stamp] : due) {
    put(next, path, add_last_modified(**next.resources.get(path), stamp));
  }
  return !changed_.empty() || !vanished_.empty() || !due.empty();
}

Renderer::Renderer(const Settings& settings, std::string base_url, WorkerPool& workers)
    : impl_(std::make_unique<Impl>(settings, std::move(base_url), workers)) {}

Renderer::~Renderer() = default;

std::shared_ptr<const Snapshot> Renderer::render(Catalog& catalog, const DaemonState& state,
                                                 const Readiness& readiness, std::chrono::sys_seconds now) {
  return impl_->render(catalog, state, readiness, now);
}

void Renderer::reset(const Settings& settings, std::string base_url) {
  impl_->reset(settings, std::move(base_url));
}

std::shared_ptr<const Snapshot> Renderer::republish(const Readiness& readiness) {
  return impl_->republish(readiness);
}

void Renderer::set_deferring(bool deferring) {
  impl_->set_deferring(deferring);
}

bool Renderer::deferred() const {
  return impl_->deferred();
}

std::optional<std::chrono::sys_seconds> Renderer::next_stamp() const {
  return impl_->next_stamp();
}

std::size_t Renderer::rendered_bytes() const {
  return impl_->rendered_bytes();
}

}  // namespace feed_exporter
