// SPDX-License-Identifier: MIT
#include "daemon/serve/site_values.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "config/load_settings.hpp"

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(site_values)

BOOST_AUTO_TEST_CASE(every_epoch_that_settings_accept_is_understood) {
  const std::string good = SiteSettings{}.epoch;
  int accepted = 0;
  for (std::size_t place = 0; place <= good.size(); ++place) {
    for (const char c : std::string(" +-:.,TtZz019x\t")) {
      std::string replaced = good;
      if (place < good.size()) replaced[place] = c;
      std::string inserted = good;
      inserted.insert(place, 1, c);
      for (const std::string& epoch : {replaced, inserted}) {
        std::string taken;
        try {
          taken = parse_settings("[site]\nepoch = " + epoch + "\n", "f.ini").site.epoch;
        } catch (const ConfigError&) {
          continue;
        }
        ++accepted;
        BOOST_CHECK_NO_THROW(parse_epoch(taken));
      }
    }
  }
  BOOST_TEST(accepted > 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
