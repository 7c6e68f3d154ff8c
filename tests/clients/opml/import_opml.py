# SPDX-License-Identifier: MIT
"""import_opml.py RENDER_PAGES: imports the OPML files of the sample site with feed readers, each in a directory of
its own, and compares the subscriptions with what expat reads in the file. Exit status 77 if no reader is there."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

BASE_URL = "https://example.org/news"
DOCUMENTS = ("/feeds.opml", "/sample/unusual.opml")


def run(command, directory, **options):
    return subprocess.run(
        command, cwd=directory, check=True, capture_output=True, encoding="utf-8", timeout=60,
        env={"HOME": str(directory), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **options,
    ).stdout


def import_with_newsboat(opml, directory):
    """URLs and the folder of each, which newsboat makes a tag."""
    urls = directory / "urls"
    urls.touch()
    run(["newsboat", "-q", "-u", urls, "-c", directory / "cache.db", "-i", opml], directory)
    lines = [line.split(" ", 1) for line in urls.read_text("utf-8").splitlines()]
    return {line[0]: line[1].strip('"') if len(line) > 1 else None for line in lines}


def import_with_sfeed(opml, directory):
    """URLs and names, as the shell reads what sfeed_opml_import wrote."""
    config = run(["sfeed_opml_import"], directory, stdin=opml.open("rb"))
    (directory / "sfeedrc").write_text(config, "utf-8")
    script = 'feed() { printf "%s\\t%s\\n" "$2" "$1"; }; . ./sfeedrc; feeds'
    lines = run(["sh", "-c", script], directory).splitlines()
    return dict(line.split("\t") for line in lines)


def import_with_rss2email(opml, directory):
    """URLs; rss2email makes names of its own."""
    r2e = ["r2e", "-c", directory / "r2e.cfg", "-d", directory / "r2e.json"]
    run([*r2e, "new", "reader@example.org"], directory)
    run([*r2e, "opmlimport", opml], directory)
    return {url: None for url in re.findall(r"\((\S+) -> ", run([*r2e, "list"], directory))}


def read_with_expat(opml):
    """URL -> (name, folder), in document order."""
    feeds = {}

    def collect(outline, folder):
        for child in outline.findall("outline"):
            if "xmlUrl" in child.attrib:
                assert child.attrib["type"] == "rss" and child.attrib["text"] == child.attrib["title"]
                feeds[child.attrib["xmlUrl"]] = (child.attrib["text"], folder)
            else:
                collect(child, child.attrib["text"])

    collect(xml.etree.ElementTree.parse(opml).getroot().find("body"), None)
    return feeds


def check_document(opml, scratch):
    expected = read_with_expat(opml)
    assert len(expected) >= 6, expected
    checks = (
        ("newsboat", "newsboat", import_with_newsboat, {url: folder for url, (_, folder) in expected.items()}),
        ("sfeed_opml_import", "sfeed", import_with_sfeed, {url: name for url, (name, _) in expected.items()}),
        ("r2e", "rss2email", import_with_rss2email, dict.fromkeys(expected)),
    )
    ran = 0
    for program, package, import_feeds, wanted in checks:
        if shutil.which(program, path="/usr/bin:/bin") is None:
            print(f"skipped: no {program} (Debian package {package})")
            continue
        directory = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        found = import_feeds(opml, directory)
        assert found == wanted, f"{program}: {found} instead of {wanted}"
        left = {path.name for path in directory.iterdir()} & {"x", "y"}
        assert not left, f"{program}: a name was run as a command"
        print(f"{program}: {len(found)} feeds of {opml.name}")
        ran += 1
    return ran


def main(render_pages):
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        run([render_pages, scratch, BASE_URL], scratch)
        files = json.loads((scratch / "manifest.json").read_text("utf-8"))["files"]
        ran = 0
        for path in DOCUMENTS:
            opml = scratch / path.rsplit("/", 1)[1]
            (scratch / files[path]["file"]).rename(opml)
            ran += check_document(opml, scratch)
    return 0 if ran else 77


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
