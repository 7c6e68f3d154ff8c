// SPDX-License-Identifier: MIT
#include "exporters/text_direction.hpp"

#include <boost/test/unit_test.hpp>

namespace feed_exporter {
namespace {

BOOST_AUTO_TEST_SUITE(text_direction)

BOOST_AUTO_TEST_CASE(follows_the_language) {
  for (const char* tag : {"ar", "AR", "ar-EG", "he-IL", "fa", "ur-PK", "yi"})
    BOOST_TEST(is_right_to_left(tag), tag);
  for (const char* tag : {"", "en", "en-US", "a", "arn", "he1", "zh-Hant"})
    BOOST_TEST(!is_right_to_left(tag), tag);
}

BOOST_AUTO_TEST_CASE(follows_the_script_first) {
  for (const char* tag : {"az-Arab", "ku-Arab-IQ", "en-HEBR"}) BOOST_TEST(is_right_to_left(tag), tag);
  for (const char* tag : {"ar-Latn", "fa-Cyrl-TJ"}) BOOST_TEST(!is_right_to_left(tag), tag);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
