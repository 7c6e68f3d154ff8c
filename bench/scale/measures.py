# SPDX-License-Identifier: MIT
"""One measure a function: each takes the bench and a tree and returns figures by name."""

import contextlib
import itertools
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from urllib.parse import quote

from daemon import BASE_URL, Daemon

BULK_FILES = 10_000
# More than fs.inotify.max_queued_events, which is 16,384 as a rule.
OVERFLOW_EVENTS = 40_000
REBUILD_SECONDS = "feed_exporter_rebuild_duration_seconds_sum"
REBUILDS = "feed_exporter_rebuilds_total"
PUBLICATIONS = "feed_exporter_publications_total"
BATCH_FILES = "feed_exporter_batch_size_sum"
OVERFLOWS = "feed_exporter_watch_overflows_total"


def make_tree(bench, count):
    tree = bench.folder / f"seeds-{count}"
    subprocess.run([bench.make_seeds, "--count", str(count), "--output", tree], check=True)
    return tree


def cold_start(bench, tree):
    """To /readyz 200, beside what reading the files takes; then where the memory is."""
    output = subprocess.run([bench.read_files, tree], check=True, capture_output=True, text=True).stdout
    listing, reading = map(float, output.split())
    with Daemon(bench.binary, tree, bench.folder) as daemon:
        first = daemon.metrics()
        now = daemon.settle()
        memory = daemon.memory()
    content = now["feed_exporter_content_bytes"]
    rendered = now["feed_exporter_rendered_bytes"] - memory["memfd"]
    return {
        "list the files, s": listing,
        "open, read, close with 2 threads, s": reading,
        "cold start to ready, s": daemon.start_wall,
        "cold start, CPU of all threads, s": daemon.start_cpu,
        "cold start, first rebuild, s": first[REBUILD_SECONDS],
        "resident, MB": memory["VmRSS"] / 1e6,
        "resident: program and libraries, MB": memory["RssFile"] / 1e6,
        "resident: articles, MB": content / 1e6,
        "resident: bodies among them, MB": now["feed_exporter_body_bytes"] / 1e6,
        "resident: rendered feeds, MB": rendered / 1e6,
        "resident: everything else, MB": (memory["RssAnon"] - content - rendered) / 1e6,
        "rendered feeds in memfds, not resident, MB": memory["memfd"] / 1e6,
        "articles shown": now["feed_exporter_articles"],
    }


def shown_seeds(daemon, tree):
    """Files of the newest articles."""
    for item in json.loads(daemon.body("/feeds/all.json"))["items"]:
        stem = tree / item["id"].split(":", 2)[2]
        for path in (stem.with_name(stem.name + ".md"), stem.with_name(stem.name + ".html")):
            if path.exists():
                yield path


def replace(path, data):
    """By rename(2); the time just before it."""
    temporary = path.with_name(".scale.tmp")
    temporary.write_bytes(data)
    moment = time.monotonic()
    os.rename(temporary, path)
    return moment


def change_to_visible(bench, tree):
    """From rename(2) of one seed with a new title to the new ETag of the feed of everything."""
    times = []
    with Daemon(bench.binary, tree, bench.folder, debounce="0 ms") as daemon:
        daemon.settle()
        etag = daemon.get("/feeds/all.atom")[1]
        originals = {path: path.read_bytes() for path in shown_seeds(daemon, tree)}
        for number, path in enumerate(itertools.islice(itertools.cycle(originals), bench.changes)):
            data = originals[path].replace(b'\ntitle: "', b'\ntitle: "%d ' % number, 1)
            start = replace(path, data)
            while (answer := daemon.get("/feeds/all.atom", etag))[0] == 304:
                time.sleep(0.0002)
            times.append(time.monotonic() - start)
            etag = answer[1]
            time.sleep(0.02)
        for path, data in originals.items():
            replace(path, data)
    times.sort()
    return {
        "one change to visible, p50, ms": 1e3 * times[len(times) // 2],
        "one change to visible, p99, ms": 1e3 * times[len(times) * 99 // 100],
    }


def git(tree, *arguments):
    identity = ["-c", "user.name=bench", "-c", "user.email=bench@bench.example", "-c", "gc.auto=0"]
    subprocess.run(["git", "-C", tree, *identity, *arguments], check=True, stdout=subprocess.DEVNULL)


def mutate(bench, tree, what, seed):
    """Changes that line in some 10,000 files; in how many."""
    count = sum(1 for _ in tree.rglob("*.md")) + sum(1 for _ in tree.rglob("*.html"))
    fraction = min(1.0, BULK_FILES / count)
    command = [bench.make_seeds, "--output", tree, "--mutate", what, "--fraction", str(fraction), "--seed", str(seed)]
    summary = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return int(summary.split()[0])


def follow(daemon, before, files):
    """Waits until the daemon has looked at that many files more, and rests; the metrics then."""
    daemon.wait(lambda now: now[BATCH_FILES] - before[BATCH_FILES] >= files)
    return daemon.settle()


def bulk_checkout(bench, tree):
    """From the end of `git checkout` of 10,000 changed files until every feed is right."""
    git(tree, "init", "--quiet", "--initial-branch=old")
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "--message=old")
    git(tree, "checkout", "--quiet", "-b", "new")
    changed = mutate(bench, tree, "title", 2)
    git(tree, "commit", "--quiet", "--all", "--message=new")
    expected = bench.folder / "expected"
    subprocess.run([bench.binary, "export", "--seeds", tree, "--base-url", BASE_URL, "--output", expected],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times = []
    with Daemon(bench.binary, tree, bench.folder) as daemon:
        before = daemon.settle()
        files = {f"/feeds/{quote(file.name)}": file for file in (expected / "feeds").glob("*.atom")}
        paths = sorted(files)
        right = {"new": daemon.etags(paths)}
        git(tree, "checkout", "--quiet", "old")
        follow(daemon, before, changed)
        right["old"] = daemon.etags(paths)
        for state in ("new", "old") * 2:
            git(tree, "checkout", "--quiet", state)
            start = time.monotonic()
            while daemon.etags(paths) != right[state]:
                if time.monotonic() - start > 60:
                    raise SystemExit("the feeds did not come right within 60 s of a checkout")
            times.append(time.monotonic() - start)
            if state == "new":
                for path, file in files.items():
                    if daemon.body(path) != file.read_bytes():
                        raise SystemExit(f"{path} is not what an export of the same tree holds")
    return {"git checkout of up to 10,000 files, its end to right, s": statistics.median(times)}


def silent_change(bench, tree):
    """`secured` and `heat` of 10,000 files change: nothing may be published."""
    figures = {}
    with Daemon(bench.binary, tree, bench.folder) as daemon:
        for seed, what in enumerate(("secured", "heat"), 3):
            before = daemon.settle()
            cpu = daemon.cpu()
            after = follow(daemon, before, mutate(bench, tree, what, seed))
            figures[f"`{what}` alone in up to 10,000 files: publications"] = after[PUBLICATIONS] - before[PUBLICATIONS]
            figures[f"`{what}` alone in up to 10,000 files: CPU, s"] = daemon.cpu() - cpu
    return figures


def rescan(bench, tree):
    """The daemon is stopped while more happens than the kernel's queue holds; then everything is looked at."""
    paths = [path for path in tree.rglob("*.md") if "/.git/" not in str(path)]
    random.Random(1).shuffle(paths)
    with Daemon(bench.binary, tree, bench.folder) as daemon:
        before = daemon.settle()
        daemon.process.send_signal(signal.SIGSTOP)
        for path in itertools.islice(itertools.cycle(paths), OVERFLOW_EVENTS):
            os.close(os.open(path, os.O_WRONLY))
        start = time.monotonic()
        daemon.process.send_signal(signal.SIGCONT)
        # The rebuild that was under way when the overflow was seen may be a small one before it.
        files = len(paths)
        after = daemon.wait(
            lambda now: now[OVERFLOWS] > before[OVERFLOWS] and now[BATCH_FILES] - before[BATCH_FILES] >= files
        )
        wall = time.monotonic() - start
    return {
        "rescan after an overflow, SIGCONT to done, s": wall,
        "rescan after an overflow, rebuilding, s": after[REBUILD_SECONDS] - before[REBUILD_SECONDS],
    }


STEADY_CONNECTIONS = 8
# Milliseconds that each of them waits before it asks again.
STEADY_PAUSE = 10


def not_wait_for_processors():
    """Of the load: readers have processors of their own. Where that is not permitted, theirs are waited for, too."""
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


class SteadyReaders:
    """wrk at a steady rate, until it is told to stop."""

    def __init__(self, bench, daemon):
        script = bench.folder / "steady.lua"
        script.write_text(f"function delay() return {STEADY_PAUSE} end\n")
        self.process = subprocess.Popen(
            ["wrk", "--latency", "-t1", f"-c{STEADY_CONNECTIONS}", "-d60s", "-s", script, "-H", "Accept-Encoding: gzip",
             f"http://127.0.0.1:{daemon.port}/feeds/all.atom"],
            stdout=subprocess.PIPE, text=True, preexec_fn=not_wait_for_processors)

    def stop(self):
        """The 99th percentile in milliseconds, how many requests there were, and how many failed."""
        self.process.send_signal(signal.SIGINT)
        output = self.process.communicate(timeout=60)[0]
        number, unit = re.search(r"(?m)^ +99% +([\d.]+)(us|ms|s)", output).groups()
        failed = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
        return (float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit],
                int(re.search(r"(\d+) requests in", output)[1]),
                sum(map(int, failed.groups() if failed else ())) + int(refused[1] if refused else 0))


def readers(bench, tree):
    """What readers at a steady rate see of a daemon that rests, of one beside which as much is written elsewhere,
    which takes a processor too, and of one whose seeds change."""
    elsewhere = bench.folder / "elsewhere"
    # Links, since files are only replaced.
    subprocess.run(["cp", "-al", tree, elsewhere], check=True)
    with Daemon(bench.binary, tree, bench.folder) as daemon:
        daemon.settle()
        paths = list(shown_seeds(daemon, tree))

        def write(folder):
            changed = mutate(bench, folder, "title", 5)
            if folder == tree:
                follow(daemon, before, changed)
            for number, path in enumerate(folder / path.relative_to(tree) for path in paths):
                replace(path, path.read_bytes().replace(b'\ntitle: "', b'\ntitle: "%d ' % number, 1))
                time.sleep(0.05)

        results = []
        for work in (lambda: time.sleep(5), lambda: write(elsewhere), lambda: write(tree)):
            before = daemon.metrics()
            steady = SteadyReaders(bench, daemon)
            work()
            results.append(steady.stop())
    shutil.rmtree(elsewhere)
    idle, beside, busy = results
    return {
        "steady readers, nothing changes: p99, ms": idle[0],
        "steady readers, 10,000 files and then 50 change elsewhere: p99, ms": beside[0],
        "steady readers, 10,000 files and then 50 change: p99, ms": busy[0],
        "steady readers: requests": sum(result[1] for result in results),
        "steady readers: requests that failed": sum(result[2] for result in results),
    }


MEASURES = {
    "cold": cold_start,
    "visible": change_to_visible,
    "rescan": rescan,
    "readers": readers,
    "silent": silent_change,
    "checkout": bulk_checkout,
}


def say(text):
    print(text, file=sys.stderr)
