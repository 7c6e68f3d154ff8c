# SPDX-License-Identifier: MIT
"""Runs the real binary for a test: starts it on a free port, talks HTTP to it, waits for conditions, ends it."""

import contextlib
import http.client
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

BINARY = os.environ.get("FEED_EXPORTER") or str(
    pathlib.Path(__file__).resolve().parents[2] / "build/dev/feed-exporter")
SOURCE = pathlib.Path(__file__).resolve().parents[2]

# Generous, since sanitizers and busy machines are slow; a condition that holds is seen at once.
DEADLINE = 60.0


def wait_for(condition, what, deadline=DEADLINE):
    """Calls `condition` until it returns something true, and returns that."""
    end = time.monotonic() + deadline
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline:.0f} s for {what}")
        time.sleep(0.02)


def seed(title="A title", url="https://example.org/a", date="2024-05-06T07:08:09Z", topics=("AI",), body="", **more):
    """The text of a seed."""
    lines = ["---", f'title: "{title}"', f"publishedDateTime: {date}", f'webUrl: "{url}"']
    lines += [f"{key}: {value}" for key, value in more.items()]
    if topics:
        lines += ["topics:"] + [f'  - "{topic}"' for topic in topics]
    return "\n".join(lines + ["---", body]) + ("\n" if body else "")


def write_atomically(path, text):
    """As careful savers do: a temporary name, then rename(2)."""
    temporary = path.with_name("." + path.name + ".new")
    temporary.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.replace(temporary, path)


class Response:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self):
        return self.body.decode()


class Daemon:
    """`feed-exporter serve` in a process of its own."""

    def __init__(self, seeds, *arguments, config=None, environment=None, listen="127.0.0.1:0", prefix=(), wait=True,
                 **popen):
        self.directory = tempfile.mkdtemp(prefix="feed-exporter-test-")
        command = list(prefix) + [BINARY, "serve", "--seeds", str(seeds)]
        if listen:
            command += ["--listen", listen]
        if config is not None:
            self.config = pathlib.Path(self.directory, "feed-exporter.ini")
            self.config.write_text(config)
            command += ["--config", str(self.config)]
        clean = {key: value for key, value in os.environ.items() if not key.startswith("FEED_EXPORTER")}
        self.process = subprocess.Popen(command + [str(argument) for argument in arguments],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        env={**clean, **(environment or {})}, **popen)
        self.ending = False
        self.lines = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.port = None
        if wait:
            self.wait_until_listening()

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line.decode(errors="replace").rstrip("\n"))

    @property
    def log(self):
        return "\n".join(self.lines)

    def wait_until_listening(self):
        def listening():
            if self.process.poll() is not None:
                self.reader.join()
                raise AssertionError(f"exited with {self.process.returncode}:\n{self.log}")
            return any("listening on" in line for line in self.lines)

        wait_for(listening, "the daemon to listen")
        match = re.search(r"listening on http://(?:127\.0\.0\.1|\[::1\]|localhost):(\d+)", self.log)
        if match:
            self.port = int(match[1])

    def get(self, path, method="GET", **headers):
        """One request on a connection of its own. Header names: `if_none_match` is `If-None-Match`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        with contextlib.closing(connection):
            connection.request(method, path,
                               headers={key.replace("_", "-").title(): value for key, value in headers.items()})
            response = connection.getresponse()
            return Response(response.status, {key.lower(): value for key, value in response.getheaders()},
                            response.read())

    def wait_for(self, path, condition, what):
        """Fetches `path` until `condition(response)` holds."""
        last = None

        def holds():
            nonlocal last
            last = self.get(path)
            return condition(last)

        try:
            wait_for(holds, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; last answer {last.status}: {last.body[:2000]!r}; log:\n{self.log}")
        return last

    def metric(self, name):
        """The value of a metric without labels."""
        match = re.search(rf"^feed_exporter_{name} (\S+)$", self.get("/metrics").text, re.M)
        return float(match[1]) if match else None

    def descriptors(self):
        """What the open descriptors lead to; those that are closed meanwhile are left out."""
        folder = f"/proc/{self.process.pid}/fd"
        targets = []
        for name in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):
                targets.append(os.readlink(f"{folder}/{name}"))
        return sorted(targets)

    def send(self, number):
        self.ending = self.ending or number in (signal.SIGTERM, signal.SIGINT)
        self.process.send_signal(number)

    def stop(self, number=signal.SIGTERM):
        """Ends the daemon, which a second signal would do at once, and returns its exit code."""
        if self.process.poll() is None and not self.ending:
            self.send(number)
        try:
            code = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"did not stop; log:\n{self.log}")
        finally:
            self.reader.join()
            self.process.stderr.close()
            shutil.rmtree(self.directory, ignore_errors=True)
        return code


class DaemonTest(unittest.TestCase):
    """A test with a seeds directory of its own; daemons end with it, and a sanitizer's report fails it."""

    def setUp(self):
        self.seeds = pathlib.Path(tempfile.mkdtemp(prefix="feed-exporter-seeds-"))
        self.addCleanup(shutil.rmtree, self.seeds, ignore_errors=True)

    def start(self, *arguments, seeds=None, **options):
        daemon = Daemon(seeds or self.seeds, *arguments, **options)
        self.addCleanup(self._end, daemon)
        return daemon

    def _end(self, daemon):
        code = daemon.stop()
        self.assertNotRegex(daemon.log, "Sanitizer|runtime error")
        self.assertIn(code, (0, -signal.SIGKILL, -signal.SIGINT), daemon.log)

    def write(self, name, text):
        path = self.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


def run(*arguments, environment=None, **options):
    """Runs the binary to its end."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FEED_EXPORTER")}
    return subprocess.run([BINARY, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=DEADLINE * 2, env={**clean, **(environment or {})}, **options)
