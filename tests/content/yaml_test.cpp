// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>

#include "daemon/content/yaml_cpp_reader.hpp"
#include "daemon/content/yaml_fast_reader.hpp"
#include "daemon/content/yaml_reader.hpp"
#include "tests/content/seed_text.hpp"
#include "tests/content/yaml_text.hpp"

namespace feed_exporter {
namespace {

constexpr YamlLimits limits{16, 5'000};

/// The tree of a front matter whose opening line is added, or its problems.
std::string read(const std::string& yaml) {
  YamlTree tree;
  ProblemList problems("a.md");
  const std::string text = "---\n" + yaml;
  const bool usable = read_yaml(text, limits, tree, problems);
  const std::string found = to_text(problems.take());
  return usable ? to_text(tree) + found : found;
}

bool is_simple(const std::string& yaml) {
  YamlTree tree;
  return read_simple_yaml("---\n" + yaml, limits, tree);
}

struct Case {
  const char* yaml;
  const char* expected;
};

BOOST_AUTO_TEST_SUITE(yaml)

BOOST_AUTO_TEST_CASE(values_are_read_with_kind_and_place) {
  const Case cases[] = {
      {"a: b\n", "=map@2:1 \n  a=plain@2:4 b\n"},
      {"a: b", "=map@2:1 \n  a=plain@2:4 b\n"},
      {"a:   b c  \n\n", "=map@2:1 \n  a=plain@2:6 b c\n"},
      {"a: \"b\"\n", "=map@2:1 \n  a=quoted@2:4 b\n"},
      {"a: 'it''s'\n", "=map@2:1 \n  a=quoted@2:4 it's\n"},
      {"a:\nb: ~\nc: null\nd: \"null\"\ne: ''\n",
       "=map@2:1 \n  a=null@2:1 \n  b=null@3:1 \n  c=null@4:1 \n  d=quoted@5:4 null\n  e=quoted@6:4 \n"},
      {"a:\n  b: 1\n  c:\n    - x\n    - y: 2\n      z: 3\n",
       "=map@2:1 \n  a=map@3:3 \n    b=plain@3:6 1\n    c=sequence@5:5 \n      =plain@5:7 x\n      =map@6:7 "
       "\n"
       "        y=plain@6:10 2\n        z=plain@7:10 3\n"},
      {"a:\n- x\n- y\nb: 1\n",
       "=map@2:1 \n  a=sequence@3:1 \n    =plain@3:3 x\n    =plain@4:3 y\n  b=plain@5:4 1\n"},
      {"a: []\n", "=map@2:1 \n  a=sequence@2:4 \n"},
      {"a: [x, 'y']\nb: {c: d}\n",
       "=map@2:1 \n  a=sequence@2:4 \n    =plain@2:5 x\n    =quoted@2:8 y\n  b=map@3:4 \n    c=plain@3:8 "
       "d\n"},
      {"a: x y\n  z\nb: >\n  u\n  v\nc: |\n  w\n",
       "=map@2:1 \n  a=plain@2:4 x y z\n  b=quoted@4:4 u v\n\n  c=quoted@7:4 w\n\n"},
      {"a: http://x.org/y#z # comment\n", "=map@2:1 \n  a=plain@2:4 http://x.org/y#z\n"},
      {"a: -1\nb: .5\nc: ~x\n", "=map@2:1 \n  a=plain@2:4 -1\n  b=plain@3:4 .5\n  c=plain@4:4 ~x\n"},
      {"# only a comment\n", "=null@3:1 \n"},
      {"a: <<\n\"<<\": b\n", "=map@2:1 \n  a=plain@2:4 <<\n  <<=plain@3:7 b\n"},
      {"a: !!str 12\nb: ! x\n", "=map@2:1 \n  a=quoted@2:4 12\n  b=quoted@3:4 x\n"},
  };
  for (const Case& c : cases) BOOST_TEST(read(c.yaml) == c.expected, c.yaml << " gives\n" << read(c.yaml));
}

BOOST_AUTO_TEST_CASE(escapes_become_characters) {
  const Case cases[] = {
      {R"(a: "\"\\\/\t\x41\u00e9\U0001F600\_\N")", "=map@2:1 \n  a=quoted@2:4 \"\\/\tAé😀\xC2\xA0\xC2\x85\n"},
      {R"(a: "\ud83d\ude00!")", "=map@2:1 \n  a=quoted@2:4 😀!\n"},
      {"a: \"one\\r\\ntwo\\rthree\"", "=map@2:1 \n  a=quoted@2:4 one\ntwo\nthree\n"},
      {R"(a: '\ud83d\ude00 \n')", "=map@2:1 \n  a=quoted@2:4 \\ud83d\\ude00 \\n\n"},
      {R"(a: \ud83d\ude00)", "=map@2:1 \n  a=plain@2:4 \\ud83d\\ude00\n"},
      {R"(a: "\\ud83d\\ude00")", "=map@2:1 \n  a=quoted@2:4 \\ud83d\\ude00\n"},
      {R"(a: "x\ud83dy")",
       "=map@2:1 \n  a=quoted@2:4 x\xEF\xBF\xBDy\n2:6 warning lone-surrogate: half of a surrogate pair, "
       "replaced by U+FFFD\n"},
      {R"(a: "x\0\u0007y\uFFFE")",
       "=map@2:1 \n  a=quoted@2:4 xy\n2:4 warning control-character: 3 escaped character(s) that feeds "
       "cannot hold, "
       "removed\n"},
  };
  for (const Case& c : cases) BOOST_TEST(read(c.yaml) == c.expected, c.yaml << " gives\n" << read(c.yaml));
}

BOOST_AUTO_TEST_CASE(a_comment_that_cuts_a_value_is_a_warning) {
  const std::string comment =
      " warning comment-in-value: what follows ` #` is a comment and no part of the value; put quotes around "
      "the value\n";
  const Case cut[] = {
      {"a: Release #1 is out\n", "=map@2:1 \n  a=plain@2:4 Release\n2:4"},
      {"a: x\n  y #z\nb: c\n", "=map@2:1 \n  a=plain@2:4 x y\n  b=plain@4:4 c\n2:4"},
      {"a:\n- é😀 #b\n", "=map@2:1 \n  a=sequence@3:1 \n    =plain@3:3 é😀\n3:3"},
      {"a: [b, c #d\n]\n", "=map@2:1 \n  a=sequence@2:4 \n    =plain@2:5 b\n    =plain@2:8 c\n2:8"},
      {"é: \"\\ud83d\\ude00\"\nb: c #d\n", "=map@2:1 \n  é=quoted@2:5 😀\n  b=plain@3:4 c\n3:4"},
      {"a: #b\nc: d\n", "=map@2:1 \n  a=null@2:1 \n  c=plain@3:4 d\n2:1"},
      {"a:\n- #b\n- c\n", "=map@2:1 \n  a=sequence@3:1 \n    =null@4:1 \n    =plain@4:3 c\n3:1"},
      {"a:\n  - b\n  - #c\nd: e\n",
       "=map@2:1 \n  a=sequence@3:3 \n    =plain@3:5 b\n    =null@5:1 \n  d=plain@5:4 e\n4:3"},
      {"a: [ #b\n  c]\n", "=map@2:1 \n  a=sequence@2:4 \n    =plain@3:3 c\n2:4"},
      {"a: [b, #c\n  d]\n", "=map@2:1 \n  a=sequence@2:4 \n    =plain@2:5 b\n    =plain@3:3 d\n2:5"},
      {"a:\n  b: #c\n", "=map@2:1 \n  a=map@3:3 \n    b=null@3:3 \n3:3"},
  };
  for (const Case& c : cut) {
    BOOST_TEST(read(c.yaml) == c.expected + comment, c.yaml << " gives\n" << read(c.yaml));
  }
  for (const char* yaml : {"a: b # c\n", "a: b #\n", "a: b#c\n", "a: b\n#c\n", "a: 'b' #c\n", "a: \"b\" #c\n",
                           "#a\nb: c\n", "a: # b\n", "a: #b\n  c: d\n", "secured: b #c\na: d\n",
                           "secured: #b\na: c\n", "a: |\n  b #c\n", "a: [] #b\n", "a:\n  b: c\n #d\n"}) {
    BOOST_TEST(read(yaml).find("warning") == std::string::npos, yaml << " gives\n" << read(yaml));
    BOOST_TEST(read(yaml).find("error") == std::string::npos, yaml << " gives\n" << read(yaml));
  }
}

BOOST_AUTO_TEST_CASE(secured_never_enters_the_tree) {
  const Case cases[] = {
      {"secured: abc\na: b\n", "=map@2:1 \n  a=plain@3:4 b\n"},
      {"secured: \"a\\\"b\"\na: b\n", "=map@2:1 \n  a=plain@3:4 b\n"},
      {"secured:\n  deep: [1, {x: y}]\n  secured: z\na: b\n", "=map@2:1 \n  a=plain@5:4 b\n"},
      {"a:\n  - secured: x\n    b: c\n",
       "=map@2:1 \n  a=sequence@3:3 \n    =map@3:5 \n      b=plain@4:8 c\n"},
      {"secured:\na: b\n", "=map@2:1 \n  a=plain@3:4 b\n"},
  };
  for (const Case& c : cases) BOOST_TEST(read(c.yaml) == c.expected, c.yaml << " gives\n" << read(c.yaml));
}

BOOST_AUTO_TEST_CASE(secured_never_becomes_part_of_another_value) {
  for (const char* yaml :
       {"a: 'never closed\nsecured: abc'\n", "a: \"never closed\nsecured: abc\"\n",
        "a: 'b\n\"secured\" : c'\n", "a: \"b\n'secured':c\"\n", "a: 'b\nsecured:c\nd: e'\n",
        "a: [b,\nsecured: c]\n", "a: {b: c,\nsecured: d}\n", "a: 'b\n  secured: c'\n", "a: b\n  secured:c\n",
        "a: |\n  secured: b\n", "a: >\n  b\n\n  secured : c\n", "a:\n- secured:b\n", "a:\n  - 'secured: b'\n",
        "a:\n- b\n- - 'secured:c'\n", "secured: x\na: |\n  secured: b\n"}) {
    BOOST_TEST(read(yaml).find(" error swallowed-key: ") != std::string::npos, yaml << " gives\n"
                                                                                    << read(yaml));
  }
  BOOST_TEST(read("secured: x\na: 'b\n  secured: c'\n") ==
             "4:3 error swallowed-key: this line is part of another value; close the quote or bracket "
             "before it, mend the indentation, or put another word first on the line\n");
  for (const char* yaml : {"a: 'b is secured: c'\n", "a: |\n  is secured: b\n", "a: 'b\nsecured'\n",
                           "a:\n- secured\n- b secured:c\n", "a:\n- {secured: b,\n   secure: c}\n",
                           "a: {\n  secured: b}\n", "secured: |\n  a: b\n", "a:\n- - secured: b\n",
                           "a: 'b\nsecuredc: d'\n", "\"secured\" : b\na: [c]\n", "secured : b\na: [c]\n"}) {
    BOOST_TEST(read(yaml).find("error") == std::string::npos, yaml << " gives\n" << read(yaml));
  }
}

BOOST_AUTO_TEST_CASE(what_yaml_cpp_lets_pass_is_refused) {
  const Case cases[] = {
      {"a: 1\na: 2\n", "3:1 error duplicate-key: the key stands twice in one map; keep one of them\n"},
      {"a:\n  b: 1\n  c: 2\n  b: 3\n",
       "5:3 error duplicate-key: the key stands twice in one map; keep one of them\n"},
      {"secured: x\nsecured: y\n",
       "3:1 error duplicate-key: the key stands twice in one map; keep one of them\n"},
      {"a: b\nnot-a-key\n",
       "3:1 error bad-yaml: not valid YAML: a key without a colon, or a bracket that is not closed\n"},
      {": x\n", "2:1 error null-key: a key is missing or null; write `key: value`\n"},
      {"~: x\n", "2:1 error null-key: a key is missing or null; write `key: value`\n"},
      {"? [a]\n: x\n", "2:3 error complex-key: a key must be a plain word, not a list or a map\n"},
      {"a: &x 1\n", "2:4 error yaml-anchor: anchors and aliases are not supported; repeat the value\n"},
      {"a: &x [*x]\n", "2:4 error yaml-anchor: anchors and aliases are not supported; repeat the value\n"},
      {"a: *x\n",
       "2:4 error yaml-anchor: anchors and aliases are not supported; put quotes around a value that begins "
       "with *\n"},
      {"<<: {a: b}\n", "2:1 error yaml-merge: merge keys are not supported; write the keys here\n"},
      {"a:\n  <<: [{b: c}]\n  d: e\n",
       "3:3 error yaml-merge: merge keys are not supported; write the keys here\n"},
      {"a: !!int 3\n", "2:4 error yaml-tag: YAML tags are not supported; remove it\n"},
      {"a: !!binary aGk=\n", "2:4 error yaml-tag: YAML tags are not supported; remove it\n"},
      {"  a: 1\nb: 2\n",
       "3:1 error bad-yaml: not valid YAML: this does not belong to the map before it; check the "
       "indentation\n"},
      {"a: > b\n", "2:6 error bad-yaml: not valid YAML: unexpected character in block scalar\n"},
      {"a: b\nsecured\n",
       "3:1 error bad-yaml: not valid YAML: a key without a colon, or a bracket that is not closed\n"},
  };
  for (const Case& c : cases) BOOST_TEST(read(c.yaml) == c.expected, c.yaml << " gives\n" << read(c.yaml));
}

BOOST_AUTO_TEST_CASE(common_slips_are_told_plainly_and_where_they_are) {
  const std::string unclosed = "the quote that opens after `a:` here is not closed\n";
  const std::string behind =
      "text follows the closing quote; use the other kind of quotes around the whole\n";
  const std::string backslash =
      "a backslash means something in double quotes; double it, or use single quotes\n";
  const std::string tab = "a tab indents the line; use blanks\n";
  const std::string bracket = "the bracket that opens after `a:` here is not closed\n";
  const std::string colon = "a value with a colon and a blank in it needs quotes\n";
  const auto indicator = [](const char* c) {
    return "a value that begins with " + std::string(c) + " needs quotes\n";
  };
  const struct {
    std::string yaml;
    std::string place;
    std::string slip;
  } cases[] = {
      {"a: \"It is\nb: 1\n", "2:4", unclosed},
      {"b: |\n  \"x: y\na: \"It is\nc: \"d\"\ne: f\n", "4:4", unclosed},
      {"b: \"c\n  d\"\na: 'e\nf: 'g'\n", "4:4", unclosed},
      {"- \"b\n", "2:3", "the quote that opens here is not closed\n"},
      {"secured: \"b\nc: d\n", "2:10", "the quote that opens here is not closed\n"},
      {"a: 'It's here'\n", "2:8", behind},
      {"a: \"x\"y\n", "2:7", behind},
      {"a: \"C:\\Users\\x\"\n", "2:7", backslash},
      {"a: \"x\\\"\\qy\"\n", "2:8", backslash},
      {"a: [draft] b\n", "2:4", indicator("[")},
      {"a: {draft} b\n", "2:4", indicator("{")},
      {"a: [b, c\nd: e\n", "2:4", bracket},
      {"a: [#b, c]\n", "2:5", "this # begins a comment; put quotes around the value\n"},
      {"a: @x\n", "2:4", indicator("@")},
      {"a: - x\n", "2:4", indicator("-")},
      {"b:\n  - a: %x\n", "3:8", indicator("%")},
      {"a: b: c\n", "2:4", colon},
      {"a: b\n\tc: d\n", "3:1", tab},
      {"a:\n  \t- b\n", "3:3", tab},
  };
  for (const auto& c : cases) {
    BOOST_TEST(read(c.yaml) == c.place + " error bad-yaml: not valid YAML: " + c.slip, c.yaml
                                                                                           << " gives\n"
                                                                                           << read(c.yaml));
  }
}

BOOST_AUTO_TEST_CASE(a_place_behind_a_mended_surrogate_is_that_of_the_file) {
  BOOST_TEST(read("a: [\"\\ud83d\\ude00\", &x b]\n") ==
             "2:21 error yaml-anchor: anchors and aliases are not supported; repeat the value\n");
}

BOOST_AUTO_TEST_CASE(depth_and_nodes_are_limited) {
  std::string deep;
  for (int level = 0; level < 16; ++level) deep += std::string(static_cast<std::size_t>(level), ' ') + "k:\n";
  BOOST_TEST(read(deep).starts_with("=map@2:1"));
  deep += std::string(16, ' ') + "k:\n";
  BOOST_TEST(read(deep) == "18:17 error yaml-too-deep: nested deeper than 16 levels\n");
  BOOST_TEST(read("a: " + std::string(100'000, '[')).find("error") != std::string::npos);

  std::string many = "a:\n";
  for (int item = 0; item < 4'997; ++item) many += "- x\n";
  BOOST_TEST(read(many).starts_with("=map@2:1"));
  BOOST_TEST(read(many + "- x\n") == "5000:3 error yaml-too-many-nodes: more than 5000 keys and values\n");
}

BOOST_AUTO_TEST_CASE(the_fast_reader_takes_simple_texts_only) {
  for (const char* yaml : {"a: b\n", "a: \"b\\n\\ud83d\\ude00\"\n", "a:\n  - b: 'c'\n    d: e\n", "a:\n- b\n",
                           "a: []\n", "a:\n"}) {
    BOOST_TEST(is_simple(yaml), yaml);
  }
  for (const char* yaml : {"",
                           "a: b # c\n",
                           "# c\na: b\n",
                           "a: b\n  c\n",
                           "a: {}\n",
                           "a: [b]\n",
                           "a: |\n  b\n",
                           "a: >\n  b\n",
                           "\"a\": b\n",
                           "a: &b c\n",
                           "a: *b\n",
                           "a: !b c\n",
                           "a:\tb\n",
                           "a: b\tc\n",
                           "? a\n: b\n",
                           "a: b\na: c\n",
                           "null: b\n",
                           "a: b: c\n",
                           " a: b\n",
                           "- a\n",
                           "a: \"b\n  c\"\n",
                           "a: \"\\q\"\n",
                           "a: \"\\ud83d\"\n",
                           "a: 'b\n",
                           "a: @b\n",
                           "a: `b\n",
                           "a: %b\n",
                           "a: b\n--- \nc: d\n",
                           "a:\n  b: c\n d: e\n",
                           "a: \"b\" c\n",
                           "secured:\n  a: b\n",
                           "a : b\n",
                           "a:\n  -\n"}) {
    BOOST_TEST(!is_simple(yaml), yaml);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace feed_exporter
