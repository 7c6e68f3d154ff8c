// SPDX-License-Identifier: MIT
// What other threads want done on a serving thread. With it as the only way in, that thread's io_context
// needs no locks of its own.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <functional>
#include <mutex>
#include <vector>

namespace feed_exporter {

class Mailbox {
 public:
  using Job = std::function<void()>;

  /// Throws std::system_error if there is no descriptor left.
  explicit Mailbox(boost::asio::io_context& context);

  /// Any thread: `job` will be called on the thread that runs the context. If that has ended, it never is.
  /// What it throws comes out of the context's `run`, once the other jobs have been called.
  void post(Job job);

  /// The context's thread: waits for jobs, which keeps the context running until `close`.
  void open();
  void close();

 private:
  void run_jobs();

  std::mutex mutex_;
  // Guarded by mutex_.
  std::vector<Job> jobs_;
  /// An eventfd(2).
  boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type> bell_;
  const int bell_descriptor_;
};

}  // namespace feed_exporter
