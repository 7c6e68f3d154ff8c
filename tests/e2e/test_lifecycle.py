# SPDX-License-Identifier: MIT
"""The main job over the real binary: seeds in, feeds out, live; and everything the daemon lives through."""

import json
import os
import shutil
import signal
import socket
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree

from harness import DEADLINE, SOURCE, DaemonTest, run, seed, wait_for, write_atomically

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(response):
    return [title.text for title in ElementTree.fromstring(response.body).findall(f"{ATOM}entry/{ATOM}title")]


class SampleSeeds(DaemonTest):
    def test_the_three_samples_give_the_one_published_article(self):
        daemon = self.start(seeds=SOURCE / "seeds")
        expected = ["2021 was a breakthrough year for AI"]
        for topic in ("ai", "microsoft-ai", "all"):
            self.assertEqual(titles(daemon.get(f"/feeds/{topic}.atom")), expected)
        rss = ElementTree.fromstring(daemon.get("/feeds/ai.rss").body)
        self.assertEqual([item.findtext("title") for item in rss.iter("item")], expected)
        items = json.loads(daemon.get("/feeds/ai.json").body)["items"]
        self.assertEqual([item["title"] for item in items], expected)
        for suffix in ("atom", "rss", "json"):
            self.assertEqual(daemon.get(f"/feeds/ai-ethics.{suffix}").status, 404)
        everything = b"".join(daemon.get(path).body for path in
                              ("/", "/feeds/ai", "/feeds/ai.atom", "/feeds/ai.rss", "/feeds/ai.json", "/feeds.json",
                               "/feeds.opml", "/metrics", "/readyz"))
        self.assertNotIn(b"secured", everything)
        self.assertNotIn(b"xlPCwVLroVtV", everything)

    def test_unpublished_articles_are_shown_on_request(self):
        daemon = self.start(seeds=SOURCE / "seeds", config="[feeds]\ninclude_unpublished = true\n")
        self.assertEqual(len(titles(daemon.get("/feeds/ai.atom"))), 3)
        self.assertEqual(titles(daemon.get("/feeds/ai-ethics.atom")), ["AI jobs in 2021: here are some key trends"])

    def test_types_and_validators(self):
        daemon = self.start(seeds=SOURCE / "seeds")
        types = {"/feeds/ai.atom": "application/atom+xml; charset=utf-8",
                 "/feeds/ai.rss": "application/rss+xml; charset=utf-8",
                 "/feeds/ai.json": "application/feed+json", "/feeds.opml": "text/x-opml; charset=utf-8"}
        for path, content_type in types.items():
            answer = daemon.get(path)
            self.assertEqual((answer.status, answer.headers["content-type"]), (200, content_type), path)
            self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
            self.assertRegex(answer.headers["etag"], r'^"[^"]+"$')
            again = daemon.get(path, if_none_match=answer.headers["etag"])
            self.assertEqual((again.status, again.body), (304, b""))
            head = daemon.get(path, method="HEAD")
            self.assertEqual((head.status, head.body, head.headers["content-length"]),
                             (200, b"", str(len(answer.body))))
        refused = daemon.get("/feeds/ai.atom", method="POST")
        self.assertEqual(refused.status, 405)
        self.assertIn("GET", refused.headers["allow"])


    def test_a_browser_s_window_gets_a_feed_it_can_show(self):
        daemon = self.start(seeds=SOURCE / "seeds")
        reader = daemon.get("/feeds/ai.atom")
        window = daemon.get("/feeds/ai.atom", sec_fetch_dest="document")
        self.assertEqual(window.headers["content-type"], "application/xml; charset=utf-8")
        self.assertEqual((window.body, window.headers["etag"]), (reader.body, reader.headers["etag"]))


class Life(DaemonTest):
    def test_edits_reach_the_feed_and_nothing_leaks(self):
        self.write("a.md", seed("First"))
        daemon = self.start()
        self.assertEqual(titles(daemon.get("/feeds/ai.atom")), ["First"])
        before = daemon.descriptors()
        old = daemon.get("/feeds/ai.atom")

        self.write("a.md", seed("Second"))
        new = daemon.wait_for("/feeds/ai.atom", lambda answer: titles(answer) == ["Second"], "the edit in place")
        self.assertNotEqual(old.headers["etag"], new.headers["etag"])
        ids = [ElementTree.fromstring(answer.body).find(f"{ATOM}entry/{ATOM}id").text for answer in (old, new)]
        self.assertEqual(ids[0], ids[1])

        write_atomically(self.seeds / "a.md", seed("Third"))
        daemon.wait_for("/feeds/ai.atom", lambda answer: titles(answer) == ["Third"], "the atomic save")

        self.write("deep/er/b.md", seed("New", url="https://example.org/b", date="2024-06-01T00:00:00Z"))
        daemon.wait_for("/feeds/ai.atom", lambda answer: titles(answer) == ["New", "Third"], "a new folder")

        os.rename(self.seeds / "deep", self.seeds / "moved")
        daemon.wait_for("/feeds/ai.atom", lambda answer: titles(answer) == ["New", "Third"]
                        and b"moved/er/b" in answer.body, "the renamed folder")

        self.write("a.md", "---\ntitle: [broken\n---\n")
        daemon.wait_for("/", lambda answer: b"a.md" in answer.body, "the bad seed's problem on the page")
        self.assertEqual(titles(daemon.get("/feeds/ai.atom")), ["New", "Third"])
        self.assertRegex(daemon.log, r"a\.md")

        self.write("a.md", seed("Mended"))
        daemon.wait_for("/feeds/ai.atom", lambda answer: titles(answer) == ["New", "Mended"], "the mended seed")

        (self.seeds / "a.md").unlink()
        daemon.wait_for("/feeds/ai.atom", lambda answer: titles(answer) == ["New"], "the deletion")

        daemon.send(signal.SIGHUP)
        wait_for(lambda: "reloaded" in daemon.log, "the reload")
        self.assertEqual(titles(daemon.get("/feeds/ai.atom")), ["New"])

        # The folders deep/er became moved/er: as many watches; a watch is no descriptor.
        wait_for(lambda: len(daemon.descriptors()) <= len(before), "descriptors to be closed")
        self.assertEqual(daemon.stop(), 0)

    def test_what_is_not_emitted_wakes_nobody(self):
        path = self.write("a.md", seed("Quiet", secured='"aaaa"', heat="1"))
        self.write("b.md", seed("Other", url="https://example.org/b"))
        daemon = self.start()
        old = {suffix: daemon.get(f"/feeds/ai.{suffix}") for suffix in ("atom", "rss", "json")}
        write_atomically(path, seed("Quiet", secured='"bbbb"', heat="2"))
        # A second change that is emitted proves that the first has been dealt with.
        self.write("c.md", seed("Elsewhere", url="https://example.org/c", topics=("Other",)))
        daemon.wait_for("/feeds/other.atom", lambda answer: answer.status == 200, "the second change")
        for suffix, answer in old.items():
            now = daemon.get(f"/feeds/ai.{suffix}")
            self.assertEqual((now.body, now.headers["etag"], now.headers["last-modified"]),
                             (answer.body, answer.headers["etag"], answer.headers["last-modified"]))

    def test_a_missing_directory_is_waited_for(self):
        missing = self.seeds / "later"
        daemon = self.start(seeds=missing)
        self.assertEqual(daemon.get("/readyz").status, 503)
        self.assertEqual(daemon.get("/healthz").status, 200)
        self.assertEqual(daemon.get("/feeds/ai.atom").status, 503)
        self.assertIn(str(missing), daemon.log)
        staging = self.seeds / "staging"
        staging.mkdir()
        (staging / "a.md").write_text(seed("There"))
        staging.rename(missing)
        daemon.wait_for("/readyz", lambda answer: answer.status == 200, "the directory to be picked up")
        self.assertEqual(titles(daemon.get("/feeds/ai.atom")), ["There"])

    def test_a_directory_that_vanishes_deletes_nothing(self):
        root = self.seeds / "root"
        shutil.copytree(SOURCE / "seeds", root)
        daemon = self.start(seeds=root)
        answer = daemon.get("/feeds/ai.atom")
        root.rename(self.seeds / "away")
        daemon.wait_for("/readyz", lambda ready: ready.status == 503 and "degraded" in ready.text, "the loss to be seen")
        self.assertEqual(daemon.get("/feeds/ai.atom").body, answer.body)
        (self.seeds / "away").rename(root)
        daemon.wait_for("/readyz", lambda ready: ready.status == 200, "the return to be seen")
        self.assertEqual(daemon.get("/feeds/ai.atom").headers["etag"], answer.headers["etag"])

    def test_polling_that_was_chosen_is_no_fault(self):
        self.write("a.md", seed("One"))
        daemon = self.start(config="[seeds]\npolling = always\n")
        self.assertEqual(daemon.get("/readyz").text, "ready\n")
        self.assertEqual((daemon.metric("polling"), daemon.metric("degraded")), (1, 0))
        self.assertNotIn("polled", daemon.get("/").text)

    def test_polling_for_want_of_watches_is_said_but_sets_off_no_alert(self):
        confine = ("unshare", "-Ur", "sh", "-c", 'echo 0 >/proc/sys/user/max_inotify_watches && exec "$@"', "sh")
        if subprocess.run([*confine, "true"], capture_output=True).returncode != 0:
            self.skipTest("the limit of watches cannot be lowered here")
        self.write("a.md", seed("One"))
        daemon = self.start(prefix=confine)
        ready = daemon.get("/readyz")
        self.assertEqual(ready.status, 200)
        self.assertRegex(ready.text, r"(?m)^degraded: polling: .*max_user_watches")
        self.assertEqual((daemon.metric("polling"), daemon.metric("degraded")), (1, 0))
        self.assertIn("max_user_watches", daemon.get("/").text)

    def test_a_socket_for_a_proxy_without_an_address_of_the_site_is_warned_of(self):
        listen = f"unix:{self.seeds}/socket"
        log = self.start(listen=listen).log
        self.assertIn("base_url is empty", log)
        self.assertIn("authority has its default", log)
        log = self.start(config="[site]\nbase_url = https://example.org\n").log
        self.assertIn("authority has its default", log)
        named = "[site]\nbase_url = https://example.org\nauthority = example.org,2026\n"
        log = self.start(listen=f"{listen}2", config=named).log
        self.assertNotIn("base_url", log)
        self.assertNotIn("authority", log)

    def test_a_port_in_use_is_named(self):
        daemon = self.start()
        result = run("serve", "--seeds", self.seeds, "--listen", f"127.0.0.1:{daemon.port}")
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"127.0.0.1:{daemon.port}", result.stderr)
        self.assertNotIn("terminate", result.stderr)

    def test_interrupt_drains_and_exits_with_0(self):
        daemon = self.start()
        with socket.create_connection(("127.0.0.1", daemon.port)) as idle:
            self.assertEqual(daemon.stop(signal.SIGINT), 0)
            self.assertEqual(idle.recv(100), b"")

    def test_reload_takes_new_settings_and_refuses_bad_ones(self):
        self.write("a.md", seed("One"))
        daemon = self.start(config="[site]\ntitle = Before\n")
        self.assertIn(b"Before", daemon.get("/feeds/ai.atom").body)
        daemon.config.write_text("[site]\ntitle = After\n")
        daemon.send(signal.SIGHUP)
        daemon.wait_for("/feeds/ai.atom", lambda answer: b"After" in answer.body, "the new title")
        daemon.config.write_text("[site]\ntitel = Wrong\n")
        daemon.send(signal.SIGHUP)
        wait_for(lambda: "titel" in daemon.log, "the refusal in the log")
        self.assertIn(b"After", daemon.get("/feeds/ai.atom").body)
        # What only the server can tell to be wrong counts as much.
        daemon.config.write_text("[site]\ntitle = Never\n[log]\naccess = common\naccess_file = /nonexistent/a.log\n")
        daemon.send(signal.SIGHUP)
        wait_for(lambda: "/nonexistent/a.log" in daemon.log, "the refusal in the log")
        daemon.config.write_text("[site]\ntitle = Last\n")
        daemon.send(signal.SIGHUP)
        daemon.wait_for("/feeds/ai.atom", lambda answer: b"Last" in answer.body, "the last title")
        wait_for(lambda: daemon.log.count("reloaded") == 2, "the word on the reloads")
        self.assertEqual(daemon.log.count("not taken over"), 2)

    def test_a_refused_configuration_confirms_no_deletions(self):
        for number in range(20):
            self.write(f"{number}.md", seed(f"Number {number}", url=f"https://example.org/{number}"))
        daemon = self.start(config="[seeds]\ndeletion_grace = 1 ms\n")
        for path in list(self.seeds.glob("*.md"))[1:]:
            path.unlink()
        wait_for(lambda: daemon.metric("deletions_held") == 1, "the deletions to be held")
        good = daemon.config.read_text()
        daemon.config.write_text("[seeds]\nwrong = 1\n")
        daemon.send(signal.SIGHUP)
        wait_for(lambda: "not taken over" in daemon.log, "the refusal")
        # Nor does it at the next occasion.
        self.write("new.md", seed("New", url="https://example.org/new", topics=("New",)))
        daemon.wait_for("/feeds/new.atom", lambda answer: answer.status == 200, "the new seed")
        self.assertEqual((daemon.metric("deletions_held"), daemon.metric("articles")), (1, 21))
        daemon.config.write_text(good)
        daemon.send(signal.SIGHUP)
        wait_for(lambda: daemon.metric("articles") == 2, "the deletions")

    def test_the_access_log_is_opened_anew(self):
        self.write("a.md", seed("One"))
        path = self.seeds / "access.log"
        daemon = self.start(config=f"[log]\naccess = common\naccess_file = {path}\n")
        for number in (signal.SIGUSR1, signal.SIGHUP):
            path.unlink()
            daemon.send(number)
            wait_for(path.exists, "the file")
        wait_for(lambda: daemon.log.count("reloaded") == 1, "the reload")
        path.unlink()
        other = self.seeds / "other.log"
        daemon.config.write_text(f"[log]\naccess = common\naccess_file = {other}\n")
        daemon.send(signal.SIGHUP)
        wait_for(lambda: daemon.log.count("reloaded") == 2, "the reload")
        self.assertEqual((path.exists(), other.exists()), (False, True))

    def test_a_second_signal_ends_what_drains(self):
        self.write("a.md", seed("One", body="More than the kernel buffers for a connection. " * 20000))
        daemon = self.start(config="[server]\ndrain_timeout = 1 h\n")
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", daemon.port))
            client.sendall(b"GET /feeds/ai.atom HTTP/1.1\r\nHost: h\r\n\r\n" * 16)
            client.recv(1)
            daemon.send(signal.SIGINT)
            wait_for(lambda: "stopping" in daemon.log, "the drain to begin")
            daemon.send(signal.SIGHUP)
            self.assertIsNone(daemon.process.poll())
            daemon.send(signal.SIGINT)
            self.assertEqual(daemon.process.wait(DEADLINE), -signal.SIGINT)

    def test_reload_moves_to_other_addresses(self):
        self.write("a.md", seed("One"))
        daemon = self.start(listen=None, config="[server]\nlisten = 127.0.0.1:0\n")
        path = f"{daemon.directory}/feed.sock"
        with socket.create_connection(("127.0.0.1", daemon.port)) as old, socket.socket(socket.AF_UNIX) as new:
            old.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
            self.assertIn(b" 200 OK", old.recv(10000))
            daemon.config.write_text(f"[server]\nlisten = unix:{path}\nthreads = 7\n")
            daemon.send(signal.SIGHUP)
            wait_for(lambda: "reloaded" in daemon.log, "the reload")
            self.assertIn(f"listening on unix:{path}", daemon.log)
            self.assertRegex(daemon.log, "threads.* restart")
            new.connect(path)
            for connection in (old, new):
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
                self.assertIn(b" 200 OK", connection.recv(10000))

            def refused():
                try:
                    socket.create_connection(("127.0.0.1", daemon.port)).close()
                except ConnectionRefusedError:
                    return True

            wait_for(refused, "the old address to be given up")

    def test_an_epoch_that_is_slightly_wrong_is_refused_and_nothing_ends(self):
        self.write("a.md", seed("One"))
        daemon = self.start(config="[site]\ntitle = Before\n")
        for epoch in ("2026-01- 1T00:00:00Z", "+026-01-01T00:00:00Z"):
            daemon.config.write_text(f"[site]\ntitle = After\nepoch = {epoch}\n")
            daemon.send(signal.SIGHUP)
            wait_for(lambda: f"epoch: `{epoch}`" in daemon.log or daemon.process.poll() is not None, "the refusal")
            self.assertIsNone(daemon.process.poll(), daemon.log)
            self.assertIn(b"Before", daemon.get("/feeds/ai.atom").body)
            result = run("check", "--seeds", self.seeds, "--config", daemon.config)
            self.assertEqual((result.returncode, f"feed-exporter.ini:3: [site] epoch: `{epoch}`" in result.stderr),
                             (78, True), result.stderr)


if __name__ == "__main__":
    unittest.main()
