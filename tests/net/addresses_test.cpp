// SPDX-License-Identifier: MIT
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "daemon/content/descriptor.hpp"
#include "daemon/net/ip_address.hpp"
#include "daemon/net/listen_address.hpp"
#include "daemon/net/trusted_proxies.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(addresses)

BOOST_AUTO_TEST_CASE(ip_addresses_are_read_and_written) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"192.0.2.1", "192.0.2.1"},
      {"2001:DB8::1", "2001:db8::1"},
      {"::ffff:192.0.2.1", "192.0.2.1"},
      {"::", "::"},
      {"", ""},
      {"192.0.2", ""},
      {"192.0.2.256", ""},
      {"[::1]", ""},
      {"::1%lo", ""},
      {"192.0.2.1 ", ""},
      {std::string(100, '1'), ""},
  };
  for (const auto& [text, expected] : cases) {
    const auto address = IpAddress::parse(text);
    BOOST_TEST((address ? address->to_string() : "") == expected, text);
  }
}

BOOST_AUTO_TEST_CASE(a_client_is_an_ipv4_address_or_an_ipv6_network) {
  BOOST_TEST(IpAddress::parse("192.0.2.1")->client().to_string() == "192.0.2.1");
  BOOST_TEST(IpAddress::parse("2001:db8:1:2:3:4:5:6")->client().to_string() == "2001:db8:1:2::");
}

BOOST_AUTO_TEST_CASE(networks_contain_their_addresses) {
  struct Case {
    std::string network;
    std::string address;
    bool inside;
  };
  const std::vector<Case> cases = {
      {"10.0.0.0/8", "10.255.0.1", true},
      {"10.0.0.0/8", "11.0.0.1", false},
      {"192.0.2.0/23", "192.0.3.1", true},
      {"192.0.2.0/23", "192.0.4.1", false},
      {"192.0.2.1", "192.0.2.1", true},
      {"192.0.2.1", "192.0.2.2", false},
      {"0.0.0.0/0", "1.2.3.4", true},
      {"0.0.0.0/0", "::1", false},
      {"::/0", "1.2.3.4", true},
      {"fd00::/8", "fdff::1", true},
      {"fd00::/8", "fc00::1", false},
      {"10.0.0.0/8", "::ffff:10.0.0.1", true},
      {"2001:db8::/33", "2001:db8::", true},
      {"2001:db8::/33", "2001:db8:8000::", false},
  };
  for (const Case& each : cases) {
    const auto network = IpNetwork::parse(each.network);
    BOOST_REQUIRE(network);
    BOOST_TEST(network->contains(*IpAddress::parse(each.address)) == each.inside,
               each.network << " " << each.address);
  }
  for (const char* text : {"10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/x", "/8", "10.0.0.0/8/8", "ten"}) {
    BOOST_TEST(!IpNetwork::parse(text), text);
  }
}

BOOST_AUTO_TEST_CASE(listen_addresses_are_read_and_written) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"127.0.0.1:8080", "http://127.0.0.1:8080"},
      {"localhost:8080", "http://127.0.0.1:8080"},
      {"0.0.0.0:80", "http://0.0.0.0:80"},
      {"[::1]:8080", "http://[::1]:8080"},
      {"unix:/run/feed.sock", "unix:/run/feed.sock"},
  };
  for (const auto& [text, expected] : cases) BOOST_TEST(ListenAddress::parse(text).to_string() == expected);
  for (const std::string& text : std::vector<std::string>{
           "", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", ":80", "::1:80", "example.org:80",
           "[localhost]:80", "127.0.0.1:65536", "unix:", "unix:/" + std::string(200, 'x')}) {
    BOOST_CHECK_EXCEPTION(ListenAddress::parse(text), std::runtime_error,
                          [&](const std::runtime_error& error) {
                            return std::string(error.what()).find(text) != std::string::npos;
                          });
  }
}

BOOST_AUTO_TEST_CASE(unix_sockets_are_shown_by_their_names) {
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  BOOST_TEST(ListenAddress::of(socket.get()).to_string() == "unix:");
  const std::string name = "feed-exporter-test-" + std::to_string(::getpid());
  // The first byte of an abstract name is NUL, and others may be.
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  name.copy(address.sun_path + 1, name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + 2);
  BOOST_REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0);
  BOOST_TEST(ListenAddress::of(socket.get()).to_string() == "unix:@" + name + "@");
}

BOOST_AUTO_TEST_CASE(the_client_is_found_behind_trusted_proxies) {
  struct Case {
    std::string name;
    std::vector<std::string> trusted;
    std::string peer;
    std::string x_forwarded_for;
    std::string forwarded;
    /// Empty: nobody.
    std::string client;
  };
  const std::vector<std::string> proxies = {"10.0.0.0/8", "fd00::/8"};
  const std::vector<Case> cases = {
      {"nobody is believed by default", {}, "192.0.2.9", "198.51.100.1", "", "192.0.2.9"},
      {"a stranger is not believed", proxies, "192.0.2.9", "198.51.100.1", "", "192.0.2.9"},
      {"a proxy is", proxies, "10.0.0.1", "198.51.100.1", "", "198.51.100.1"},
      {"the nearest that is not trusted", proxies, "10.0.0.1", "203.0.113.7, 198.51.100.1, 10.0.0.2", "",
       "198.51.100.1"},
      {"a port is no part of it", proxies, "10.0.0.1", "198.51.100.1:4711", "", "198.51.100.1"},
      {"IPv6", proxies, "fd00::1", "2001:db8::5", "", "2001:db8::5"},
      {"IPv6 with a port", proxies, "fd00::1", "[2001:db8::5]:80", "", "2001:db8::5"},
      {"only proxies", proxies, "10.0.0.1", "10.0.0.3", "", "10.0.0.1"},
      {"nobody named", proxies, "10.0.0.1", "", "", ""},
      {"rubbish", proxies, "10.0.0.1", "198.51.100.1, <script>", "", "10.0.0.1"},
      {"rubbish before", proxies, "10.0.0.1", "<script>, 198.51.100.1", "", "198.51.100.1"},
      {"unknown", proxies, "10.0.0.1", "198.51.100.1, unknown, 10.0.0.2", "", "10.0.0.1"},
      {"empty elements", proxies, "10.0.0.1", ", 198.51.100.1 , ,", "", "198.51.100.1"},
      {"only empty elements", proxies, "10.0.0.1", " , ,", "", "10.0.0.1"},
      {"a quote that means nothing", proxies, "10.0.0.1", "\", 198.51.100.1", "", "198.51.100.1"},
      {"the standard field", proxies, "10.0.0.1", "", "for=198.51.100.1;proto=https", "198.51.100.1"},
      {"the standard field, quoted", proxies, "10.0.0.1", "", "proto=https; For=\"[2001:db8::5]:80\"",
       "2001:db8::5"},
      {"the standard field, several", proxies, "10.0.0.1", "",
       "for=203.0.113.7, for=198.51.100.1, for=10.0.0.2", "198.51.100.1"},
      {"the standard field, hidden", proxies, "10.0.0.1", "", "for=_secret", "10.0.0.1"},
      {"the standard field, without an address", proxies, "10.0.0.1", "", "for=198.51.100.1, proto=https",
       "10.0.0.1"},
      {"the standard field, empty elements", proxies, "10.0.0.1", "", ", for=198.51.100.1 ,,",
       "198.51.100.1"},
      {"the standard field, a comma in quotes", proxies, "10.0.0.1", "", "for=198.51.100.1;by=\"a,b\"",
       "198.51.100.1"},
      {"the standard field, an element in quotes", proxies, "10.0.0.1", "",
       "for=198.51.100.1;x=\", for=203.0.113.7\"", "198.51.100.1"},
      {"the standard field, a quote in quotes", proxies, "10.0.0.1", "",
       "for=198.51.100.1;x=\"\\\", for=203.0.113.7\"", "198.51.100.1"},
      {"the standard field, a quote that does not end", proxies, "10.0.0.1", "",
       "for=203.0.113.7;x=\", for=198.51.100.1", "10.0.0.1"},
      {"the standard field, a quote that ends in the next", proxies, "10.0.0.1", "",
       "for=203.0.113.7;x=\", for=\"[2001:db8::5]\"", "10.0.0.1"},
      {"both fields, agreeing", proxies, "10.0.0.1", "203.0.113.7, 198.51.100.1", "for=\"198.51.100.1:80\"",
       "198.51.100.1"},
      {"both fields, not agreeing", proxies, "10.0.0.1", "198.51.100.1", "for=203.0.113.7", "10.0.0.1"},
      {"both fields, one without an address", proxies, "10.0.0.1", "198.51.100.1", "for=unknown", "10.0.0.1"},
      {"a Unix socket is not believed", proxies, "", "198.51.100.1", "", ""},
      {"a Unix socket that is", {"unix"}, "", "198.51.100.1", "", "198.51.100.1"},
      {"a Unix socket that is, nobody", {"unix"}, "", "unknown", "", ""},
  };
  for (const Case& each : cases) {
    const TrustedProxies trusted(each.trusted);
    const auto peer = each.peer.empty() ? std::nullopt : IpAddress::parse(each.peer);
    const auto client = trusted.find_client(peer, each.x_forwarded_for, each.forwarded);
    BOOST_TEST((client ? client->to_string() : "") == each.client, each.name);
  }
  BOOST_CHECK_EXCEPTION(TrustedProxies({"10.0.0.1", "proxy.example"}), std::runtime_error,
                        [](const std::runtime_error& error) {
                          return std::string(error.what()).find("proxy.example") != std::string::npos;
                        });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
