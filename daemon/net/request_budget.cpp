// SPDX-License-Identifier: MIT
#include "daemon/net/request_budget.hpp"

#include <algorithm>
#include <cstring>
#include <random>

namespace feed_exporter {
namespace {

constexpr std::chrono::nanoseconds window = std::chrono::minutes(1);

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

/// The finalizer of SplitMix64: every bit of the input reaches every bit of the result.
std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

}  // namespace

RequestBudget::RequestBudget(std::size_t per_minute)
    : per_minute_(std::max<std::size_t>(per_minute, 1)),
      interval_(window / static_cast<std::int64_t>(per_minute_)),
      seed_(random_seed()),
      slots_(ways * sets) {}

RequestBudget::Slot& RequestBudget::find_slot(const IpAddress& client) {
  std::uint64_t halves[2];
  std::memcpy(halves, client.bytes.data(), sizeof halves);
  const std::size_t set = mix(mix(halves[0] ^ seed_) ^ halves[1]) % sets;
  Slot* const first = &slots_[set * ways];
  Slot* oldest = first;
  for (Slot* slot = first; slot != first + ways; ++slot) {
    if (slot->client == client) return *slot;
    if (slot->full_at < oldest->full_at) oldest = slot;
  }
  // Whoever is pushed out was the nearest to a full bucket.
  *oldest = {client, {}};
  return *oldest;
}

std::chrono::seconds RequestBudget::charge(const IpAddress& client, Cost cost, TimePoint now) {
  const std::chrono::nanoseconds price = cost == Cost::full ? interval_ : interval_ / 10;
  const std::lock_guard lock(mutex_);
  Slot& slot = find_slot(client);
  const TimePoint full_at = std::max(slot.full_at, now) + price;
  if (full_at - now > window) return std::chrono::ceil<std::chrono::seconds>(full_at - now - window);
  slot.full_at = full_at;
  return std::chrono::seconds(0);
}

}  // namespace feed_exporter
