// SPDX-License-Identifier: MIT
#include "daemon/net/mailbox.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(mailbox)

BOOST_AUTO_TEST_CASE(does_each_job_once_though_one_throws) {
  boost::asio::io_context context(1);
  Mailbox mailbox(context);
  std::string done;
  mailbox.open();
  mailbox.post([&] { done += 'a'; });
  mailbox.post([] { throw std::runtime_error("job"); });
  mailbox.post([&] { done += 'b'; });
  BOOST_CHECK_THROW(context.run_one(), std::runtime_error);
  BOOST_TEST(done == "ab");
  mailbox.post([&] { done += 'c'; });
  context.run_one();
  BOOST_TEST(done == "abc");
  mailbox.close();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
