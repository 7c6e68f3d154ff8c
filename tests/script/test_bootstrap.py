# SPDX-License-Identifier: MIT
"""What script/bootstrap asks of the package tools, on machines that are made of stubs."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]

# A distribution is a list of names, a machine the names that it has; `lists` is there once apt has fetched them.
STUBS = {
    "dpkg-query": """
shift 3
for wanted; do
  while read -r name; do case $name in $wanted) echo "installed $name" ;; esac; done <installed
done
exit 0
""",
    "apt-cache": """
echo "apt-cache $1" >>calls
[ -e lists ] || exit 0
command=$1
shift
case $command in
  pkgnames) grep "^$1" distribution ;;
  policy) for name; do
    if grep -qx "$name" distribution; then printf '%s:\\n  Candidate: 1\\n' "$name"; else echo "N: no $name" >&2; fi
  done ;;
esac
exit 0
""",
    "apt-get": """
echo "apt-get $1" >>calls
case $1 in
  update) touch lists ;;
  install) for name; do case $name in -* | install) ;; *) grep -x "$name" distribution >>installed || exit 100 ;; esac; done ;;
esac
""",
    "sudo": 'exec "$@"',
    "npm": "exit 0",
    "node": "exit 0",
}

# What has to be installed, but for Boost, as the script itself says.
NEEDED = [word for command in re.findall(r"^install ((?:.*\\\n)*.*)", (SOURCE / "script/bootstrap").read_text(), re.M)
          for word in command.replace("\\\n", " ").split() if "$" not in word]


def boost(version):
    return [f"libboost{part}{version}-dev" for part in ("", "-json", "-url", "-test")]


class Machine:
    def __init__(self, distribution, installed=(), lists=False):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="feed-exporter-bootstrap-"))
        # The script works in the folder above its own.
        (self.directory / "script").mkdir()
        shutil.copy(SOURCE / "script/bootstrap", self.directory / "script/bootstrap")
        (self.directory / "bin").mkdir()
        for name, text in STUBS.items():
            path = self.directory / "bin" / name
            path.write_text("#!/bin/bash\n" + text)
            path.chmod(0o755)
        self.write("distribution", distribution)
        self.write("installed", installed)
        self.write("calls", ())
        if lists:
            self.write("lists", ())

    def write(self, name, lines):
        (self.directory / name).write_text("".join(f"{line}\n" for line in lines))

    def read(self, name):
        return (self.directory / name).read_text().splitlines()

    def bootstrap(self, *arguments):
        self.write("calls", ())
        result = subprocess.run([self.directory / "script/bootstrap", *arguments], capture_output=True, text=True,
                                env={**os.environ, "PATH": f"{self.directory / 'bin'}:{os.environ['PATH']}"})
        shown = result.stdout + result.stderr
        return result.returncode, shown, self.read("calls")


class Bootstrap(unittest.TestCase):
    def machine(self, *arguments, **options):
        machine = Machine(*arguments, **options)
        self.addCleanup(shutil.rmtree, machine.directory)
        return machine

    def test_nothing_is_asked_when_all_is_there(self):
        machine = self.machine([], installed=NEEDED + boost("1.81"))
        self.assertEqual(machine.bootstrap(), (0, "", []))

    def test_a_fresh_machine_gets_the_newest_boost_of_its_distribution(self):
        for versions, newest in ((("1.74", "1.81"), "1.81"), (("1.83", "1.88"), "1.88"), (("1.83", "1.100"), "1.100")):
            machine = self.machine(NEEDED + [name for version in versions for name in boost(version)])
            code, shown, calls = machine.bootstrap("--tests")
            self.assertEqual(code, 0, shown)
            self.assertIn("apt-get update", calls)
            installed = machine.read("installed")
            self.assertEqual(sorted(installed), sorted(NEEDED + boost(newest)))
            # Those that this distribution lacks are told, and asked for in vain again without fetching the lists anew.
            self.assertIn("No such package here: chromium", shown)
            code, shown, calls = machine.bootstrap("--tests")
            self.assertEqual((code, "apt-get update" in calls), (0, False), shown)

    def test_a_boost_that_is_installed_is_kept(self):
        machine = self.machine(NEEDED + boost("1.81") + boost("1.83"), installed=boost("1.81")[:1] + NEEDED)
        self.assertEqual(machine.bootstrap()[0], 0)
        self.assertEqual(set(machine.read("installed")) - set(NEEDED), set(boost("1.81")[:3]))

    def test_a_distribution_without_a_boost_that_is_new_enough_is_refused(self):
        machine = self.machine(NEEDED + boost("1.74"), lists=True)
        code, shown, _ = machine.bootstrap()
        self.assertNotEqual(code, 0)
        self.assertIn("no Boost 1.81 or later here", shown)


if __name__ == "__main__":
    unittest.main()
