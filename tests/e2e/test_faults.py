# SPDX-License-Identifier: MIT
"""A system that hangs or has nothing left: faults.cpp makes its calls so."""

import os
import pathlib
import shutil
import signal
import tempfile
import unittest

from harness import DaemonTest, seed, wait_for

LIBRARY = os.environ.get("FEED_EXPORTER_FAULTS", "")


@unittest.skipUnless(os.path.exists(LIBRARY), "sanitizers do not go with a preloaded library")
class Faults(DaemonTest):
    def setUp(self):
        super().setUp()
        self.faults = pathlib.Path(tempfile.mkdtemp(prefix="feed-exporter-faults-"))
        self.addCleanup(shutil.rmtree, self.faults)
        self.write("a.md", seed("One"))

    def start(self, **options):
        return super().start(environment={"LD_PRELOAD": LIBRARY, "FAULTS": str(self.faults)}, **options)

    def begin(self, call):
        (self.faults / f"{call}.fault").touch()

    def wait_until_met(self, call):
        wait_for((self.faults / f"{call}.met").exists, f"{call} to be called")

    def end(self, call):
        (self.faults / f"{call}.fault").unlink()

    def test_a_file_system_that_hangs_while_it_is_polled_does_not_hold_up_the_end(self):
        daemon = self.start(config="[seeds]\npolling = always\npoll_interval = 1 ms\n")
        self.begin("getdents64")
        self.wait_until_met("getdents64")
        self.assertEqual(daemon.stop(), 0)

    def test_a_file_system_that_hangs_while_it_is_polled_does_not_hold_up_a_reload(self):
        daemon = self.start(config="[seeds]\npolling = always\npoll_interval = 1 ms\n")
        self.begin("getdents64")
        self.wait_until_met("getdents64")
        for count in (2, 3):
            daemon.send(signal.SIGHUP)
            wait_for(lambda: daemon.log.count("polling the seeds directory") == count, "the reload to begin")
        self.assertNotIn("reloaded", daemon.log)
        self.end("getdents64")
        wait_for(lambda: "reloaded" in daemon.log, "the reload")
        self.write("b.md", seed("Two", url="https://example.org/b"))
        daemon.wait_for("/feeds/ai.atom", lambda answer: b"Two" in answer.body, "the new seed")

    def test_a_file_system_that_hangs_while_a_seed_is_read_does_not_hold_up_the_end(self):
        daemon = self.start()
        self.begin("read b.md")
        self.write("b.md", seed("Two", url="https://example.org/b"))
        self.wait_until_met("read b.md")
        self.assertEqual(daemon.stop(), 0)
        self.assertIn("does not answer", daemon.log)

    def test_a_reload_is_not_announced_by_what_was_under_way_before(self):
        # It may be read at once.
        os.utime(self.seeds / "a.md", (0, 0))
        daemon = self.start(listen=None, config="[site]\ntitle = Before\n[server]\nlisten = 127.0.0.1:0\n")
        self.begin("read b.md")
        self.write("b.md", seed("Two", url="https://example.org/b"))
        self.wait_until_met("read b.md")
        path = f"{self.seeds}/socket"
        daemon.config.write_text(f"[site]\ntitle = After\n[server]\nlisten = 127.0.0.1:0, unix:{path}\n")
        daemon.send(signal.SIGHUP)
        wait_for(lambda: f"listening on unix:{path}" in daemon.log, "the new settings")
        self.begin("read a.md")
        self.end("read b.md")
        self.wait_until_met("read a.md")
        self.assertNotIn("reloaded", daemon.log)
        self.end("read a.md")
        wait_for(lambda: "reloaded" in daemon.log, "the reload")
        self.assertIn(b"After", daemon.get("/feeds/ai.atom").body)

    def test_polling_begins_once_there_is_a_thread_for_it(self):
        daemon = self.start(config="[seeds]\npoll_interval = 1 ms\n")
        self.begin("pthread_create")
        daemon.config.write_text("[seeds]\npolling = always\npoll_interval = 1 ms\n")
        daemon.send(signal.SIGHUP)
        self.wait_until_met("pthread_create")
        wait_for(lambda: "reloaded" in daemon.log, "the reload")
        self.assertEqual(daemon.metric("polling"), 0)
        self.assertIn("cannot be polled", daemon.log)
        self.end("pthread_create")
        self.write("b.md", seed("Two", url="https://example.org/b"))
        daemon.wait_for("/feeds/ai.atom", lambda answer: b"Two" in answer.body, "the new seed")
        self.assertEqual(daemon.metric("polling"), 1)


if __name__ == "__main__":
    unittest.main()
