# SPDX-License-Identifier: MIT
"""Holds every feed below a directory to the rules of the W3C feed validator that parsers forgive, and the
three formats of one feed to each other. Needs the documents only: any directory that the program wrote will do.
"""
import calendar
import email.utils
import html
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as tree
from datetime import datetime

ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
DC, MEDIA = "{http://purl.org/dc/elements/1.1/}", "{http://search.yahoo.com/mrss/}"
SY, XHTML = "{http://purl.org/rss/1.0/modules/syndication/}", "{http://www.w3.org/1999/xhtml}"

MEDIA_ELEMENTS = {MEDIA + name for name in ("content", "thumbnail", "player", "title", "credit")}
MEDIA_ATTRIBUTES = {"url", "type", "medium", "duration", "width", "height"}
LINK_ATTRIBUTES = {"rel", "href", "type", "title"}
ALWAYS_EMPTY = {ATOM + "link", ATOM + "category", "enclosure", MEDIA + "content", MEDIA + "thumbnail", MEDIA + "player"}
RELATIONS = {"alternate", "self", "via", "related", "enclosure"}
MEDIA_TYPE = re.compile(r"[a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+$")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
RFC822 = re.compile(r"(Sun|Mon|Tue|Wed|Thu|Fri|Sat), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$")
URL = re.compile(r"https?://[!-~]+$")

problems = 0


def require(place, rule, holds):
    global problems
    if not holds:
        problems += 1
        print(f"{place}: {rule}")


def seconds(text):
    if RFC822.match(text):
        return calendar.timegm(email.utils.parsedate(text))
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def once(place, element, *names):
    for name in names:
        require(place, f"exactly one {name}", len(element.findall(name)) == 1)


def at_most_once(place, element, *names):
    for name in names:
        require(place, f"at most one {name}", len(element.findall(name)) <= 1)


def check_everywhere(place, root):
    for division in root.iter(XHTML + "div"):
        require(place, "XHTML is a link to the page", [child.tag for child in division] == [XHTML + "a"])
        division.clear()
    for element in root.iter():
        if element.tag.startswith(XHTML):
            require(place, "no element of XHTML but div", element.tag == XHTML + "div")
            continue
        empty = not len(element) and not (element.text or "").strip()
        require(place, f"{element.tag} is not empty", not empty or element.tag in ALWAYS_EMPTY)
        for name, value in element.attrib.items():
            require(place, f"{element.tag} {name} is not blank", value.strip())
            if name in ("url", "href", "uri", "domain", "scheme"):
                require(place, f"{value!r} is an absolute URL", URL.match(value))
        if element.tag.startswith(MEDIA):
            require(place, f"{element.tag} is known", element.tag in MEDIA_ELEMENTS)
            require(place, f"{element.tag} has known attributes", set(element.attrib) <= MEDIA_ATTRIBUTES)
        if element.tag == ATOM + "link":
            require(place, "known link attributes", set(element.attrib) <= LINK_ATTRIBUTES)
            require(place, "known relation", element.get("rel") in RELATIONS)
        if "type" in element.attrib and element.tag in (ATOM + "link", "enclosure", MEDIA + "content"):
            require(place, "a media type", MEDIA_TYPE.match(element.get("type")))


def check_media(place, entry):
    for content in entry.findall(MEDIA + "content"):
        reached = content.get("url") is not None or content.find(MEDIA + "player") is not None
        require(place, "media:content has a URL or a player", reached)
    images = [x.get("url") for x in entry.findall(MEDIA + "content") if x.get("medium") == "image"]
    thumbnails = [x.get("url") for x in entry.findall(MEDIA + "thumbnail")]
    require(place, "the first image is the thumbnail", thumbnails == images[:1])


def check_body(place, body):
    forbidden = r"<\s*(script|style|iframe|form|object|embed)\b|\son\w+\s*=|(href|src)\s*=\s*['\"]?\s*javascript:"
    require(place, "a body without scripts and frames", not re.search(forbidden, body, re.IGNORECASE))


def check_atom(place, root):
    once(place, root, *(ATOM + name for name in ("id", "title", "updated", "author", "generator")))
    at_most_once(place, root, *(ATOM + name for name in ("subtitle", "icon", "logo", "rights")))
    own = [link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "self"]
    require(place, "the id is the feed's own URL", own == [root.findtext(ATOM + "id")])
    kinds = [link.get("type") for link in root.findall(ATOM + "link") if link.get("rel") == "alternate"]
    require(place, "one alternate a type", len(kinds) == len(set(kinds)) and None not in kinds)
    newest = root.findtext(ATOM + "updated")
    entries = root.findall(ATOM + "entry")
    for entry in entries:
        once(place, entry, *(ATOM + name for name in ("id", "title", "updated", "published")))
        at_most_once(place, entry, ATOM + "summary", ATOM + "content")
        alternates = [link for link in entry.findall(ATOM + "link") if link.get("rel") == "alternate"]
        require(place, "one alternate", len(alternates) == 1 and alternates[0].get("type") == "text/html")
        published, updated = entry.findtext(ATOM + "published"), entry.findtext(ATOM + "updated")
        require(place, "RFC 3339 in UTC", RFC3339.match(published) and RFC3339.match(updated))
        require(place, "updated not before published", updated >= published)
        require(place, "the feed is as new as its entries", newest >= updated)
        content = entry.find(ATOM + "content")
        require(place, "summary or content", content is not None or entry.find(ATOM + "summary") is not None)
        require(place, "content is HTML", content is None or content.get("type") == "html")
        check_body(place, entry.findtext(ATOM + "content") or "")
        check_media(place, entry)
    return [
        {
            "id": entry.findtext(ATOM + "id"),
            "title": entry.findtext(ATOM + "title"),
            "url": next(x.get("href") for x in entry.findall(ATOM + "link") if x.get("rel") == "alternate"),
            "published": seconds(entry.findtext(ATOM + "published")),
            "body": entry.findtext(ATOM + "content") or "",
            "creators": [name.text for name in entry.findall(ATOM + "author/" + ATOM + "name")],
            "topics": [x.get("label") for x in entry.findall(ATOM + "category") if x.get("label")],
        }
        for entry in entries
    ]


def check_rss(place, root):
    channel = root.find("channel")
    once(place, channel, "title", "link", "description", "lastBuildDate", "generator", "docs")
    at_most_once(place, channel, "language", "copyright", "ttl", "image", SY + "updatePeriod", SY + "updateFrequency")
    require(place, "no date of publication of the channel", channel.find("pubDate") is None)
    image = channel.find("image")
    if image is not None:
        require(place, "the image has the channel's title", image.findtext("title") == channel.findtext("title"))
        require(place, "the image has the channel's link", image.findtext("link") == channel.findtext("link"))
    own = [link for link in channel.findall(ATOM + "link") if link.get("rel") == "self"]
    require(place, "one self link with its type", [x.get("type") for x in own] == ["application/rss+xml"])
    require(place, "RFC 822", RFC822.match(channel.findtext("lastBuildDate")))
    items = channel.findall("item")
    for item in items:
        once(place, item, "title", "link", "guid", "pubDate")
        at_most_once(place, item, "description", CONTENT + "encoded", "enclosure", ATOM + "updated")
        require(place, "no author beside dc:creator", item.find("author") is None)
        require(place, "a guid that is no link", item.find("guid").get("isPermaLink") == "false")
        require(place, "RFC 822", RFC822.match(item.findtext("pubDate")))
        order = [child.tag for child in item if child.tag in ("description", CONTENT + "encoded")]
        require(place, "description before body", order == sorted(order, key=["description", CONTENT + "encoded"].index))
        for enclosure in item.findall("enclosure"):
            require(place, "url, length, type", set(enclosure.attrib) == {"url", "length", "type"})
        check_body(place, item.findtext(CONTENT + "encoded") or "")
        check_media(place, item)
    topic = "/schemes/topic"
    return [
        {
            "id": item.findtext("guid"),
            "title": item.findtext("title"),
            "url": item.findtext("link"),
            "published": seconds(item.findtext("pubDate")),
            "body": item.findtext(CONTENT + "encoded") or "",
            "creators": [creator.text for creator in item.findall(DC + "creator")],
            "topics": [x.text for x in item.findall("category") if x.get("domain").endswith(topic)],
        }
        for item in items
    ]


def check_json(place, feed):
    require(place, "the extension explains itself once", json.dumps(feed).count('"about": ') == 1)
    for item in feed["items"]:
        require(place, "one kind of content", ("content_html" in item) != ("content_text" in item))
        check_body(place, item.get("content_html", ""))
    return [
        {
            "id": item["id"],
            "title": item["title"],
            "url": item["url"],
            "published": seconds(item["date_published"]),
            "body": item.get("content_html", ""),
            "creators": [author["name"] for author in item.get("authors", [])],
            "topics": item.get("tags", []),
        }
        for item in feed["items"]
    ]


def check_summaries(place, atom, rss, feed):
    """Atom and JSON carry a summary as text, RSS as HTML."""
    items = zip(atom.findall(ATOM + "entry"), rss.findall("channel/item"), feed["items"])
    for entry, item, other in items:
        if "summary" not in other:
            continue
        require(place, "one summary", entry.findtext(ATOM + "summary") == other["summary"])
        require(place, "one summary", html.unescape(item.findtext("description")) == other["summary"])


def check_feed(path):
    atom, rss = (tree.parse(path.with_suffix(suffix)).getroot() for suffix in (".atom", ".rss"))
    feed = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    for root in (atom, rss):
        check_everywhere(path, root)
    from_atom, from_rss, from_json = check_atom(path, atom), check_rss(path, rss), check_json(path, feed)
    ids = [entry["id"] for entry in from_atom]
    require(path, "each id once", len(ids) == len(set(ids)))
    require(path, "Atom says what JSON Feed says", from_atom == from_json)
    require(path, "RSS says what JSON Feed says", from_rss == from_json)
    check_summaries(path, atom, rss, feed)
    return len(ids)


paths = sorted(pathlib.Path(sys.argv[1]).rglob("*.atom"))
require(sys.argv[1], "there are feeds", paths)
entries = sum(map(check_feed, paths))
print(f"{len(paths)} feeds, {entries} entries, {problems} rules broken")
sys.exit(1 if problems else 0)
