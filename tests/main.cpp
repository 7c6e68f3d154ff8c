// SPDX-License-Identifier: MIT
// The main function of every unit test program.
#define BOOST_TEST_MODULE feed_exporter
#include <boost/test/included/unit_test.hpp>
