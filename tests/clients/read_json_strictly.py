# SPDX-License-Identifier: MIT
"""Reads the JSON Feed samples as strict JSON (RFC 8259) and compares every member."""
import datetime
import json

import expectations


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def without_duplicates(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice: " + ", ".join(name for name, _ in pairs))
    return members


def seconds(text):
    if not text.endswith("Z"):
        raise ValueError(f"{text} is not in UTC")
    return int(datetime.datetime.fromisoformat(text.removesuffix("Z") + "+00:00").timestamp())


def without_empties(members):
    """What a mapping says: absent and empty are one. Numbers and False stay."""
    return {key: value for key, value in members.items() if value not in (None, "", [], {})}


def images_of(images):
    """An unknown width or height is 0 in an entry and absent in JSON."""
    return [{key: value for key, value in image.items() if value} for image in images]


def extension_of(entry):
    provider = without_empties({**entry["provider"], "images": images_of(entry["provider"]["images"])})
    return without_empties(
        {
            "category": entry["category"],
            "type": entry["type"],
            "provider": provider,
            "images": images_of(entry["images"]),
            "duration_in_seconds": None if expectations.playable_of(entry) else entry["duration"],
            "embed_url": entry["player"],
            "actions": [without_empties(link) for link in entry["actions"]],
            "related": [without_empties(link) for link in entry["related"]],
            "quality": entry["quality"],
            "levels": entry["levels"],
            "price": entry["price"],
            "heat": entry["heat"],
        }
    )


def attachments_of(entry):
    attachments, titles = [], set()
    for file in entry["enclosures"]:
        plays = file is expectations.playable_of(entry)
        attachment = {
            "url": file["url"],
            "mime_type": file["media_type"],
            "title": "" if file["title"] in titles else file["title"],
            "duration_in_seconds": entry["duration"] if plays else None,
        }
        titles.add(file["title"])
        attachments.append(without_empties(attachment))
    return attachments


def item_of(entry, language):
    has_body = bool(entry["content_html"] or entry["player"])
    return without_empties(
        {
            "id": entry["id"],
            "url": entry["url"],
            "external_url": entry["via"],
            "title": entry["title"],
            "content_html": entry["content_html"],
            "content_text": "" if has_body else entry["summary"] or entry["title"],
            "summary": entry["summary"],
            "image": entry["images"][0]["url"] if entry["images"] else "",
            "date_published": entry["published"],
            "date_modified": entry["updated"],
            "authors": [{"name": name} for name in expectations.creators_of(entry)],
            "tags": [topic["name"] for topic in entry["topics"]],
            "language": "" if entry["language"] == language else entry["language"],
            "attachments": attachments_of(entry),
            "_feed_exporter": extension_of(entry),
        }
    )


def head_of(expected):
    asked = expected.feed
    return without_empties(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": asked["title"],
            "home_page_url": expected.url(),
            "feed_url": expected.url("json"),
            "description": asked["description"],
            "icon": asked["icon"],
            "favicon": asked["icon"],
            "authors": [{"name": asked["author"]}],
            "language": asked["language"],
        }
    )


def check_item(item, asked, language, differences):
    for name in ("date_published", "date_modified"):
        if name in item:
            item[name] = seconds(item[name])
    if asked["player"]:
        body = item["content_html"]
        differences.holds("the player is a link", body.startswith('<p><a href="') and body.endswith(asked["content_html"]))
        item["content_html"] = asked["content_html"]
        if not asked["content_html"]:
            del item["content_html"]
    differences.equal("item", item, item_of(asked, language))


def check(expected, differences):
    differences.at(f"{expected.name}.json")
    text = expected.document("json").decode("utf-8")
    feed = json.loads(text, parse_constant=refuse_constant, object_pairs_hook=without_duplicates)
    items = feed.pop("items")
    extension = feed.pop("_feed_exporter")
    differences.equal("feed", feed, head_of(expected))
    differences.equal("updated", seconds(extension.pop("updated")), expected.feed["updated"])
    differences.equal("generator", extension.pop("generator")["name"], "feed-exporter")
    differences.equal("about", extension, {"about": expected.feed["base_url"] + "/"})
    differences.equal("number of items", len(items), len(expected.feed["entries"]))
    for item, asked in zip(items, expected.feed["entries"]):
        differences.at(f"{expected.name}.json", asked["id"])
        check_item(item, asked, expected.feed["language"], differences)


expectations.run(check)
