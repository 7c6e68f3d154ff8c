# SPDX-License-Identifier: MIT
"""Under the load of wrk and the attacks of slowhttptest: no request fails, and nobody else notices."""

import contextlib
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

from harness import DEADLINE, DaemonTest, Response, seed, wait_for
from two_states import TwoStates

# Asks for its arguments in turn. An answer is bad if it is not 200, not whole, or has the ETag of other bytes.
SCRIPT = r"""
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  requests, next_request, bodies, bad, example = {}, 0, {}, 0, ""
  for index = 1, #arguments do requests[index] = wrk.format("GET", arguments[index]) end
end

function request()
  next_request = next_request % #requests + 1
  return requests[next_request]
end

function response(status, headers, body)
  local etag = headers["ETag"]
  local known = etag and bodies[etag]
  if status ~= 200 or not etag or #body ~= tonumber(headers["Content-Length"]) or (known and known ~= body) then
    bad = bad + 1
    example = status .. " " .. tostring(etag)
  elseif not known then
    bodies[etag] = body
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  local bad, example = 0, ""
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("bad")
    example = example .. thread:get("example")
  end
  io.write(string.format("\nrequests=%d connect=%d read=%d write=%d timeout=%d status=%d bad=%d example=%s\n",
    summary.requests, errors.connect, errors.read, errors.write, errors.timeout, errors.status, bad, example))
end
"""


class Wrk:
    """wrk with keep-alive connections, until it is told to stop; its bounds are there for the case that nobody does."""

    def __init__(self, port, paths, connections=16):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="feed-exporter-wrk-"))
        script = self.directory / "script.lua"
        script.write_text(SCRIPT)
        self.process = subprocess.Popen(
            ["wrk", "-t1", f"-c{connections}", f"-d{DEADLINE:.0f}s", f"--timeout={DEADLINE:.0f}s", "-s", script,
             f"http://127.0.0.1:{port}", "--", *paths],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def stop(self):
        """Ends it and returns how many requests there were, and a dictionary of failures without those of none."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        output, _ = self.process.communicate(timeout=DEADLINE)
        match = re.search(r"^requests=(\d+) (.*) example=(.*)$", output, re.M)
        if not match:
            raise AssertionError(output)
        counts = dict(pair.split("=") for pair in match[2].split())
        failures = {name: int(count) for name, count in counts.items() if count != "0"}
        if failures:
            failures["example"] = match[3]
        return int(match[1]), failures

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        shutil.rmtree(self.directory, ignore_errors=True)


def get(daemon, path, source):
    """One request from the address `source`."""
    connection = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=DEADLINE, source_address=(source, 0))
    with contextlib.closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        return Response(response.status, {}, response.read())


class WrkTest(DaemonTest):
    def wrk(self, *arguments, **options):
        wrk = Wrk(*arguments, **options)
        self.addCleanup(wrk.end)
        return wrk


def counted(daemon, name, source="127.0.0.1"):
    """A number that the daemon counts, by its name with labels; 0 as long as it is not there."""
    text = get(daemon, "/metrics", source).body.decode()
    match = re.search(rf"^feed_exporter_{re.escape(name)} (\d+)$", text, re.M)
    return int(match[1]) if match else 0


def requests(daemon):
    return counted(daemon, 'http_requests_total{format="atom",status="200"}')


# Becomes the command that follows, with a socket handed over as by a service manager, which knows the process's number.
HAND_OVER = """
import os, sys
inherited = int(sys.argv[1])
os.dup2(inherited, 3)
if inherited != 3:
    os.close(inherited)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


@unittest.skipUnless(shutil.which("wrk"), "wrk is not installed")
class Succession(WrkTest):
    def start_on(self, listener):
        return self.start(listen=None, prefix=[sys.executable, "-c", HAND_OVER, str(listener.fileno())],
                          pass_fds=[listener.fileno()])

    def test_no_request_fails_when_one_daemon_follows_another(self):
        self.write("a.md", seed("One", body="A request is answered by this daemon or by the next one. " * 500))
        # Reading them takes the next daemon some time.
        for number in range(500):
            self.write(f"more/{number}.md", seed(f"Article {number}", url=f"https://example.org/{number}",
                                                 topics=["More"]))
        with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
            daemon = self.start_on(listener)
            wrk = self.wrk(listener.getsockname()[1], ["/feeds/ai.atom"])
            wait_for(lambda: requests(daemon) > 1000, "the load")
            for early in (False, True, False):
                # The next one starts beside the old one, or connections wait in the socket until it is there.
                following = self.start_on(listener) if early else None
                daemon.send(signal.SIGTERM)
                following = following or self.start_on(listener)
                self.assertEqual(daemon.process.wait(DEADLINE), 0, daemon.log)
                daemon = following
                wait_for(lambda: requests(daemon) > 1000, "the next daemon to have the load")
            count, failures = wrk.stop()
            self.assertEqual(failures, {})
            self.assertGreater(count, 4000)
            self.assertEqual(daemon.stop(), 0)


@unittest.skipUnless(shutil.which("wrk"), "wrk is not installed")
@unittest.skipUnless(shutil.which("git"), "git is not installed")
class ReadersNeverNotice(WrkTest):
    def test_changes_of_hundreds_of_articles_under_load(self):
        tree = TwoStates(self.seeds)
        daemon = self.start(config=TwoStates.CONFIG)
        wrk = self.wrk(daemon.port, TwoStates.PATHS, connections=8)
        wait_for(lambda: requests(daemon) > 1000, "the load")
        for state in ("b", "a"):
            tree.checkout(state)
            wait_for(lambda: tree.is_served(daemon, state), f"all feeds of state {state}")
        for number in range(TwoStates.ARTICLES):
            tree.rewrite(number, "b")
        wait_for(lambda: tree.is_served(daemon, "b"), "all feeds of state b")
        count, failures = wrk.stop()
        self.assertEqual(failures, {})
        self.assertGreater(count, 1000)


def count_descriptors(daemon):
    return len(os.listdir(f"/proc/{daemon.process.pid}/fd"))


def memory(daemon):
    """Resident, in bytes."""
    status = pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text()
    return int(re.search(r"^VmRSS:\s+(\d+) kB$", status, re.M)[1]) * 1024


@unittest.skipUnless(shutil.which("slowhttptest"), "slowhttptest is not installed")
class SlowClients(DaemonTest):
    CONNECTIONS = 300
    # What a connection takes of the daemon is a few KiB; the feeds in all codings are not made anew for it.
    MEMORY = 64 * 1024 * 1024
    # Nothing but the deadlines ends these attacks.
    SETTINGS = """[server]
max_connections_per_address = 0
header_timeout = 1 s
idle_timeout = 1 s
write_timeout = 1 s
"""

    def setUp(self):
        super().setUp()
        self.write("a.md", seed("One", body="A bystander is answered. " * 100))

    def attack(self, daemon, *arguments, path="/feeds/ai.atom"):
        process = subprocess.Popen(
            ["slowhttptest", "-c", str(self.CONNECTIONS), "-r", "150", "-l", "8", "-u",
             f"http://127.0.0.1:{daemon.port}{path}", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def end():
            process.kill()
            process.wait()

        self.addCleanup(end)
        return process

    def check(self, *arguments, ends, path="/feeds/ai.atom", settings=SETTINGS, bystander="127.0.0.1"):
        """Attacks until the counter `ends` says that most connections have been dealt with."""
        daemon = self.start(config=settings)
        expected = daemon.get("/feeds/ai.atom")
        # It takes longest to make; large bodies have descriptors.
        wait_for(lambda: daemon.get(path, accept_encoding="br").headers.get("content-encoding") == "br", "brotli")
        wait_for(lambda: daemon.metric("http_connections") == 1, "the daemon to be idle")
        descriptors, before = count_descriptors(daemon), memory(daemon)
        attack = self.attack(daemon, *arguments, path=path)
        wait_for(lambda: counted(daemon, "http_connections_total", bystander) > 50, "the attack")
        answered = grown = ended = 0
        while attack.poll() is None and (ended <= self.CONNECTIONS / 2 or answered <= 10):
            answer = get(daemon, "/feeds/ai.atom", bystander)
            self.assertEqual((answer.status, answer.body), (200, expected.body))
            answered += 1
            grown = max(grown, memory(daemon) - before)
            ended = counted(daemon, ends, bystander)
        # Whoever had to wait for the end of the attack would have one.
        self.assertGreater(answered, 10)
        self.assertLess(grown, self.MEMORY)
        self.assertGreater(ended, self.CONNECTIONS / 2)
        attack.kill()
        wait_for(lambda: counted(daemon, "http_connections", bystander) == 1, "the connections to end")
        wait_for(lambda: count_descriptors(daemon) <= descriptors, "the descriptors to be given back")

    def test_slow_headers(self):
        self.check("-H", "-i", "1", ends='http_rejected_total{reason="header-timeout"}')

    def test_slow_bodies(self):
        self.check("-B", "-i", "1", ends='http_requests_total{format="error",status="405"}')

    def test_slow_reading(self):
        # More than the kernel's buffers take.
        for number in range(12):
            self.write(f"{number}.md", seed(f"Article {number}", url=f"https://example.org/{number}", topics=["Large"],
                                            body=f"A long story that nobody wants to read: {number}. " * 10000))
        self.check("-X", "-w", "10", "-y", "20", "-n", "1", "-z", "32", path="/feeds/large.atom",
                   ends='http_rejected_total{reason="write-timeout"}')

    def test_one_address_cannot_take_all_connections(self):
        # With deadlines that do not help so soon.
        self.check("-H", "-i", "1", settings="[server]\nmax_connections = 100\nmax_connections_per_address = 64\n",
                   bystander="127.0.0.2", ends='http_rejected_total{reason="per-address"}')


if __name__ == "__main__":
    unittest.main()
