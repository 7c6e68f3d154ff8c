# SPDX-License-Identifier: MIT
"""What the documents say is true: every command in them is run, here or where the table says."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from harness import BINARY, SOURCE, DaemonTest, run

DOCUMENTS = sorted([SOURCE / "README.md", SOURCE / "CONTRIBUTING.md", *(SOURCE / "docs").glob("*.md")])

# Commands that another test runs, or that run this one.
ELSEWHERE = {
    r"^script/server\b": "serves until it is stopped; .ci/run runs what it is made of: script/bootstrap, script/build",
    r"^script/test\b": "runs this test",
    r"^script/bootstrap\b": "script/test runs it first",
    r"^script/build\b": "script/test runs it first",
    r"^cpack\b": "tests/package",
    r"apt-get install ./build/package": "tests/package",
    r"^(sudo )?systemctl (disable|enable|reload|start|stop)\b": "tests/package",
    r"^FEED_EXPORTER_UPDATE_GOLDEN=1": "rewrites what the tests compare with",
    r"^git diff tests/golden": "shows what the command before it wrote",
    r"^feed-exporter serve --config /etc": "tests/package",
    r"^git -C /var/lib/feed-exporter/seeds pull": "git's own",
}


def blocks(document):
    """The blocks marked `sh`, each a list of lines without comments; a backslash joins lines."""
    for block in re.findall(r"^```sh\n(.*?)^```", document.read_text(), re.S | re.M):
        lines = [re.sub(r"\s+#\s.*$", "", line).strip() for line in block.replace("\\\n", " ").splitlines()]
        yield [line for line in lines if line and not line.startswith("#")]


class Commands(DaemonTest):
    def test_every_command_runs(self):
        daemon = self.start(seeds=SOURCE / "seeds")
        used = set()
        with tempfile.TemporaryDirectory() as directory:
            shutil.copytree(SOURCE / "seeds", pathlib.Path(directory, "seeds"))
            environment = {**os.environ, "HOME": directory,
                           "PATH": f"{pathlib.Path(BINARY).parent}:/usr/local/bin:/usr/bin:/bin"}
            for document, block in [(document, block) for document in DOCUMENTS for block in blocks(document)]:
                script = []
                for line in block:
                    elsewhere = [pattern for pattern in ELSEWHERE if re.search(pattern, line)]
                    used.update(elsewhere)
                    tool = line.split()[0]
                    if elsewhere or ("=" not in tool and not shutil.which(tool, path=environment["PATH"])):
                        self.assertNotIn(tool if not elsewhere else "", ("feed-exporter", "curl"))
                        continue
                    script.append(re.sub(r"(127\.0\.0\.1|localhost):8080", f"127.0.0.1:{daemon.port}", line))
                with self.subTest(document=document.name, script=script):
                    result = subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(script)], cwd=directory,
                                            env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                                            text=True, timeout=60)
                    self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                    if "If-None-Match" in "".join(script):
                        self.assertEqual(result.stdout, "304\n")
        self.assertEqual(set(ELSEWHERE) - used, set(), "no document has such a command any more")


class Text(unittest.TestCase):
    def test_links_lead_to_files_that_are_there(self):
        for document in DOCUMENTS + [SOURCE / "CHANGELOG.md"]:
            for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
                self.assertTrue((document.parent / target).exists(), f"{document.name}: {target}")

    def test_the_man_page_has_every_key_with_its_default(self):
        page = (SOURCE / "docs/man/feed-exporter.ini.5").read_text().replace("\\-", "-")
        for line in (SOURCE / "config/feed-exporter.ini").read_text().splitlines():
            match = re.match(r"(\w+) = ?(.*)", line)
            if match:
                shown = f'.BR {match[1]} " = \\fI{match[2]}\\fP"' if match[2] else f".B {match[1]} ="
                self.assertIn(shown, page)

    def test_the_man_pages_are_well_formed(self):
        if not shutil.which("man"):
            self.skipTest("man is not installed")
        for page in (SOURCE / "docs/man").iterdir():
            result = subprocess.run(["man", "--warnings", "-l", str(page)], capture_output=True, text=True,
                                    env={"PATH": "/usr/bin:/bin", "MANPAGER": "cat", "LC_ALL": "C.UTF-8"})
            self.assertEqual((result.returncode, result.stderr), (0, ""), page.name)

    def test_the_help_names_no_option_that_the_man_page_and_completions_lack(self):
        page = (SOURCE / "docs/man/feed-exporter.8").read_text().replace("\\-", "-")
        completions = {path.name: path.read_text() for path in (SOURCE / "completions").iterdir()}
        synopses = dict(re.findall(r"^\.B feed-exporter (\w+)\n((?:(?!\.br|\.SH).*\n)*)", page, re.M))
        for command in ("serve", "check", "export", "render", "list"):
            for option in re.findall(r"--([a-z-]+)", run(command, "--help").stdout):
                self.assertIn(f"--{option}", page)
                if option not in ("help", "version"):
                    self.assertIn(f"--{option}", synopses[command], command)
                for name, text in completions.items():
                    self.assertIn(option, text, name)

    def test_the_package_s_changelog_begins_with_this_version(self):
        version = re.search(r"^project\(\S+ VERSION (\S+)", (SOURCE / "CMakeLists.txt").read_text(), re.M)[1]
        self.assertTrue((SOURCE / "systemd/debian/changelog").read_text().startswith(f"feed-exporter ({version}) "))

    def test_the_readme_is_short(self):
        self.assertLessEqual(len((SOURCE / "README.md").read_text().splitlines()), 150)

    def test_alert_rules_use_metrics_that_exist(self):
        metrics = (SOURCE / "daemon/app/metrics.cpp").read_text()
        for text in ((SOURCE / "docs/alerts.yml").read_text(), (SOURCE / "docs/operating.md").read_text()):
            for name in re.findall(r"feed_exporter_(\w+)", text):
                self.assertIn(f'"{name}"', metrics)


if __name__ == "__main__":
    unittest.main()
