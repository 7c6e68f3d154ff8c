# SPDX-License-Identifier: MIT
"""What a service manager sees: notifications, the watchdog, handed-over sockets, the unit files."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest

from harness import BINARY, DEADLINE, SOURCE, DaemonTest, seed, wait_for


class NotifySocket:
    """The manager's end of NOTIFY_SOCKET."""

    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="feed-exporter-notify-")
        self.path = os.path.join(self.directory, "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.settimeout(DEADLINE)

    def close(self):
        self.socket.close()
        shutil.rmtree(self.directory)

    def next(self, word):
        """The next message that has a line beginning with `word`."""
        while True:
            message = self.socket.recv(4096).decode()
            if any(line.startswith(word) for line in message.split("\n")):
                return message


class Notifications(DaemonTest):
    def setUp(self):
        super().setUp()
        self.notify = NotifySocket()
        self.addCleanup(self.notify.close)

    def test_ready_reloading_and_stopping_are_told(self):
        self.write("a.md", seed("One"))
        daemon = self.start(environment={"NOTIFY_SOCKET": self.notify.path})
        self.assertIn("STATUS=serving 1 articles in 1 topics", self.notify.next("READY=1"))
        daemon.send(signal.SIGHUP)
        self.assertRegex(self.notify.next("RELOADING=1"), r"MONOTONIC_USEC=\d+")
        self.notify.next("READY=1")
        daemon.send(signal.SIGTERM)
        self.notify.next("STOPPING=1")

    def test_the_watchdog_is_fed_while_serving_threads_live(self):
        self.start(environment={"NOTIFY_SOCKET": self.notify.path, "WATCHDOG_USEC": "300000"})
        for _ in range(3):
            self.notify.next("WATCHDOG=1")


class Journal(unittest.TestCase):
    def test_what_ends_the_program_has_a_priority(self):
        for arguments, code in ((("serve", "--listen", "nowhere"), 78), (("serve", "--nonsense"), 2),
                                (("list", "--seeds", "/nonexistent"), 1)):
            with tempfile.TemporaryFile() as journal:
                status = os.fstat(journal.fileno())
                result = subprocess.run([BINARY, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=journal,
                                        env={**os.environ, "JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"})
                journal.seek(0)
                lines = journal.read().decode().splitlines()
            self.assertEqual((result.returncode, len(lines)), (code, 1), lines)
            self.assertRegex(lines[0], "^<3>")


@unittest.skipUnless(shutil.which("systemd-socket-activate"), "systemd-socket-activate is not installed")
class SocketActivation(DaemonTest):
    def test_a_handed_over_socket_is_served(self):
        self.write("a.md", seed("One"))
        path = f"{self.seeds}/socket"
        # The manager accepts first and starts the program on the first connection.
        daemon = self.start(prefix=["systemd-socket-activate", "-l", path], listen=None, wait=False)
        wait_for(lambda: "Listening on" in daemon.log, "the socket")
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(DEADLINE)
            client.connect(path)
            client.sendall(b"GET /feeds/ai.atom HTTP/1.0\r\n\r\n")
            answer = b""
            while chunk := client.recv(65536):
                answer += chunk
        self.assertRegex(answer, rb"^HTTP/1\.[01] 200 ")
        daemon.wait_until_listening()
        self.assertIn(f"listening on unix:{path}", daemon.log)


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
class Units(unittest.TestCase):
    def test_the_services_are_hardened(self):
        for unit in sorted((SOURCE / "systemd").glob("*.service")):
            result = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)],
                                    capture_output=True, text=True)
            level = re.search(r"Overall exposure level for \S+: ([\d.]+)", result.stdout)
            self.assertIsNotNone(level, result.stderr)
            self.assertLessEqual(float(level[1]), 1.5, unit.name)

    def test_the_units_are_well_formed(self):
        with tempfile.TemporaryDirectory() as directory:
            names = []
            for unit in sorted((SOURCE / "systemd").glob("*.s*")):
                if unit.suffix not in (".service", ".socket"):
                    continue
                text = unit.read_text()
                # The program and its manual are not installed here.
                text = re.sub(r"^(ExecStart=)\S+", r"\1/bin/true", text, flags=re.M)
                text = re.sub(r"^Documentation=.*\n", "", text, flags=re.M)
                names.append(str(pathlib.Path(directory, unit.name)))
                pathlib.Path(names[-1]).write_text(text)
            result = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True,
                                    env={**os.environ, "SYSTEMD_UNIT_PATH": f"{directory}:"})
            mentioned = [line for line in result.stderr.splitlines() if "feed-exporter" in line]
            self.assertEqual((result.returncode, mentioned), (0, []), result.stderr)


if __name__ == "__main__":
    unittest.main()
