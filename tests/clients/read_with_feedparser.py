# SPDX-License-Identifier: MIT
"""Reads every Atom and RSS document below a directory with feedparser, which says whether it is as it should
be, and compares every field it knows of the samples."""
import calendar
import html

import expectations

try:
    import feedparser
except ImportError:
    expectations.skip("no feedparser (python3-feedparser)")

# feedparser takes the character U+0085 for the ellipsis of Windows-1252, though not everywhere.
MISREAD = str.maketrans({"\u0085": "…"})


def misread(value):
    if isinstance(value, str):
        return value.translate(MISREAD)
    if isinstance(value, (list, tuple)):
        return type(value)(misread(part) for part in value)
    return value


def misread_link(url):
    """feedparser mends what looks like a link that was escaped twice."""
    return url.replace("&amp;", "&")


def seconds(time):
    return None if time is None else calendar.timegm(time)


def links(entry, rel):
    return [link for link in entry.get("links", []) if link["rel"] == rel]


def media_of(entry):
    """The attributes of each media:content that the entry asks for."""
    contents = []
    playable = expectations.playable_of(entry)
    duration = {} if entry["duration"] is None else {"duration": str(entry["duration"])}
    if entry["player"]:
        contents.append({"medium": "video", **duration})
    elif duration and playable:
        medium = playable["media_type"].split("/")[0]
        contents.append({"url": playable["url"], "type": playable["media_type"], "medium": medium, **duration})
    elif duration:
        contents.append({**({"medium": "video"} if entry["type"] == "video" else {}), **duration})
    for image in entry["images"]:
        size = {key: str(image[key]) for key in ("width", "height") if image[key]}
        contents.append({"url": image["url"], "medium": "image", **size})
    return contents


def check_feed(expected, suffix, feed, differences):
    asked = expected.feed
    equal = differences.equal
    equal("title", feed.title, asked["title"])
    equal("link", feed.link if suffix == "rss" else [x.href for x in feed.links if x.type == "text/html"][0], expected.url())
    equal("updated", seconds(feed.updated_parsed), asked["updated"])
    equal("self", [(x.href, x.type) for x in links(feed, "self")], [(expected.url(suffix), f"application/{suffix}+xml")])
    others = {"application/atom+xml": "atom", "application/rss+xml": "rss", "application/feed+json": "json"}
    others.pop(f"application/{suffix}+xml")
    found = {x.type: x.href for x in links(feed, "alternate") if x.type != "text/html"}
    equal("other formats", found, {kind: expected.url(name) for kind, name in others.items()})
    equal("language", feed.get("language", ""), asked["language"])
    equal("rights", feed.get("rights", ""), asked["copyright"])
    if suffix == "atom":
        equal("id", feed.id, expected.url("atom"))
        equal("subtitle", feed.get("subtitle", ""), asked["description"])
        equal("author", feed.author, asked["author"])
        equal("generator", feed.generator, "feed-exporter")
        equal("generator uri", feed.generator_detail.href, asked["base_url"] + "/")
        equal("icon", feed.get("icon", ""), asked["icon"])
        equal("logo", feed.get("logo", ""), asked["logo"])
    else:
        equal("description", feed.subtitle, asked["description"] or asked["title"])
        equal("image", feed.get("image", {}).get("href", ""), asked["image"])
        equal("docs", feed.docs, "https://www.rssboard.org/rss-specification")
        equal("ttl", feed.get("ttl"), str(asked["max_age"] // 60) if asked["max_age"] else None)
        equal("no publication date", "published" in feed, False)


def check_links(entry, asked, suffix, equal):
    files = asked["enclosures"]
    enclosed = files[:1] if suffix == "rss" else files
    length = "0" if suffix == "rss" else None
    equal(
        "enclosures",
        [(x.href, x.type, x.get("length")) for x in links(entry, "enclosure")],
        [(x["url"], x["media_type"], length) for x in enclosed],
    )
    equal("via", [x.href for x in links(entry, "via")], [asked["via"]] if asked["via"] else [])
    linked = [(x["url"], x["title"]) for x in files[1:]] if suffix == "rss" else []
    equal(
        "related",
        [(x.href, x.get("title", "")) for x in links(entry, "related")],
        linked + expectations.related_of(asked),
    )
    equal("alternate", [misread_link(x.href) for x in links(entry, "alternate")], [misread_link(asked["url"])])


def check_texts(entry, asked, suffix, equal):
    body, whole = expectations.body_of(asked)
    found = entry.content[0].value if "content" in entry else ""
    equal("body", found if whole else found[found.index("</p>") + 4 :], body)
    summary = asked["summary"]
    if suffix == "rss" and summary:
        equal("description", html.unescape(entry.summary), summary)
    if suffix == "atom" and (summary or not found):
        equal("summary", entry.summary, summary or asked["title"])


def check_entry(expected, asked, suffix, entry, differences):
    def equal(what, actual, wanted):
        differences.equal(what, misread(actual), misread(wanted))

    equal("id", entry.id, asked["id"])
    equal("title", entry.title, asked["title"])
    equal("link", misread_link(entry.link), misread_link(asked["url"]))
    equal("published", seconds(entry.published_parsed), asked["published"])
    changed = asked["updated"]
    if suffix == "atom":
        changed = asked["published"] if changed is None else changed
    else:
        equal("guid is no link", entry.guidislink, False)
    equal("updated", seconds(entry.updated_parsed) if "updated" in entry else None, changed)
    equal("type", entry.get("dc_type", ""), asked["type"])
    equal("publisher", entry.get("publisher", ""), asked["provider"]["name"])
    authors = [author.get("name") for author in entry.get("authors", []) if author]
    equal("authors", authors, expectations.creators_of(asked))
    topics = [
        (topic["slug"] if suffix == "atom" else topic["name"], expected.scheme("topic"))
        for topic in asked["topics"]
    ]
    category = [(asked["category"], expected.scheme("category"))] if asked["category"] else []
    equal("tags", [(tag.term, tag.scheme) for tag in entry.get("tags", [])], topics + category)
    check_links(entry, asked, suffix, equal)
    check_texts(entry, asked, suffix, equal)
    equal("media", [dict(x) for x in entry.get("media_content", [])], media_of(asked))
    equal("thumbnail", [x["url"] for x in entry.get("media_thumbnail", [])], [x["url"] for x in asked["images"][:1]])
    if asked["player"]:
        equal("player", entry.media_player["url"], asked["player"])


def parse(document, differences):
    parsed = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    differences.equal("bozo", parsed.bozo and parsed.bozo_exception, False)
    return parsed


def check(expected, differences):
    for suffix in ("atom", "rss"):
        differences.at(f"{expected.name}.{suffix}")
        parsed = parse(expected.document(suffix), differences)
        check_feed(expected, suffix, parsed.feed, differences)
        differences.equal("number of entries", len(parsed.entries), len(expected.feed["entries"]))
        for entry, asked in zip(parsed.entries, expected.feed["entries"]):
            differences.at(f"{expected.name}.{suffix}", asked["id"])
            check_entry(expected, asked, suffix, entry, differences)


def check_accepted(path, differences):
    """A feed of which nobody says what went in."""
    ids = []
    for suffix in (".atom", ".rss"):
        differences.at(path.with_suffix(suffix))
        parsed = parse(path.with_suffix(suffix).read_bytes(), differences)
        ids.append([entry.id for entry in parsed.entries])
    differences.equal("the same entries", *ids)


expectations.run(check, check_accepted)
