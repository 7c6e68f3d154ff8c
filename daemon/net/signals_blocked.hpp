// SPDX-License-Identifier: MIT
// Blocks all signals for the threads started while it lives: signals are the main thread's business, and
// sendfile(2) and write(2) know no other way to be spared SIGPIPE. Own this on the thread that starts others.
#pragma once

#include <csignal>

namespace feed_exporter {

class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace feed_exporter
