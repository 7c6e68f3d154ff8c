// SPDX-License-Identifier: MIT
#include "daemon/serve/http_date.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

namespace feed_exporter {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(http_date)

BOOST_AUTO_TEST_CASE(is_read_in_its_three_forms) {
  const std::pair<std::string, std::chrono::seconds> cases[] = {
      {"Sun, 06 Nov 1994 08:49:37 GMT", 784'111'777s},
      {"Sunday, 06-Nov-94 08:49:37 GMT", 784'111'777s},
      {"Sun Nov  6 08:49:37 1994", 784'111'777s},
      {"Thu, 01 Jan 1970 00:00:00 GMT", 0s},
      {"Wed Nov 16 08:49:37 1994", 784'975'777s},
      {"Thu, 29 Feb 2024 23:59:59 GMT", 1'709'251'199s},
      {"Friday, 01-Jan-70 00:00:00 GMT", 0s},
      {"Tue, 31-Dec-69 23:59:59 GMT", 3'155'759'999s},
      {"Sat, 31 Dec 2016 23:59:60 GMT", 1'483'228'800s},
  };
  for (const auto& [text, seconds] : cases) {
    const auto date = parse_http_date(text);
    BOOST_TEST((date && date->time_since_epoch() == seconds), text);
  }
}

BOOST_AUTO_TEST_CASE(is_nothing_else) {
  const std::string cases[] = {
      "",
      "nonsense",
      "784111777",
      "Sun, 06 Nov 1994 08:49:37",
      "Sun, 06 Nov 1994 08:49:37 UTC",
      "Sun, 06 Nov 1994 08:49:37 GMT ",
      "Sun, 06 Nov 1994 8:49:37 GMT",
      "Sun, 6 Nov 1994 08:49:37 GMT",
      "Sun, 06 nov 1994 08:49:37 GMT",
      "Sun, 06 Nvo 1994 08:49:37 GMT",
      "Sun, 30 Feb 1994 08:49:37 GMT",
      "Sun, 00 Nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:49:37 GMT",
      "Sun, 06 Nov 1994 08:60:37 GMT",
      "Sun, 06 Nov 1994 08:49:61 GMT",
      "Sun, -6 Nov 1994 08:49:37 GMT",
      "1994-11-06T08:49:37Z",
      "Sun Nov 06 08:49:37 GMT 1994",
  };
  for (const std::string& text : cases) BOOST_TEST(!parse_http_date(text), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
