// SPDX-License-Identifier: MIT
#include "daemon/net/access_log.hpp"

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serializer.hpp>
#include <charconv>
#include <cstddef>

#include "exporters/timestamp.hpp"

namespace feed_exporter {
namespace {

namespace json = boost::json;

/// No field of a request fills more of a line than this, in bytes before escaping.
constexpr std::size_t max_field = 1024;

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_two_digits(std::string& out, unsigned number) {
  out += static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

/// `10/Oct/2026:13:55:36 +0000`
void append_time(std::string& out, std::chrono::sys_seconds time) {
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  append_two_digits(out, static_cast<unsigned>(date.day()));
  out.append("/").append(months[static_cast<unsigned>(date.month()) - 1]).append("/");
  append_number(out, static_cast<std::uint64_t>(static_cast<int>(date.year())));
  out += ':';
  append_two_digits(out, static_cast<unsigned>(clock.hours().count()));
  out += ':';
  append_two_digits(out, static_cast<unsigned>(clock.minutes().count()));
  out += ':';
  append_two_digits(out, static_cast<unsigned>(clock.seconds().count()));
  out += " +0000";
}

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char c : text.substr(0, max_field)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte >= 0x7f || c == '"' || c == '\\') {
      out.append("\\x") += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  if (text.empty()) out += '-';
  append_escaped(out, text);
  out += '"';
}

std::string_view version_text(int version) {
  return version == 10 ? "HTTP/1.0" : "HTTP/1.1";
}

void append_text_line(std::string& out, bool combined, const AccessLogEntry& entry) {
  if (entry.client) {
    entry.client->append_to(out);
  } else {
    out += '-';
  }
  out += " - - [";
  append_time(out, entry.time);
  out += "] ";
  if (entry.version == 0) {
    append_quoted(out, {});
  } else {
    out += '"';
    append_escaped(out, entry.method);
    out += ' ';
    append_escaped(out, entry.target);
    out.append(" ").append(version_text(entry.version)).append("\"");
  }
  out += ' ';
  append_number(out, static_cast<std::uint64_t>(entry.status));
  out += ' ';
  if (entry.bytes == 0) {
    out += '-';
  } else {
    append_number(out, entry.bytes);
  }
  if (combined) {
    out += ' ';
    append_quoted(out, entry.referer);
    out += ' ';
    append_quoted(out, entry.user_agent);
  }
  out += '\n';
}

/// JSON text is Unicode, which 8-bit bytes of a header need not be: they are percent-encoded, as in a URL.
json::string_view ascii(std::string_view text, std::string& room) {
  text = text.substr(0, max_field);
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return text;
  constexpr std::string_view digits = "0123456789ABCDEF";
  room.clear();
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      room += c;
    } else {
      room += '%';
      room += digits[byte >> 4];
      room += digits[byte & 15];
    }
  }
  return room;
}

void append_json_line(std::string& out, const AccessLogEntry& entry) {
  std::array<unsigned char, 8 * 1024> memory;
  json::monotonic_resource resource(memory.data(), memory.size());
  json::object object(&resource);
  object.reserve(10);
  object["time"] = format_rfc3339(entry.time);
  std::string room;
  if (entry.client) object["client"] = entry.client->to_string();
  if (entry.version != 0) {
    object["method"] = ascii(entry.method, room);
    object["target"] = ascii(entry.target, room);
    object["protocol"] = version_text(entry.version);
  }
  object["status"] = entry.status;
  object["bytes"] = entry.bytes;
  object["seconds"] = std::chrono::duration<double>(entry.duration).count();
  if (!entry.referer.empty()) object["referer"] = ascii(entry.referer, room);
  if (!entry.user_agent.empty()) object["user_agent"] = ascii(entry.user_agent, room);
  json::serializer serializer;
  serializer.reset(&object);
  std::array<char, 1024> part;
  while (!serializer.done()) out += serializer.read(part.data(), part.size());
  out += '\n';
}

}  // namespace

void append_access_log(std::string& out, AccessLog format, const AccessLogEntry& entry) {
  switch (format) {
    case AccessLog::off:
      return;
    case AccessLog::common:
    case AccessLog::combined:
      return append_text_line(out, format == AccessLog::combined, entry);
    case AccessLog::json:
      return append_json_line(out, entry);
  }
}

}  // namespace feed_exporter
