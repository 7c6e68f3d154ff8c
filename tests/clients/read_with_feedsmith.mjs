// SPDX-License-Identifier: MIT
// Validates every JSON Feed below a directory against the schema of JSON Feed 1.1, reads all three formats with
// feedsmith, and compares what it read of the samples with what went in.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'

const schema = createRequire(import.meta.url)('jsonfeed-schema/schema-v1.1.json')
const ajv = new Ajv({ allErrors: true, strict: false })
addFormats(ajv)
const validate = ajv.compile(schema)

let differences = 0
let compared = 0
function equal(place, actual, expected) {
  compared += 1
  if (isDeepStrictEqual(actual, expected)) return
  differences += 1
  console.log(`${place}: ${JSON.stringify(actual)?.slice(0, 300)} is not ${JSON.stringify(expected)?.slice(0, 300)}`)
}

const seconds = (text) => Math.floor(Date.parse(text) / 1000)
const text = (value) => value ?? ''
const creators = (entry) => (entry.authors.length ? entry.authors : [entry.provider.name].filter(Boolean))
const changed = (entry) => (entry.updated === null ? undefined : Math.max(entry.updated, entry.published))
const related = (entry) => [...entry.actions, ...entry.related].map((link) => link.url)
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const unescapeHtml = (html) => html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name])

// What plays comes before the pictures; its URL is that of a file or of a player.
function mediaUrls(entry) {
  const urls = entry.images.map((image) => image.url)
  const file = entry.enclosures.find((one) => /^(audio|video)\//.test(one.media_type))
  if (entry.player) return [entry.player, ...urls]
  if (entry.duration === null) return urls
  return [file ? file.url : entry.url, ...urls]
}

function checkMedia(place, media, entry) {
  const contents = media?.contents ?? []
  equal(`${place} media`, contents.map((one) => one.url ?? one.player?.url), mediaUrls(entry))
  const pictures = contents.filter((one) => one.medium === 'image')
  equal(`${place} picture titles`, pictures.map((one) => text(one.title?.value)), entry.images.map((one) => one.title))
  equal(`${place} credits`, pictures.map((one) => text(one.credits?.[0]?.value)), entry.images.map((one) => one.attribution))
  equal(`${place} widths`, pictures.map((one) => one.width ?? 0), entry.images.map((one) => one.width))
  const timed = contents.filter((one) => one.duration !== undefined)
  equal(`${place} duration`, timed.map((one) => one.duration), entry.duration === null ? [] : [entry.duration])
  equal(`${place} thumbnail`, media?.thumbnails?.map((one) => one.url) ?? [], entry.images.slice(0, 1).map((one) => one.url))
}

function checkRss(place, document, asked) {
  const feed = parseRssFeed(document)
  equal(`${place} head`, [feed.title, seconds(feed.lastBuildDate), feed.ttl], [asked.title, asked.updated, asked.max_age ? asked.max_age / 60 : undefined])
  const items = feed.items ?? []
  equal(`${place} size`, items.length, asked.entries.length)
  items.forEach((item, i) => {
    const entry = asked.entries[i]
    const at = `${place} ${entry.id}`
    equal(`${at} guid`, item.guid, { value: entry.id, isPermaLink: false })
    equal(`${at} title`, item.title, entry.title)
    equal(`${at} link`, item.link, entry.url)
    equal(`${at} description`, unescapeHtml(text(item.description)), entry.summary)
    equal(`${at} body`, text(item.content?.encoded).endsWith(entry.content_html), true)
    equal(`${at} dates`, [seconds(item.pubDate), item.atom?.updated && seconds(item.atom.updated)], [entry.published, changed(entry)])
    equal(`${at} creators`, item.dc?.creators ?? [], creators(entry))
    equal(`${at} publisher`, item.dc?.publishers ?? [], [entry.provider.name].filter(Boolean))
    equal(`${at} categories`, item.categories?.map((one) => one.name) ?? [], [...entry.topics.map((one) => one.name), entry.category].filter(Boolean))
    equal(`${at} enclosures`, item.enclosures?.map((one) => one.url) ?? [], entry.enclosures.slice(0, 1).map((one) => one.url))
    const links = item.atom?.links ?? []
    equal(`${at} via`, links.filter((one) => one.rel === 'via').map((one) => one.href), [entry.via].filter(Boolean))
    equal(`${at} related`, links.filter((one) => one.rel === 'related').map((one) => one.href), [...entry.enclosures.slice(1).map((one) => one.url), ...related(entry)])
    checkMedia(at, item.media, entry)
  })
}

function checkAtom(place, document, asked) {
  const feed = parseAtomFeed(document)
  equal(`${place} head`, [feed.title.value, seconds(feed.updated), feed.authors], [asked.title, asked.updated, [{ name: asked.author }]])
  const entries = feed.entries ?? []
  equal(`${place} size`, entries.length, asked.entries.length)
  entries.forEach((item, i) => {
    const entry = asked.entries[i]
    const at = `${place} ${entry.id}`
    equal(`${at} id`, item.id, entry.id)
    equal(`${at} title`, item.title, { value: entry.title, type: 'text' })
    equal(`${at} dates`, [seconds(item.published), seconds(item.updated)], [entry.published, changed(entry) ?? entry.published])
    equal(`${at} authors`, item.authors?.map((one) => one.name) ?? [], creators(entry))
    equal(`${at} categories`, item.categories?.map((one) => one.term) ?? [], [...entry.topics.map((one) => one.slug), entry.category].filter(Boolean))
    equal(`${at} labels`, item.categories?.map((one) => one.label).filter(Boolean) ?? [], entry.topics.map((one) => one.name))
    const hrefs = (rel) => item.links.filter((one) => one.rel === rel).map((one) => one.href)
    equal(`${at} alternate`, hrefs('alternate'), [entry.url])
    equal(`${at} via`, hrefs('via'), [entry.via].filter(Boolean))
    equal(`${at} enclosures`, hrefs('enclosure'), entry.enclosures.map((one) => one.url))
    equal(`${at} related`, hrefs('related'), related(entry))
    if (entry.summary) equal(`${at} summary`, item.summary, { value: entry.summary, type: 'text' })
    equal(`${at} body`, text(item.content?.value).endsWith(entry.content_html), true)
    checkMedia(at, item.media, entry)
  })
}

function checkSchema(place, document) {
  const feed = JSON.parse(document)
  equal(`${place} schema`, validate(feed) ? [] : validate.errors, [])
  return feed.items.length
}

function checkJson(place, document, asked) {
  const feed = parseJsonFeed(document)
  const items = feed.items ?? []
  equal(`${place} head`, [feed.title, feed.authors], [asked.title, [{ name: asked.author }]])
  equal(`${place} size`, items.length, asked.entries.length)
  items.forEach((item, i) => {
    const entry = asked.entries[i]
    const at = `${place} ${entry.id}`
    equal(`${at} head`, [item.id, item.title, item.url, text(item.external_url)], [entry.id, entry.title, entry.url, entry.via])
    equal(`${at} dates`, [seconds(item.date_published), item.date_modified && seconds(item.date_modified)], [entry.published, changed(entry)])
    equal(`${at} authors`, item.authors?.map((one) => one.name) ?? [], creators(entry))
    equal(`${at} tags`, item.tags ?? [], entry.topics.map((one) => one.name))
    equal(`${at} summary`, text(item.summary), entry.summary)
    equal(`${at} attachments`, item.attachments?.map((one) => one.url) ?? [], entry.enclosures.map((one) => one.url))
  })
}

// What feedsmith makes of a feed of which nobody says what went in: as many entries as there are items.
function checkAccepted(path, read) {
  const size = checkSchema(`${path}.json`, read('json'))
  equal(`${path}.json size`, parseJsonFeed(read('json')).items?.length ?? 0, size)
  equal(`${path}.rss size`, parseRssFeed(read('rss')).items?.length ?? 0, size)
  equal(`${path}.atom size`, parseAtomFeed(read('atom')).entries?.length ?? 0, size)
}

const directory = process.argv[2]
const documents = readdirSync(directory, { recursive: true }).filter((name) => name.endsWith('.atom'))
equal(`${directory} is empty`, documents.length === 0, false)
for (const name of documents.sort()) {
  const path = join(directory, name.slice(0, -'.atom'.length))
  const read = (suffix) => readFileSync(`${path}.${suffix}`, 'utf8')
  checkAccepted(path, read)
  if (!existsSync(`${path}.expected.json`)) continue
  const asked = JSON.parse(read('expected.json'))
  checkRss(`${path}.rss`, read('rss'), asked)
  checkAtom(`${path}.atom`, read('atom'), asked)
  checkJson(`${path}.json`, read('json'), asked)
}
console.log(`${documents.length} feeds, ${compared} comparisons, ${differences} differences`)
process.exit(differences ? 1 : 0)
