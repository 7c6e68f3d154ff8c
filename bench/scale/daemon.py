# SPDX-License-Identifier: MIT
"""A daemon under measurement: started, asked and looked at from outside."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 300
BASE_URL = "http://bench.example"


class Daemon:
    """`feed-exporter serve` over a tree, on a free port of the loopback address."""

    def __init__(self, binary, tree, folder, debounce="50 ms"):
        config = folder / "feed-exporter.ini"
        config.write_text(
            f"[site]\nbase_url = {BASE_URL}\n[seeds]\ndirectory = {tree}\ndebounce = {debounce}\n"
            "[server]\nlisten = 127.0.0.1:0\nmax_requests_per_connection = 1000000000\n"
        )
        self.log = folder / "daemon.log"
        start = time.monotonic()
        # To a file: a pipe that nobody empties would stop the daemon when it is full.
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([binary, "serve", "--config", config], stderr=log)
        self.port = self.wait_for_port(start)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        while self.get("/readyz")[0] != 200:
            check_patience(start)
        self.start_wall = time.monotonic() - start
        self.start_cpu = self.cpu()

    def wait_for_port(self, start):
        while True:
            found = re.search(rb"listening on http://127\.0\.0\.1:(\d+)", self.log.read_bytes())
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                raise SystemExit(f"the daemon ended before it listened:\n{self.log.read_text()}")
            check_patience(start)
            time.sleep(0.001)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

    def get(self, path, etag=None, method="GET"):
        """Status, ETag and body."""
        headers = {"Accept-Encoding": "gzip"}
        if etag:
            headers["If-None-Match"] = etag
        self.connection.request(method, path, headers=headers)
        response = self.connection.getresponse()
        return response.status, response.getheader("ETag"), response.read()

    def body(self, path):
        """What a client without any coding gets."""
        self.connection.request("GET", path)
        return self.connection.getresponse().read()

    def etags(self, paths):
        return {path: self.get(path, method="HEAD")[1] for path in paths}

    def metrics(self):
        """Sums and gauges by name, labels and all."""
        values = {}
        for line in self.body("/metrics").decode().splitlines():
            if not line.startswith("#"):
                name, _, value = line.rpartition(" ")
                values[name] = float(value)
        return values

    def wait(self, condition):
        """The first metrics for which the condition holds."""
        start = time.monotonic()
        while not condition(metrics := self.metrics()):
            check_patience(start)
            time.sleep(0.005)
        return metrics

    def settle(self):
        """Waits until nothing was rebuilt for two seconds; the metrics then."""
        before, since = self.metrics(), time.monotonic()
        while time.monotonic() - since < 2:
            time.sleep(0.05)
            now = self.metrics()
            if now["feed_exporter_rebuilds_total"] != before["feed_exporter_rebuilds_total"]:
                before, since = now, time.monotonic()
        return before

    def cpu(self):
        """Seconds of all threads, in user space and kernel."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Bytes resident, by kind, and bytes of memfds, which are not resident."""
        kinds = {}
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            for line in file:
                name, _, value = line.partition(":")
                if name in ("VmRSS", "RssAnon", "RssFile"):
                    kinds[name] = int(value.split()[0]) * 1024
        kinds["memfd"] = 0
        folder = f"/proc/{self.process.pid}/fd"
        for name in os.listdir(folder):
            with contextlib.suppress(OSError):
                if os.readlink(f"{folder}/{name}").startswith("/memfd:"):
                    kinds["memfd"] += os.stat(f"{folder}/{name}").st_size
        return kinds


def check_patience(start):
    if time.monotonic() - start > PATIENCE:
        raise SystemExit(f"the daemon did not get there within {PATIENCE} s")
