// SPDX-License-Identifier: MIT
#include "daemon/net/mailbox.hpp"

#include <sys/eventfd.h>

#include <cerrno>
#include <exception>
#include <system_error>
#include <utility>

namespace feed_exporter {
namespace {

int make_eventfd() {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  return descriptor;
}

}  // namespace

Mailbox::Mailbox(boost::asio::io_context& context)
    : bell_(context.get_executor(), make_eventfd()), bell_descriptor_(bell_.native_handle()) {}

void Mailbox::post(Job job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  // With the lock held, as `close` may end the descriptor's life.
  if (bell_.is_open()) ::eventfd_write(bell_descriptor_, 1);
}

void Mailbox::open() {
  bell_.async_wait(boost::asio::posix::descriptor_base::wait_read, [this](boost::system::error_code error) {
    if (!error) run_jobs();
  });
}

void Mailbox::close() {
  const std::lock_guard lock(mutex_);
  boost::system::error_code ignored;
  bell_.close(ignored);
}

void Mailbox::run_jobs() {
  eventfd_t rings = 0;
  ::eventfd_read(bell_descriptor_, &rings);
  open();
  std::vector<Job> jobs;
  {
    const std::lock_guard lock(mutex_);
    jobs.swap(jobs_);
  }
  std::exception_ptr failure;
  for (const Job& job : jobs) {
    try {
      job();
    } catch (...) {
      failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace feed_exporter
