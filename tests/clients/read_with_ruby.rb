# SPDX-License-Identifier: MIT
# Reads every Atom and RSS document below a directory with Ruby's strict parser, which refuses what the
# specifications forbid, and compares what it read of the samples.
require "json"
require "rss"

$differences = 0
$compared = 0

def equal(place, actual, expected)
  $compared += 1
  return if actual == expected
  $differences += 1
  puts "#{place}: #{actual.inspect[0, 300]} is not #{expected.inspect[0, 300]}"
end

def parse(path)
  RSS::Parser.parse(File.read(path, encoding: "UTF-8"), validate: true, ignore_unknown_element: true)
rescue RSS::Error => error
  equal(path, "#{error.class}: #{error.message}", "a valid feed")
  nil
end

def creators(entry)
  return entry["authors"] unless entry["authors"].empty?
  [entry["provider"]["name"]].reject(&:empty?)
end

def category_terms(entry, key)
  terms = entry["topics"].map { |topic| topic[key] }
  terms << entry["category"] unless entry["category"].empty?
  terms
end

def check_rss(path, asked)
  feed = parse(path) or return
  channel = feed.channel
  equal("#{path} title", channel.title, asked["title"])
  equal("#{path} lastBuildDate", channel.lastBuildDate.to_i, asked["updated"])
  equal("#{path} size", channel.items.size, asked["entries"].size)
  channel.items.zip(asked["entries"]).each do |item, entry|
    place = "#{path} #{entry["id"]}"
    equal("#{place} guid", [item.guid.content, item.guid.isPermaLink], [entry["id"], false])
    equal("#{place} title", item.title, entry["title"])
    equal("#{place} link", item.link, entry["url"])
    equal("#{place} pubDate", item.pubDate.to_i, entry["published"])
    equal("#{place} creators", item.dc_creators.map(&:value), creators(entry))
    equal("#{place} categories", item.categories.map(&:content), category_terms(entry, "name"))
    equal("#{place} body", item.content_encoded.to_s.end_with?(entry["content_html"]), true)
    enclosed = item.enclosure && [item.enclosure.url, item.enclosure.length]
    first = entry["enclosures"].first
    equal("#{place} enclosure", enclosed, first && [first["url"], first["length"] || 0])
  end
end

def check_atom(path, asked)
  feed = parse(path) or return
  equal("#{path} title", feed.title.content, asked["title"])
  equal("#{path} updated", feed.updated.content.to_i, asked["updated"])
  equal("#{path} size", feed.entries.size, asked["entries"].size)
  feed.entries.zip(asked["entries"]).each do |item, entry|
    place = "#{path} #{entry["id"]}"
    equal("#{place} id", item.id.content, entry["id"])
    equal("#{place} title", item.title.content, entry["title"])
    equal("#{place} alternate", item.links.select { |link| link.rel == "alternate" }.map(&:href), [entry["url"]])
    equal("#{place} published", item.published.content.to_i, entry["published"])
    equal("#{place} updated", item.updated.content.to_i, [entry["updated"] || 0, entry["published"]].max)
    equal("#{place} authors", item.authors.map { |author| author.name.content }, creators(entry))
    equal("#{place} categories", item.categories.map(&:term), category_terms(entry, "slug"))
    equal("#{place} summary", item.summary&.content || "", entry["summary"]) unless entry["summary"].empty?
    equal("#{place} body", item.content&.content.to_s.end_with?(entry["content_html"]), true)
  end
end

documents = Dir[File.join(ARGV.fetch(0), "**/*.{atom,rss}")].sort
equal("#{ARGV[0]} is empty", documents.empty?, false)
documents.each do |path|
  sample = path.sub(/(atom|rss)\z/, "expected.json")
  if !File.exist?(sample)
    parse(path)
  elsif path.end_with?("rss")
    check_rss(path, JSON.parse(File.read(sample, encoding: "UTF-8")))
  else
    check_atom(path, JSON.parse(File.read(sample, encoding: "UTF-8")))
  end
end
puts "#{documents.size} documents, #{$compared} comparisons, #{$differences} differences"
exit($differences.zero? ? 0 : 1)
