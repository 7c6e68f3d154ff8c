# SPDX-License-Identifier: MIT
"""What went into the sample feeds, and how a check tells of what came out otherwise.

Each check is called with one directory. It ends with 77 where the program it needs is missing, with 1 and
one line for each difference where something differs, else with 0.
"""
import datetime
import html
import json
import pathlib
import sys
import urllib.parse

SKIPPED = 77


def skip(message):
    print("skipped:", message)
    sys.exit(SKIPPED)


def when(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)


def or_else(*candidates):
    return next((candidate for candidate in candidates if candidate), None)


class Expected:
    """One sample feed as it went in."""

    def __init__(self, path):
        self.path = path
        self.name = path.name.removesuffix(".expected.json")
        self.feed = json.loads(path.read_text(encoding="utf-8"))

    def document(self, suffix):
        return self.path.with_name(f"{self.name}.{suffix}").read_bytes()

    def url(self, suffix=""):
        path = "/feeds/" + urllib.parse.quote(self.feed["slug"], safe="")
        return self.feed["base_url"] + path + ("." + suffix if suffix else "")

    def scheme(self, name):
        return f"{self.feed['base_url']}/schemes/{name}"


def body_of(entry):
    """The body, and whether it is all of it: before it a player's picture may stand, with the excerpt for a body."""
    body = entry["content_html"]
    if entry["player"] and entry["summary"] and not body:
        body = "<p>" + html.escape(entry["summary"], quote=False) + "</p>"
    return body, not entry["player"]


def creators_of(entry):
    return entry["authors"] or [name for name in [entry["provider"]["name"]] if name]


def playable_of(entry):
    return next((file for file in entry["enclosures"] if file["media_type"].startswith(("audio/", "video/"))), None)


def related_of(entry):
    return [(link["url"], link["title"]) for link in entry["actions"] + entry["related"]]


class Differences:
    def __init__(self):
        self.count = 0
        self.compared = 0
        self.place = ""

    def at(self, *place):
        self.place = " ".join(str(part) for part in place)

    def equal(self, what, actual, expected):
        self.compared += 1
        if actual == expected:
            return
        self.count += 1
        print(f"{self.place}: {what}: {str(actual)[:300]!r} is not {str(expected)[:300]!r}")

    def holds(self, what, condition):
        self.equal(what, bool(condition), True)


def run(check, check_accepted=lambda path, differences: None):
    """Calls `check(expected, differences)` for each sample below the directory of the command line, and
    `check_accepted(path, differences)` for each other Atom feed."""
    paths = sorted(pathlib.Path(sys.argv[1]).rglob("*.atom"))
    differences = Differences()
    differences.at(sys.argv[1])
    differences.holds("there are feeds", paths)
    for path in paths:
        sample = path.with_suffix(".expected.json")
        if sample.exists():
            check(Expected(sample), differences)
        else:
            check_accepted(path, differences)
    print(f"{len(paths)} feeds, {differences.compared} comparisons, {differences.count} differences")
    sys.exit(1 if differences.count else 0)
