# SPDX-License-Identifier: MIT
"""A tree of seeds with two states, and what belongs to each: for tests that change many seeds while feeds are read."""

import gzip
import json
import os
import pathlib
import subprocess
import xml.etree.ElementTree as ElementTree

from harness import Daemon, seed, write_atomically

ATOM = "{http://www.w3.org/2005/Atom}"
STATES = ("a", "b")
FILLER = "Between two states a reader gets the one or the other of each article. " * 12


def entries(path, document):
    """The entries of a feed, id -> all of it; only what is well-formed has any."""
    if path.endswith(".json"):
        return {item["id"]: json.dumps(item) for item in json.loads(document)["items"]}
    root = ElementTree.fromstring(document)
    if path.endswith(".atom"):
        return {entry.findtext(f"{ATOM}id"): ElementTree.tostring(entry) for entry in root.findall(f"{ATOM}entry")}
    return {item.findtext("guid"): ElementTree.tostring(item) for item in root.iter("item")}


class TwoStates:
    """A git repository with a branch for each state; every article has another title, link and text in each."""

    CONFIG = "[site]\nbase_url = https://example.org\n"
    TOPICS = 5
    # Every article is in a topic's feed as long as a topic has no more than a feed holds.
    ARTICLES = 240
    PATHS = tuple(f"/feeds/{name}.{suffix}"
                  for name in ("all", "solo", *(f"topic-{number}" for number in range(TOPICS)))
                  for suffix in ("atom", "rss", "json"))

    def __init__(self, directory):
        self.seeds = pathlib.Path(directory)
        self.git("init", "--quiet")
        self.documents = {}
        for state in STATES:
            self.git("checkout", "--quiet", "-b", state)
            for number in range(self.ARTICLES):
                path = self.seeds / self.name(number)
                path.parent.mkdir(exist_ok=True)
                path.write_text(self.text(number, state))
            self.git("add", "--all")
            self.git("commit", "--quiet", "--message", state)
            self.documents[state] = self._read_documents()
        self.entries = {state: {path: entries(path, documents[path]) for path in self.PATHS}
                        for state, documents in self.documents.items()}
        self.checkout("a")

    def git(self, *arguments):
        identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "gc.auto=0",
                    "-c", "core.fsync=none"]
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *identity, *arguments], cwd=self.seeds, env=environment, stdin=subprocess.DEVNULL,
                       capture_output=True, check=True)

    def _read_documents(self):
        """What each path has to serve, from a daemon that sees one state only."""
        daemon = Daemon(self.seeds, config=self.CONFIG)
        try:
            return {path: daemon.get(path).body for path in self.PATHS}
        finally:
            daemon.stop()

    @staticmethod
    def name(number):
        return f"{number % 7}/{number}.md"

    def text(self, number, state):
        topics = ["Solo"] if number == 0 else [f"Topic {number % self.TOPICS}"]
        return seed(f"Article {number} {state}", url=f"https://example.org/{state}/{number}", topics=topics,
                    date=f"2024-05-06T{number // 60:02}:{number % 60:02}:00Z",
                    body=f"The text of {state} begins.\n\n{FILLER}\n\nThe text of {state} ends.")

    def checkout(self, state):
        self.git("checkout", "--quiet", state)

    def rewrite(self, number, state):
        """Changes one article, by turns as different savers do."""
        path = self.seeds / self.name(number)
        text = self.text(number, state)
        if number % 3 == 0:
            write_atomically(path, text)
        elif number % 3 == 1:
            path.write_text(text)
        else:
            path.unlink()
            path.write_text(text)

    def is_served(self, daemon, state):
        """Whether all feeds are those of one state, to the byte."""
        return all(daemon.get(path).body == document for path, document in self.documents[state].items())

    def problem_of(self, path, coding, body):
        """What is wrong with an answer during a change; None if nothing is."""
        document = gzip.decompress(body) if coding == "gzip" else body
        if document in (self.documents["a"][path], self.documents["b"][path]):
            return None
        if path.startswith("/feeds/solo."):
            return f"{path}: neither of the two states"
        try:
            found = entries(path, document)
        except (ValueError, ElementTree.ParseError) as error:
            return f"{path}: {error}"
        if found.keys() != self.entries["a"][path].keys():
            return f"{path}: not the same articles: {sorted(found.keys() ^ self.entries['a'][path].keys())}"
        for identity, entry in found.items():
            if entry not in (self.entries["a"][path][identity], self.entries["b"][path][identity]):
                return f"{path}: {identity} is a mixture: {entry!r}"
        return None
