// SPDX-License-Identifier: MIT
#include "config/address.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "config/load_settings.hpp"
#include "config/value.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(config_address)

BOOST_AUTO_TEST_CASE(a_listener_is_an_address_of_a_machine_with_a_port_or_a_path) {
  for (const std::string good :
       {"127.0.0.1:0", "0.0.0.0:65535", "[::]:80", "[2001:db8::1]:8080", "[fe80::1%lo]:8080",
        "[::ffff:192.0.2.1]:80", "localhost:0", "unix:/x", "unix:/run/a b.sock"}) {
    BOOST_CHECK_NO_THROW(check_listen_address(good));
  }
  for (const std::string& bad : std::vector<std::string>{"",
                                                         ":",
                                                         ":80",
                                                         "8080",
                                                         "127.0.0.1",
                                                         "127.0.0.1:",
                                                         "127.0.0.1:http",
                                                         "127.0.0.1:-1",
                                                         "127.0.0.1:+1",
                                                         "127.0.0.1:65536",
                                                         "127.0.0.1:99999",
                                                         "127.0.0.1:99999999999",
                                                         "256.1.1.1:0",
                                                         "127.1:0",
                                                         "0x7f000001:0",
                                                         "[zz]:0",
                                                         "[]:0",
                                                         "[127.0.0.1]:0",
                                                         "[fe80::1%]:0",
                                                         "::1:80",
                                                         "[::1",
                                                         "[::1]",
                                                         "[::1]80",
                                                         "foo bar:0",
                                                         "example.org:80",
                                                         "Localhost:80",
                                                         "http://127.0.0.1:80",
                                                         "unix:",
                                                         "unix:/",
                                                         "unix:relative",
                                                         "unix:/" + std::string(107, 'x')}) {
    BOOST_CHECK_EXCEPTION(check_listen_address(bad), ValueError, [&](const ValueError& error) {
      return std::string(error.what()).find("`" + bad + "`") == 0;
    });
  }
}

BOOST_AUTO_TEST_CASE(a_trusted_proxy_is_an_address_a_network_or_unix) {
  for (const std::string good :
       {"192.0.2.1", "192.0.2.0/24", "0.0.0.0/0", "::1", "2001:db8::/32", "fd00::/128", "unix"}) {
    BOOST_CHECK_NO_THROW(check_trusted_proxy(good));
  }
  for (const std::string bad :
       {"", "nginx", "localhost", "192.0.2", "192.0.2.256", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1",
        "192.0.2.0/8/8", "2001:db8::/129", "[::1]", "::1%lo", "*"}) {
    BOOST_CHECK_EXCEPTION(check_trusted_proxy(bad), ValueError, [&](const ValueError& error) {
      return std::string(error.what()).find("`" + bad + "`") == 0;
    });
  }
}

std::string error_of(std::string_view text, const SettingsFlags& flags = {}) {
  try {
    parse_settings(text, "f.ini");
    load_settings(
        {}, [](const char*) -> const char* { return nullptr; }, flags);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

BOOST_AUTO_TEST_CASE(a_mistake_is_told_with_its_place) {
  BOOST_TEST(error_of("[server]\n\nlisten = 127.0.0.1:80, 256.1.1.1:0\n") ==
             "f.ini:3: [server] listen: `256.1.1.1:0`: `256.1.1.1` is neither an IP address nor localhost");
  BOOST_TEST(error_of("[server]\ntrusted_proxies = unix, nginx\n") ==
             "f.ini:2: [server] trusted_proxies: `nginx` is neither an address, a network such as "
             "`192.0.2.0/24`, nor `unix`");
  BOOST_TEST(error_of("", {.listen = {"127.0.0.1:0", "[zz]:0"}}) ==
             "--listen: `[zz]:0`: `[zz]` is neither an IP address nor localhost");
  for (const std::string twice : {"127.0.0.1:80", "unix:/x:0"}) {
    BOOST_TEST(error_of("[server]\nlisten = " + twice + ", [::1]:80, " + twice + "\n") ==
               "f.ini:2: [server] listen: `" + twice + "` is named twice");
  }
  BOOST_TEST(error_of("[server]\nlisten = 127.0.0.1:0, 127.0.0.1:0\n") == "");
  BOOST_TEST(error_of("", {.listen = {"", "127.0.0.1:0"}}) == "--listen: an item of the list is empty");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
