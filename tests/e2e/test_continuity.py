# SPDX-License-Identifier: MIT
"""Readers notice neither changes of many seeds nor the end of the daemon: what they get is whole and of one piece."""

import contextlib
import http.client
import re
import shutil
import signal
import socket
import threading
import time
import unittest

from harness import DEADLINE, DaemonTest, seed, wait_for
from two_states import STATES, TwoStates


class Reader(threading.Thread):
    """Asks for feeds in turn on one connection until told to stop; keeps each different answer once."""

    def __init__(self, port, paths, coding):
        super().__init__(daemon=True)
        self.port = port
        self.paths = paths
        self.coding = coding
        self.stopping = threading.Event()
        self.answers = 0
        self.not_modified = 0
        self.rounds = 0
        # path -> the ETag of its last answer; (path, ETag) -> body
        self.etags = {}
        self.bodies = {}
        self.problems = []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        with contextlib.closing(connection):
            while not self.stopping.is_set() and not self.problems:
                try:
                    for path in self.paths:
                        self.ask(connection, path, self.etags.get(path) if self.answers % 2 else None)
                    self.rounds += 1
                except Exception as error:  # Whatever it is, a reader has noticed something.
                    self.problems.append(f"{type(error).__name__}: {error}")

    def ask(self, connection, path, condition):
        headers = {"Accept-Encoding": self.coding}
        if condition:
            headers["If-None-Match"] = condition
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        etag = response.getheader("ETag")
        self.answers += 1
        if response.status == 304 and etag == condition and not body:
            self.not_modified += 1
        elif response.status != 200:
            self.problems.append(f"{path}: {response.status} {etag} {body[:200]!r}")
        elif self.bodies.setdefault((path, etag), body) != body:
            self.problems.append(f"{path}: two bodies with the ETag {etag}")
        self.etags[path] = etag

    def stop(self):
        self.stopping.set()
        self.join()


@unittest.skipUnless(shutil.which("git"), "git is not installed")
class ReadersNeverNotice(DaemonTest):
    def setUp(self):
        super().setUp()
        self.tree = TwoStates(self.seeds)
        self.daemon = self.start(config=TwoStates.CONFIG)
        self.readers = []
        # One of each also begins elsewhere, so that a publication meets readers at all feeds.
        for coding in ("identity", "gzip"):
            for first in (0, len(TwoStates.PATHS) // 2):
                paths = TwoStates.PATHS[first:] + TwoStates.PATHS[:first]
                self.readers.append(Reader(self.daemon.port, paths, coding))
        for reader in self.readers:
            self.addCleanup(reader.stop)
            reader.start()

    def wait_for(self, condition, what):
        def holds():
            self.assertEqual([problem for reader in self.readers for problem in reader.problems], [])
            return condition()

        wait_for(holds, what)

    def wait_until_read(self, state):
        """Until all feeds are those of the state, and every reader has asked for all of them."""
        self.wait_for(lambda: self.tree.is_served(self.daemon, state), f"all feeds of state {state}")
        # Every other request is conditional, and their number is odd.
        enough = [reader.rounds + 3 for reader in self.readers]
        self.wait_for(lambda: all(reader.rounds >= rounds for reader, rounds in zip(self.readers, enough)),
                      "the readers to read")

    def check(self):
        """Looks at all that the readers have got."""
        bodies = {}
        etags = {}
        for reader in self.readers:
            reader.stop()
            self.assertEqual(reader.problems, [])
            self.assertGreater(reader.not_modified, 0)
            for (path, etag), body in reader.bodies.items():
                self.assertTrue(bodies.setdefault((path, etag), body) == body, f"{path}: two bodies with one ETag")
                self.assertEqual(etags.setdefault((path, reader.coding, body), etag), etag, f"{path}: two ETags")
        for path, coding, body in etags:
            self.assertIsNone(self.tree.problem_of(path, coding, body))
        for state in STATES:
            for path, document in self.tree.documents[state].items():
                self.assertIn((path, "identity", document), etags, f"{path}: nobody has read state {state}")

    def test_a_checkout_of_hundreds_of_articles(self):
        for state in ("b", "a", "b"):
            self.tree.checkout(state)
            self.wait_until_read(state)
        self.check()

    def test_one_article_after_the_other(self):
        for state in reversed(STATES):
            for number in range(TwoStates.ARTICLES):
                self.tree.rewrite(number, state)
                if number % 40 == 0:
                    # Published in between, so that readers meet every mixture of old and new articles.
                    text = f"Article {number} {state}".encode()
                    path = "/feeds/solo.atom" if number == 0 else f"/feeds/topic-{number % TwoStates.TOPICS}.atom"
                    self.daemon.wait_for(path, lambda answer: text in answer.body, text)
            self.wait_until_read(state)
        self.check()


class Answer:
    """One request over a plain socket, and as much of its answer as comes."""

    def __init__(self, connection):
        self.connection = connection
        self.bytes = b""

    @property
    def head(self):
        """Up to the empty line; nothing as long as that is not there."""
        end = self.bytes.find(b"\r\n\r\n")
        return self.bytes[:end + 2] if end >= 0 else b""

    def length(self):
        """Of head and body; None as long as the head is not there."""
        match = re.search(rb"\r\nContent-Length: (\d+)\r\n", self.head)
        return match and len(self.head) + 2 + int(match[1])

    def is_whole(self):
        return len(self.bytes) == self.length()

    def read(self, size=1 << 20):
        """Whether there was something to read, or may be later."""
        try:
            part = self.connection.recv(size)
        except ConnectionError:
            part = b""
        self.bytes += part
        return bool(part)

    def read_all(self):
        while not self.is_whole() and self.read():
            pass

    @property
    def status(self):
        return int(self.bytes[9:12])

    @property
    def closes(self):
        return b"\r\nConnection: close\r\n" in self.head


REQUEST = b"GET /feeds/ai.atom HTTP/1.1\r\nHost: feeds\r\n\r\n"


def connect(port, receive_buffer=None):
    """From an address of its own: with the daemon's, a connection to its port could meet itself once it has ended."""
    connection = socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(DEADLINE)
    connection.bind(("127.0.0.2", 0))
    try:
        connection.connect(("127.0.0.1", port))
    except OSError:
        connection.close()
        raise
    return connection


class Client(threading.Thread):
    """Sends one request after the other, on a connection for as long as it lasts, until nobody takes a new one."""

    # A connection that has been idle for longer than this may be closed any time.
    IDLE = 0.4

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.whole = 0
        self.announced = 0
        self.problems = []

    def run(self):
        try:
            while not self.problems:
                used = time.monotonic()
                try:
                    connection = connect(self.port)
                except ConnectionError:
                    return
                with contextlib.closing(connection):
                    while used:
                        used = self.ask(connection, used)
        except Exception as error:  # Whatever it is, the client has noticed something.
            self.problems.append(f"{type(error).__name__}: {error}")

    def ask(self, connection, used):
        """When the request was sent; None if the connection cannot be used again. `used`: when it was last."""
        answer = Answer(connection)
        begin = time.monotonic()
        # A connection that was closed before may still hold an answer.
        with contextlib.suppress(ConnectionError):
            connection.sendall(REQUEST)
        idle = time.monotonic() - used
        answer.read_all()
        if not answer.bytes:
            if idle < self.IDLE:
                self.problems.append(f"closed without an answer, {idle:.3f} s after it was used")
        elif not answer.is_whole():
            self.problems.append(f"{len(answer.bytes)} of {answer.length()} bytes")
        elif answer.status != 200:
            self.problems.append(answer.bytes[:1000])
        else:
            self.whole += 1
            self.announced += answer.closes
            return None if answer.closes else begin
        return None


class Drain(DaemonTest):
    def write_large_feed(self):
        """More than the kernel's buffers take: an answer is under way until somebody reads it."""
        for number in range(12):
            self.write(f"{number}.md", seed(f"Article {number}", url=f"https://example.org/{number}",
                                            body=f"All of it, or nothing at all: {number}. " * 15000))

    def test_every_request_gets_a_whole_answer_or_none(self):
        for number in range(40):
            self.write(f"{number}.md", seed(f"Article {number}", url=f"https://example.org/{number}",
                                            body=f"Not a byte less than promised: {number}. " * 100))
        daemon = self.start(config="[server]\ndrain_timeout = 50 s\n")
        clients = [Client(daemon.port) for _ in range(8)]
        for client in clients:
            client.start()
        wait_for(lambda: all(client.whole >= 20 for client in clients), "the clients to be under way")
        before = time.monotonic()
        daemon.send(signal.SIGTERM)
        self.assertEqual(daemon.process.wait(DEADLINE), 0, daemon.log)
        self.assertLess(time.monotonic() - before, 50, "ended only by the limit")
        for client in clients:
            client.join(DEADLINE)
            self.assertFalse(client.is_alive())
            self.assertEqual(client.problems, [])
        self.assertGreater(sum(client.announced for client in clients), 0)

    def test_an_answer_under_way_is_sent_to_its_end(self):
        self.write_large_feed()
        daemon = self.start(config="[server]\ndrain_timeout = 50 s\n")
        with contextlib.closing(connect(daemon.port, receive_buffer=65536)) as connection:
            connection.sendall(REQUEST)
            answer = Answer(connection)
            answer.read(1000)
            daemon.send(signal.SIGTERM)
            wait_for(lambda: "stopping" in daemon.log, "the signal to be taken")
            self.assertIsNone(daemon.process.poll(), "it has not waited for the answer's end")
            answer.read_all()
            self.assertEqual(answer.status, 200)
            self.assertTrue(answer.is_whole(), f"{len(answer.bytes)} of {answer.length()} bytes")
        self.assertEqual(daemon.process.wait(DEADLINE), 0, daemon.log)

    def test_who_does_not_read_at_all_is_cut_at_the_limit(self):
        self.write_large_feed()
        daemon = self.start(config="[server]\ndrain_timeout = 500 ms\n")
        with contextlib.closing(connect(daemon.port, receive_buffer=4096)) as connection:
            connection.sendall(REQUEST)
            answer = Answer(connection)
            answer.read(1000)
            daemon.send(signal.SIGTERM)
            self.assertEqual(daemon.process.wait(DEADLINE), 0, daemon.log)
            answer.read_all()
            self.assertFalse(answer.is_whole(), "it fitted into the kernel's buffers")


if __name__ == "__main__":
    unittest.main()
