#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs as a service of the booted tree: drives the installed package and prints one line a check, "ok NAME" or
# "not ok NAME: why".
set -u

url=http://127.0.0.1:8080
unit=feed-exporter.service
seeds=/var/lib/feed-exporter/seeds
config=/etc/feed-exporter/feed-exporter.ini

seed() { printf -- '---\ntitle: "%s"\ndate: 2024-01-02\nwebUrl: "https://example.org/"\ntopics:\n  - AI\n---\n' "$1"; }
eventually() { for _ in $(seq 300); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done; return 1; }
fetch() { curl -sf --max-time 5 "$@"; }
shows() { fetch "$url/feeds/ai.atom" | grep -qF "$1"; }
pid() { systemctl show -P MainPID "$unit"; }
check() {
  local name=$1
  shift
  if eventually "$@"; then
    echo "ok $name"
  else
    echo "not ok $name: $* ($(systemctl show -P ActiveState -P Result -P ExecMainStatus "$unit" | tr '\n' ' ')$(
      journalctl -u "$unit" -n 4 -o cat --no-pager | tr '\n' '|'))"
  fi
}
unprivileged() { [ "$(stat -c %u "/proc/$(pid)")" -ge 61184 ]; }
replaced() { local now; now=$(pid); [ "$now" != 0 ] && [ "$now" != "$1" ] && fetch "$url/readyz"; }
gave_up() { [ "$(systemctl show -P ActiveState "$unit")" = failed ] && [ "$(systemctl show -P ExecMainStatus "$unit")" = 78 ]; }
quiet_log() { ! journalctl -u "$unit" -o cat --no-pager | grep -qiE 'error:|warning:'; }

systemctl start "$unit" && echo "ok starts" || echo "not ok starts: $(journalctl -u "$unit" -n 5 -o cat --no-pager | tr '\n' '|')"
check serves fetch "$url/readyz"
check runs_under_a_user_of_its_own unprivileged
seed First >"$seeds/a.md"
check follows_the_seeds shows First
check logs_nothing_amiss quiet_log

before=$(pid)
sed -i 's/^title = Feeds/title = Renamed Site/' "$config"
systemctl reload "$unit"
check reloads shows "Renamed Site"
[ "$(pid)" = "$before" ] && echo "ok reloads_without_a_restart" || echo "not ok reloads_without_a_restart: other process"

kill -9 "$before"
check restarts_after_a_kill replaced "$before"

mkdir -p "/run/systemd/system/$unit.d"
printf '[Service]\nWatchdogSec=2s\n' >"/run/systemd/system/$unit.d/watchdog.conf"
systemctl daemon-reload
systemctl restart "$unit"
check restarts fetch "$url/readyz"
before=$(pid)
kill -STOP "$before"
check is_replaced_by_the_watchdog_when_hung replaced "$before"

systemctl stop "$unit"
[ "$(systemctl show -P Result "$unit")" = success ] && echo "ok stops_cleanly" || echo "not ok stops_cleanly: $(systemctl show -P Result "$unit")"

systemctl start feed-exporter.socket
check is_started_by_its_socket shows First
systemctl stop feed-exporter.socket "$unit"

systemctl start feed-exporter-proxied.socket
check serves_a_proxy_without_a_network fetch --unix-socket /run/feed-exporter.sock http://localhost/feeds/ai.atom
systemctl stop feed-exporter-proxied.socket feed-exporter-proxied.service

dpkg -i /root/feed-exporter.deb >/dev/null 2>&1 </dev/null
grep -q 'Renamed Site' "$config" && echo "ok keeps_the_configuration_on_upgrade" || echo "not ok keeps_the_configuration_on_upgrade: $(grep ^title "$config")"

printf '[site]\ntitel = Wrong\n' >"$config"
systemctl start "$unit" 2>/dev/null
check gives_up_on_a_bad_configuration gave_up

apt-get purge -y -qq feed-exporter >/dev/null 2>&1
[ ! -e "$config" ] && [ -e "$seeds/a.md" ] && echo "ok purge_removes_the_configuration_and_no_seed" || echo "not ok purge_removes_the_configuration_and_no_seed: $(ls "$config" "$seeds" 2>&1 | tr '\n' ' ')"
echo done
