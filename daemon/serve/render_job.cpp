// SPDX-License-Identifier: MIT
#include "daemon/serve/render_job.hpp"

#include <string>
#include <utility>

namespace feed_exporter {

void run(RenderJob& job, const RenderTerms& terms) {
  thread_local std::string bytes;
  bytes.clear();
  const Document& document = job.document;
  document.render(bytes);
  if (!job.before || job.before->identity().etag != make_etag(bytes, Coding::identity)) {
    job.new_body = true;
    job.stamp = terms.stamps.stamp_for(document.path, terms.now);
    job.after = make_resource(document.traits, bytes, job.stamp, terms.codings);
    return;
  }
  job.after = job.before;
  if (!terms.compare_heads) return;
  auto remade = remake_heads(*job.before, document.traits);
  if (remade->identity().head_200 != job.before->identity().head_200) job.after = std::move(remade);
}

void run_completion(RenderJob& job) {
  auto completed = add_slow_codings(*job.before, job.document.traits);
  job.after = completed ? std::move(completed) : job.before;
}

}  // namespace feed_exporter
