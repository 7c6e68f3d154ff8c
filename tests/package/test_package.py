# SPDX-License-Identifier: MIT
"""Installs the Debian package in a clean tree, boots it and drives the service."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("FEED_EXPORTER_BUILD", SOURCE / "build/dev"))
HERE = pathlib.Path(__file__).resolve().parent


def mirror():
    """Where this machine gets its packages from."""
    policy = subprocess.run(["apt-cache", "policy", "bash"], capture_output=True, text=True).stdout
    found = re.search(r"\s(https?://\S+)\s+\S+/main", policy)
    return found[1] if found else None


def suite():
    release = pathlib.Path("/etc/os-release").read_text()
    found = re.search(r"^VERSION_CODENAME=(\w+)$", release, re.M)
    return found[1] if found and re.search(r"^ID=debian$", release, re.M) else None


def missing():
    """Why the test cannot run here, or None."""
    if os.geteuid() != 0:
        return "booting a tree needs root"
    for tool in ("debootstrap", "systemd-nspawn", "cpack", "dpkg-shlibdeps", "file"):
        if not shutil.which(tool):
            return f"{tool} is not installed"
    if not suite() or not mirror():
        return "this is no Debian with a package mirror"
    return None


def run(*command, **options):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if result.returncode != 0:
        raise AssertionError(f"{command[0]}: {result.stdout[-2000:]}{result.stderr[-2000:]}")
    return result.stdout


def nspawn(root, *arguments):
    return ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--directory", str(root), *arguments]


@unittest.skipIf(missing(), missing())
class Package(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(tempfile.mkdtemp(prefix="feed-exporter-package-", dir="/var/tmp"))
        cls.addClassCleanup(shutil.rmtree, cls.directory, ignore_errors=True)
        # The name says what is in it, so that a tree of another release or list is never taken for this one.
        base = BUILD / f"debian-{suite()}-systemd-dbus-curl.tar"
        cls.root = cls.directory / "root"
        if not base.exists():
            run("debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv,dbus,curl", suite(), cls.root,
                mirror())
            run("tar", "-C", cls.root, "-cf", f"{base}.part", ".")
            os.rename(f"{base}.part", base)
        else:
            cls.root.mkdir()
            run("tar", "-C", cls.root, "-xf", base)

    def test_the_package_lives_under_systemd(self):
        run("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", self.directory / "deb")
        package, = (self.directory / "deb").glob("*.deb")
        if shutil.which("lintian"):
            run("lintian", "--allow-root", "--fail-on", "error", package)
        # Each line of the description is indented by one blank (deb-control(5)).
        description = run("dpkg-deb", "--field", package, "Description").splitlines()[1:]
        self.assertEqual([line for line in description if not re.match(r" \S", line)], [])
        shutil.copy(package, self.root / "root/feed-exporter.deb")
        run(*nspawn(self.root, "--pipe", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq",
                    "--no-install-recommends", "/root/feed-exporter.deb"))
        for path in ("usr/bin/feed-exporter", "etc/feed-exporter/feed-exporter.ini",
                     "usr/share/man/man8/feed-exporter.8.gz", "usr/share/man/man5/feed-exporter.ini.5.gz",
                     "usr/share/doc/feed-exporter/changelog.gz"):
            self.assertTrue((self.root / path).exists(), path)

        shutil.copy(HERE / "inside.sh", self.root / "root/inside.sh")
        (self.root / "etc/systemd/system/inside.service").write_text(
            "[Unit]\nAfter=multi-user.target\n"
            "[Service]\nType=oneshot\nExecStart=/bin/bash -c '/bin/bash /root/inside.sh >/root/result 2>/root/errors'\n"
            "ExecStopPost=/bin/systemctl poweroff --force\nTimeoutStartSec=600\n"
            "[Install]\nWantedBy=graphical.target\n")
        run(*nspawn(self.root, "--pipe", "systemctl", "enable", "inside.service"))
        try:
            boot = subprocess.run(nspawn(self.root, "--boot"), stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, errors="replace", timeout=900,
                                  env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"})
        except subprocess.TimeoutExpired as error:
            self.fail(f"the tree did not shut down: {(error.stdout or b'')[-3000:]}")
        result = self.root / "root/result"
        if not result.exists() and "Welcome to" not in boot.stdout:
            self.skipTest(f"no system can be booted here: {(boot.stdout + boot.stderr)[-300:]}")
        lines = result.read_text().splitlines()
        self.assertEqual([line for line in lines if line.startswith("not ok")], [],
                         (self.root / "root/errors").read_text())
        self.assertEqual(lines[-1], "done")
        self.assertGreater(len(lines), 15)


if __name__ == "__main__":
    unittest.main()
