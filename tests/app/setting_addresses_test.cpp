// SPDX-License-Identifier: MIT
// What settings accept, the server understands: else a mistake would be told without its place.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "config/load_settings.hpp"
#include "daemon/net/listen_address.hpp"
#include "daemon/net/trusted_proxies.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(app_setting_addresses)

BOOST_AUTO_TEST_CASE(addresses_that_settings_accept_are_understood) {
  const Settings settings = parse_settings(
      "[server]\n"
      "listen = 127.0.0.1:0, 0.0.0.0:65535, 127.0.0.1:00080, [::]:80, [2001:db8::1]:1, "
      "[::ffff:192.0.2.1]:80, "
      "[fe80::1%lo]:8080, unix:/x, unix:/" +
          std::string(106, 'x') +
          "\n"
          "trusted_proxies = 192.0.2.1, 192.0.2.0/24, 0.0.0.0/0, ::1, 2001:db8::/032, fd00::/128, unix\n",
      "f.ini");
  for (const std::string& address : settings.server.listen)
    BOOST_CHECK_NO_THROW(ListenAddress::parse(address));
  BOOST_CHECK_NO_THROW(TrustedProxies(settings.server.trusted_proxies));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
