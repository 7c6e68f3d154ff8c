# SPDX-License-Identifier: MIT
"""The commands that end by themselves, their output and their exit codes."""

import contextlib
import gzip
import json
import os
import pathlib
import pty
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import unittest

from harness import BINARY, SOURCE, DaemonTest, run, seed, wait_for


# Of a site whose ids and links are there to stay.
IDENTITY = {"FEED_EXPORTER_SITE_AUTHORITY": "example.org,2026", "FEED_EXPORTER_SITE_BASE_URL": "https://example.org"}


class Usage(unittest.TestCase):
    def test_help_and_version_are_everywhere(self):
        for command in ((), ("serve",), ("check",), ("export",), ("render",), ("list",), ("version",)):
            shown = run(*command, "--help")
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), command)
            self.assertIn("Usage:", shown.stdout)
            shown = run(*command, "--version")
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), command)
            self.assertRegex(shown.stdout, r"^feed-exporter \d+\.\d+\.\d+\n$")
        self.assertRegex(run("version").stdout, r"^feed-exporter \d+\.\d+\.\d+\n$")

    def test_wrong_usage_exits_with_2(self):
        for arguments in ((), ("sing",), ("serve", "--nonsense"), ("serve", "extra"), ("export",), ("render",),
                          ("check", "--format", "xml"), ("serve", "--listen")):
            result = run(*arguments)
            self.assertEqual((result.returncode, result.stdout), (2, ""), arguments)
            self.assertIn("--help", result.stderr)

    def test_bad_configuration_exits_with_78_and_names_the_place(self):
        result = run("serve", "--config", "/nonexistent.ini")
        self.assertEqual((result.returncode, "/nonexistent.ini" in result.stderr), (78, True))
        result = run("list", "--seeds", SOURCE / "seeds", environment={"FEED_EXPORTER_FEEDS_ITEMS": "none"})
        self.assertEqual((result.returncode, "FEED_EXPORTER_FEEDS_ITEMS" in result.stderr), (78, True))
        result = run("serve", "--listen", "somewhere")
        self.assertEqual((result.returncode, "somewhere" in result.stderr), (78, True))

    def test_addresses_that_are_none_are_bad_configuration_and_named(self):
        with tempfile.TemporaryDirectory() as directory:
            config = pathlib.Path(directory, "f.ini")
            for key, value in (("listen", "256.1.1.1:0"), ("listen", "[zz]:0"), ("listen", "foo bar:0"),
                               ("listen", "127.0.0.1:99999"), ("listen", "unix:/" + 200 * "x"),
                               ("trusted_proxies", "nginx"), ("trusted_proxies", "10.0.0.0/33")):
                config.write_text(f"[server]\n{key} = {value}\n")
                for command in ("serve", "check"):
                    result = run(command, "--config", config, "--seeds", SOURCE / "seeds")
                    self.assertEqual((result.returncode, f"{config}:2: [server] {key}: `{value}`" in result.stderr),
                                     (78, True), result.stderr)
                if key == "listen":
                    result = run("serve", "--listen", value)
                    self.assertEqual((result.returncode, f"--listen: `{value}`" in result.stderr), (78, True))

    def test_text_that_no_feed_could_hold_is_bad_configuration(self):
        with tempfile.TemporaryDirectory() as directory:
            config = pathlib.Path(directory, "f.ini")
            for title in (b"B\xfccher", b"bell\x07"):
                config.write_bytes(b"[site]\ntitle = " + title + b"\n")
                result = run("check", "--config", config, "--seeds", SOURCE / "seeds")
                self.assertEqual((result.returncode, f"{config}:2: [site] title: " in result.stderr), (78, True))
        result = run("list", "--seeds", SOURCE / "seeds", environment={"FEED_EXPORTER_SITE_AUTHOR": "J\udcf6rg"})
        self.assertEqual((result.returncode, "FEED_EXPORTER_SITE_AUTHOR: byte 2" in result.stderr), (78, True))


class OneReading(DaemonTest):
    def test_list_names_the_topics(self):
        result = run("list", "--seeds", SOURCE / "seeds")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        rows = [line.split("\t") for line in result.stdout.splitlines()]
        self.assertIn(["ai", "1", "AI"], rows)
        self.assertNotIn("ai-ethics", [row[0] for row in rows])

    def test_render_prints_what_is_served(self):
        daemon = self.start("--base-url", "https://example.org/news", seeds=SOURCE / "seeds")
        for document in ("feeds/ai.atom", "/feeds/ai.rss", "feeds/ai.json", "feeds/ai", "feeds.opml", "feeds.json"):
            result = run("render", document, "--seeds", SOURCE / "seeds", "--base-url", "https://example.org/news")
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            self.assertEqual(result.stdout, daemon.get("/" + document.lstrip("/")).text, document)
        result = run("render", "feeds/nowhere.atom", "--seeds", SOURCE / "seeds")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("feeds/nowhere.atom", result.stderr)
        result = run("render", "feeds/ia.atom", "--seeds", SOURCE / "seeds")
        self.assertEqual((result.returncode, "feeds/ai.atom" in result.stderr), (1, True))

    def test_render_understands_addresses_as_serve_does(self):
        self.write("a.md", seed("One", topics=("Café",)))
        base = ("--seeds", self.seeds, "--base-url", "https://example.org/news")
        plain = run("render", "feeds/café.atom", *base)
        self.assertEqual((plain.returncode, "One" in plain.stdout), (0, True))
        for name in ("feeds/caf%C3%A9.atom", "/news/feeds/caf%C3%A9.atom",
                     "https://example.org/news/feeds/caf%C3%A9.atom"):
            self.assertEqual(run("render", name, *base).stdout, plain.stdout, name)

    def test_output_that_cannot_be_written_is_a_failure(self):
        with tempfile.TemporaryDirectory() as directory, open("/dev/full", "w") as full:
            for command in (("list",), ("check",), ("render", "feeds/all.atom"), ("export", "--output", directory)):
                result = subprocess.run([BINARY, *command, "--seeds", SOURCE / "seeds"], stdout=full,
                                        stderr=subprocess.PIPE, text=True)
                self.assertEqual(result.returncode, 1, command)
                self.assertIn("standard output cannot be written", result.stderr)
            for command in ("version", "--version", "--help"):
                result = subprocess.run([BINARY, command], stdout=full, stderr=subprocess.PIPE, text=True)
                self.assertEqual((result.returncode, result.stderr),
                                 (1, "feed-exporter: standard output cannot be written\n"), command)

    def test_a_missing_directory_is_a_failure(self):
        for command in (("list",), ("check",), ("render", "feeds/all.atom"), ("export", "--output", self.seeds / "o")):
            result = run(*command, "--seeds", self.seeds / "none")
            self.assertEqual(result.returncode, 1, command)
            self.assertEqual(result.stderr, f"feed-exporter: {self.seeds / 'none'}: the seeds directory is missing\n")

    def test_mistakes_in_seeds_are_told_beside_the_result(self):
        self.write("bad.md", "---\ntitle: [x\n---\n")
        for command in (("list",), ("render", "feeds/all.atom"), ("export", "--output", self.seeds / "o")):
            result = run(*command, "--seeds", self.seeds, environment=IDENTITY)
            self.assertEqual(result.returncode, 0, command)
            self.assertRegex(result.stderr, r"^error: .* path=bad\.md line=2 .*\n$")

    def test_check_finds_mistakes_where_they_are(self):
        self.write("good.md", seed("Good"))
        self.write("bad.md", "---\ntitle: \"x\npublishedDateTime: 2024-01-01T00:00:00Z\n---\n")
        self.write("dated.md", seed("Never", date="2024-02-30T00:00:00Z"))
        self.write("untitled.md", "---\ndate: 2024-01-01\nwebUrl: https://example.org/\n---\n")
        result = run("check", "--seeds", self.seeds)
        self.assertEqual((result.returncode, result.stderr), (1, ""))
        lines = result.stdout.splitlines()
        for line in lines[:-1]:
            self.assertRegex(line, r"^\S+\.md(:\d+){0,2}: (error|warning): .+ \[[a-z0-9-]+\]$")
        self.assertTrue(any(re.search(r"dated\.md:3:\d+: error: ", line) for line in lines), result.stdout)
        self.assertTrue(any("untitled.md" in line and ": warning: " in line for line in lines), result.stdout)
        self.assertRegex(lines[-1], r"^2 errors, 1 warning in 4 files; 1 article in 1 topic$")

        document = json.loads(run("check", "--seeds", self.seeds, "--format", "json").stdout)
        self.assertEqual((document["errors"], document["warnings"], len(document["problems"])), (2, 1, 3))
        annotations = run("check", "--seeds", self.seeds, "--format", "github").stdout.splitlines()
        self.assertEqual((len(annotations), annotations[-1]), (4, lines[-1]))
        for line in annotations[:-1]:
            self.assertRegex(line, r"^::(error|warning) file=[^,]+\.md(,line=\d+(,col=\d+)?)?,title=[a-z0-9-]+::.+$")

    def test_secured_shows_up_nowhere_whatever_swallows_it(self):
        good = seed("Good").removesuffix("---\n")
        for i, more in enumerate((
                'excerpt: |\n  foo\n---\nsecured: "iErT"\n---\nbody\n', 'excerpt: "foo\n  secured: iErT"\n---\n',
                "excerpt: foo\n  secured:iErT\n---\n", "levels:\n  - secured:iErT\n---\n",
                "excerpt: >\n  secured: iErT\n---\n", 'excerpt: "foo\nsecured: iErT\n---\n')):
            self.write(f"{i}.md", good + more)
        self.write("prose.md", seed("Prose", body="It is\nsecured: yes, by a lock."))
        result = run("check", "--seeds", self.seeds)
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r"\n6 errors, 0 warnings in 7 files; 1 article in 1 topic\n$")
        document = run("render", "feeds/all.json", "--seeds", self.seeds).stdout
        self.assertIn("secured: yes", document)
        self.assertNotIn("iErT", result.stdout + document)

    def test_check_prints_any_name_of_a_file_as_text(self):
        for name in (b"a\xff.md", b"b\n\x1b[1m.md", b"c,:%.md"):
            with open(os.path.join(os.fsencode(self.seeds), name), "w") as file:
                file.write(seed("T"))
        text = run("check", "--seeds", self.seeds).stdout
        self.assertNotRegex(text, r"[\x00-\x09\x0b-\x1f\x7f]")
        self.assertIn(r"/b\x0a\x1b[1m.md:1: warning: same original URL as a\xff.md, ", text)
        document = json.loads(run("check", "--seeds", self.seeds, "--format", "json").stdout)
        self.assertEqual([problem["file"].rpartition("/")[2] for problem in document["problems"]],
                         [r"b\x0a\x1b[1m.md", "c,:%.md"])
        annotations = run("check", "--seeds", self.seeds, "--format", "github").stdout.splitlines()
        self.assertRegex(annotations[0], r"^::warning file=[^,:]+/b\\x0a\\x1b\[1m\.md,line=1,title=duplicate::")
        self.assertRegex(annotations[1], r"^::warning file=[^,:]+/c%2C%3A%25\.md,line=1,title=duplicate::")

    def test_check_is_content_with_good_seeds_and_strict_on_request(self):
        self.write("good.md", seed("Good"))
        self.assertEqual(run("check", "--seeds", self.seeds).returncode, 0)
        self.assertEqual(run("check", "--strict", "--seeds", self.seeds).returncode, 0)
        self.write("untitled.md", "---\ndate: 2024-01-01\nwebUrl: https://example.org/\n---\n")
        self.assertEqual(run("check", "--seeds", self.seeds).returncode, 0)
        self.assertEqual(run("check", "--strict", "--seeds", self.seeds).returncode, 1)


class Colour(DaemonTest):
    def test_check_has_it_on_a_terminal_unless_told_otherwise(self):
        self.write("bad.md", "---\ntitle: [x\n---\n")
        for variables, expected in (({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False),
                                    ({"TERM": "dumb"}, False)):
            ours, theirs = pty.openpty()
            environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
            process = subprocess.Popen([BINARY, "check", "--seeds", self.seeds], stdout=theirs,
                                       stderr=subprocess.DEVNULL, env={**environment, **variables})
            os.close(theirs)
            shown = b""
            # The end of a terminal whose other side is closed is EIO.
            with contextlib.suppress(OSError):
                while chunk := os.read(ours, 4096):
                    shown += chunk
            os.close(ours)
            process.wait()
            self.assertIn(b"1 error", shown)
            self.assertEqual(b"\x1b[31m" in shown, expected, variables)


class Export(DaemonTest):
    def setUp(self):
        super().setUp()
        for i in range(3):
            self.write(f"{i}.md", seed(f"Article {i}", url=f"https://example.org/{i}", topics=("AI", f"Topic {i}")))
        self.output = self.seeds.with_name(self.seeds.name + "-output")
        self.addCleanup(shutil.rmtree, self.output, ignore_errors=True)

    def export(self, **options):
        return run("export", "--seeds", self.seeds, "--output", self.output, environment=IDENTITY, **options)

    def files(self):
        return {str(path.relative_to(self.output)): path.read_bytes()
                for path in self.output.rglob("*") if path.is_file()}

    def test_files_equal_what_is_served(self):
        result = self.export()
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        daemon = self.start(config="[site]\nauthority = example.org,2026\nbase_url = https://example.org\n")
        files = self.files()
        for name in ("feeds/ai.atom", "feeds/ai.rss", "feeds/ai.json", "feeds.json", "feeds.opml"):
            self.assertEqual(files[name], daemon.get("/" + name).body, name)
        self.assertEqual(files["feeds/ai.html"], daemon.get("/feeds/ai").body)
        self.assertEqual(files["index.html"], daemon.get("/").body)
        self.assertEqual(gzip.decompress(files["feeds/ai.atom.gz"]), files["feeds/ai.atom"])
        self.assertEqual(files["feeds/ai.atom.gz"], daemon.get("/feeds/ai.atom", accept_encoding="gzip").body)
        # Brotli follows a moment after the feed.
        brotli = wait_for(lambda: (answer := daemon.get("/feeds/ai.atom", accept_encoding="br"))
                          and "content-encoding" in answer.headers and answer, "brotli")
        self.assertEqual(files["feeds/ai.atom.br"], brotli.body)

    def test_ids_and_links_that_would_not_last_are_doubted(self):
        result = run("export", "--seeds", self.seeds, "--output", self.output)
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stderr, r"^feed-exporter: warning: \[site\] authority .*\n"
                                        r"feed-exporter: warning: \[site\] base_url .*127\.0\.0\.1:8080\n$")

    def test_no_name_of_a_topic_makes_it_fail(self):
        (self.seeds / "long.md").write_text(seed("Long", url="https://example.org/l", topics=("#" * 60, "é" * 100)))
        result = self.export()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("feeds/" + "é" * 100 + ".atom.gz", self.files())

    def test_only_what_differs_is_written_and_only_what_is_ours_is_removed(self):
        self.export()
        stranger = self.output / "feeds/stranger.txt"
        stranger.write_text("mine")
        times = {name: os.stat(self.output / name).st_mtime_ns for name in self.files()}
        self.assertRegex(self.export().stdout, r"^0 files written, \d+ unchanged, 0 removed")
        self.assertEqual(times, {name: os.stat(self.output / name).st_mtime_ns for name in self.files()})
        (self.seeds / "2.md").unlink()
        self.assertRegex(self.export().stdout, r"[1-9]\d* removed")
        files = self.files()
        self.assertNotIn("feeds/topic-2.atom", files)
        self.assertNotIn("feeds/topic-2.atom.gz", files)
        self.assertIn("feeds/topic-1.atom", files)
        self.assertEqual(stranger.read_text(), "mine")

    def test_a_manifest_never_leads_outside(self):
        self.export()
        outside = self.seeds / "0.md"
        with open(self.output / ".feed-exporter-files", "a") as manifest:
            manifest.write(f"../{self.seeds.name}/0.md\n{outside}\n")
        self.export()
        self.assertTrue(outside.exists())

    def test_a_full_disk_leaves_nothing_half_written(self):
        self.export()
        before = self.files()
        self.write("9.md", seed("Large", url="https://example.org/9", body="word " * 20000))

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

        result = self.export(preexec_fn=limit)
        self.assertNotEqual(result.returncode, 0)
        after = self.files()
        self.assertEqual(set(after) - set(before), set())
        self.assertEqual(self.export().returncode, 0)

    def test_a_run_that_is_stopped_leaves_nothing_half_written(self):
        for i in range(12):
            self.write(f"more/{i}.md", seed(f"More {i}", url=f"https://example.org/more/{i}", topics=(f"More {i}",)))
        self.export()
        whole = self.files()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            shutil.rmtree(self.output)
            process = subprocess.Popen([BINARY, "export", "--seeds", self.seeds, "--output", self.output],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       env={**os.environ, **IDENTITY})
            wait_for(lambda: process.poll() is not None or len(list(self.output.glob("feeds/*"))) > 20, "some files")
            process.send_signal(number)
            self.assertIn(process.wait(), (0, -number))
            files = self.files()
            if number != signal.SIGKILL:
                self.assertEqual(set(files) - set(whole), set())
            for name in set(files) & set(whole) - {".feed-exporter-files"}:
                self.assertEqual(files[name], whole[name], name)
            self.assertEqual(self.export().returncode, 0)
            self.assertEqual(self.files(), whole)

    def test_files_of_others_are_neither_overwritten_nor_removed(self):
        self.output.mkdir()
        index = self.output / "index.html"
        index.write_text("mine")
        result = self.export()
        self.assertEqual((result.returncode, result.stdout, str(index) in result.stderr), (1, "", True))
        self.assertEqual(self.files(), {"index.html": b"mine"})
        index.unlink()
        self.assertEqual(self.export().returncode, 0)
        replaced = self.output / "feeds/topic-2.atom"
        replaced.write_text("mine")
        (self.seeds / "2.md").unlink()
        result = self.export()
        self.assertEqual((result.returncode, str(replaced) in result.stderr), (0, True))
        self.assertEqual(replaced.read_text(), "mine")

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_an_unwritable_directory_is_named(self):
        self.output.mkdir(mode=0o500)
        result = self.export()
        self.assertEqual(result.returncode, 1)
        self.assertIn(str(self.output), result.stderr)

    def test_a_link_that_leads_nowhere_is_named_as_one(self):
        self.output.symlink_to(self.output.with_name("none"))
        self.addCleanup(self.output.unlink)
        result = self.export()
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"{self.output}: cannot be made: it is, or lies behind, a link that leads nowhere\n",
                      result.stderr)

    def test_a_file_in_place_of_the_directory_is_named(self):
        self.output.write_text("")
        self.addCleanup(self.output.unlink)
        result = self.export()
        self.assertEqual(result.returncode, 1)
        self.assertIn(str(self.output), result.stderr)
        self.assertEqual(pathlib.Path(self.output).read_text(), "")


if __name__ == "__main__":
    unittest.main()
