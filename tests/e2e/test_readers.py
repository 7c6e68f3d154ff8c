# SPDX-License-Identifier: MIT
"""Real feed readers over HTTP."""

import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from harness import DEADLINE, SOURCE, DaemonTest, write_atomically, seed

try:
    import feedparser
except ImportError:
    feedparser = None


@unittest.skipUnless(feedparser, "python3-feedparser is not installed")
class Feedparser(DaemonTest):
    def test_reads_atom_and_rss_and_asks_conditionally(self):
        daemon = self.start(seeds=SOURCE / "seeds")
        for suffix in ("atom", "rss"):
            url = f"http://127.0.0.1:{daemon.port}/feeds/ai.{suffix}"
            feed = feedparser.parse(url)
            self.assertEqual((feed.status, feed.bozo), (200, False))
            self.assertEqual([entry.title for entry in feed.entries], ["2021 was a breakthrough year for AI"])
            entry = feed.entries[0]
            self.assertEqual(entry.link, "https://venturebeat.com/2021/12/29/2021-was-a-breakthrough-year-for-ai/")
            self.assertEqual(tuple(entry.published_parsed[:6]), (2021, 12, 30, 0, 40, 0))
            self.assertIn("As 2021 comes to a close", entry.summary)
            self.assertEqual(entry.id, "tag:localhost,2026:000_512709ad6ea83623")
            again = feedparser.parse(url, etag=feed.etag, modified=feed.modified)
            self.assertEqual((again.status, again.entries), (304, []))


@unittest.skipUnless(shutil.which("newsboat"), "newsboat is not installed")
class Newsboat(DaemonTest):
    def reload(self, home, url):
        (home / "urls").write_text(url + "\n")
        subprocess.run(["newsboat", "-u", home / "urls", "-c", home / "cache.db", "-C", home / "config", "-x", "reload"],
                       env={"HOME": str(home), "PATH": "/usr/bin:/bin", "TERM": "dumb"}, stdin=subprocess.DEVNULL,
                       capture_output=True, timeout=DEADLINE)
        with sqlite3.connect(home / "cache.db") as cache:
            return sorted(cache.execute("select title, guid, url, unread from rss_item").fetchall())

    def test_sees_an_edit_as_the_same_article(self):
        path = self.write("_news/a.md", seed("First", url="https://example.org/a"))
        daemon = self.start()
        with tempfile.TemporaryDirectory() as directory:
            home = pathlib.Path(directory)
            (home / "config").write_text("")
            for suffix in ("atom", "rss"):
                (home / "cache.db").unlink(missing_ok=True)
                write_atomically(path, seed("First", url="https://example.org/a"))
                daemon.wait_for("/feeds/ai.atom", lambda answer: b"First" in answer.body, "the first version")
                url = f"http://127.0.0.1:{daemon.port}/feeds/ai.{suffix}"
                identity = "tag:localhost,2026:_news/a"
                self.assertEqual(self.reload(home, url), [("First", identity, "https://example.org/a", 1)])
                write_atomically(path, seed("Second", url="https://example.org/b"))
                daemon.wait_for("/feeds/ai.atom", lambda answer: b"Second" in answer.body, "the edit")
                self.assertEqual(self.reload(home, url), [("Second", identity, "https://example.org/b", 1)])


if __name__ == "__main__":
    unittest.main()
