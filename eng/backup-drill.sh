#!/usr/bin/env bash
# Destroys a platform without warning and restores it from its backup, in a folder of its own, and says what was lost.
#   eng/backup-drill.sh [--port N] [-- COMMAND]      COMMAND starts the platform; default: ./run
# The backup is what docs/kubernetes.md asks for: a base backup while work goes on, and the write-ahead log, which each commit waits for.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

port=18080
platform=("$root/run")
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=${2:?which port}; shift 2 ;;
    --) shift; platform=("$@"); break ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
bin=${PG_BIN:-$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)}
url=http://127.0.0.1:$port

# PostgreSQL does not run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid postgres --regid postgres --clear-groups --)
fi

drill=$(mktemp -d)   # only its owner may enter, so that the sockets in it need no password
cluster=$drill/cluster
if [ "$(id -u)" = 0 ]; then
  chown postgres: "$drill"
fi
running=
receiver=

end() {
  for process in $running $receiver; do
    kill -9 "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  "${as[@]}" "$bin/pg_ctl" -D "$cluster" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$drill"
}
trap end EXIT

fail() {
  echo "$*" >&2
  tail -n 20 "$drill"/*.log >&2 || true
  exit 1
}

# until_true SECONDS COMMAND...
until_true() {
  local left=$(($1 * 5))
  shift
  until "$@"; do
    if [ $((left -= 1)) -lt 0 ]; then
      fail "Waited in vain for: $*"
    fi
    sleep 0.2
  done
}

query() { "${as[@]}" "$bin/psql" -h "$drill" -U postgres -d "${2:-postgres}" -XAtqc "$1"; }

start_postgres() { "${as[@]}" "$bin/pg_ctl" -D "$cluster" -w -t 120 -l "$drill/postgres.log" start >/dev/null; }

start_platform() {
  "${platform[@]}" --postgres "Host=$drill;Username=postgres;Database=platform" --port "$port" >"$drill/platform.log" 2>&1 &
  running=$!
  until_true 600 answers
}

answers() {
  kill -0 "$running" 2>/dev/null || fail "The platform ended."
  curl -fs -o "$drill/ready.json" "$url/health/ready"
}

# publish FIRST LAST [SERVICE]: an event a request, of five services or of one; their submissions go to accepted.txt, which nothing of the platform's is.
publish() {
  local n day service answer
  for ((n = $1; n <= $2; n++)); do
    day=$(printf '2026-%02d-%02d' $((n % 6 + 1)) $((n % 28 + 1)))
    service=${3:-service-$((n % 5))}
    answer=$(curl -fsS "$url/v1/events" -H 'Content-Type: application/cloudevents+json' -d '{
      "specversion": "1.0", "type": "metricsplatform.scan.completed.v1", "source": "/drill", "id": "'"$n"'", "time": "'"$day"'T02:00:00Z",
      "data": { "service": "'"$service"'", "tool": "trivy", "target": "'$((n % 3))'", "results": [
        { "kind": "code", "rule": "rule-'"$n"'", "severity": "high", "path": "src/a.cs", "line": '"$n"' },
        { "kind": "code", "rule": "rule-'$((n % 7))'", "severity": "critical", "path": "src/b.cs", "line": 1 } ] } }')
    grep -Eo '"id": ?"[0-9a-f-]{36}"' <<<"$answer" | grep -Eo '[0-9a-f-]{36}' >>"$drill/accepted.txt"
  done
}

processed() { curl -fs "$url/v1/submissions/$1" | grep -Eq '"status": ?"processed"'; }

# What people see of the five services, as of a day.
show() {
  local about=at=2026-07-01
  {
    for service in 0 1 2 3 4; do
      curl -fsS "$url/v1/kpis?$about&service=service-$service"
      curl -fsS "$url/v1/findings?$about&service=service-$service&state=all&limit=1000"
    done
  } | sed -E 's/"computedAt": ?"[^"]+"//g' >"$1"
}

echo "A platform, and the receiver of its write-ahead log ..."
"${as[@]}" "$bin/initdb" -D "$cluster" -U postgres -A trust --no-sync -E UTF8 >"$drill/initdb.log"
"${as[@]}" mkdir "$drill/wal"
"${as[@]}" tee -a "$cluster/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$drill'
CONF
start_postgres
query 'create database platform'
"${as[@]}" "$bin/pg_receivewal" -h "$drill" -U postgres -D "$drill/wal" -S drill --create-slot
PGAPPNAME=drill "${as[@]}" "$bin/pg_receivewal" -h "$drill" -U postgres -D "$drill/wal" -S drill --synchronous >"$drill/receiver.log" 2>&1 &
receiver=$!
query "alter system set synchronous_standby_names = 'drill'"
query 'select pg_reload_conf()' >"$drill/reload.log"
start_platform

echo "A base backup between events ..."
publish 1 30
"${as[@]}" "$bin/pg_basebackup" -h "$drill" -U postgres -D "$drill/base" -X none -c fast 2>"$drill/basebackup.log"
"${as[@]}" "$bin/pg_verifybackup" --no-parse-wal "$drill/base" >"$drill/verify.log"
publish 31 60
while read -r id; do
  until_true 120 processed "$id"
done <"$drill/accepted.txt"
show "$drill/before.json"
# Nobody waits for what becomes of these.
publish 61 70 late

echo "Destroyed: processes killed, the cluster's folder gone ..."
kill -9 "$running"
wait "$running" 2>/dev/null || true
kill -9 "$(head -n 1 "$cluster/postmaster.pid")"
kill "$receiver"   # it would wait for the server to come back
wait "$receiver" 2>/dev/null || true
running='' receiver=''
rm -rf "$cluster" "$drill"/.s.PGSQL.*   # also the socket, whose owner may be dead and not yet gone

echo "Restored: the base backup, and the log as far as it goes ..."
began=$SECONDS
"${as[@]}" cp -a "$drill/base" "$cluster"
"${as[@]}" touch "$cluster/recovery.signal"
"${as[@]}" tee -a "$cluster/postgresql.auto.conf" >/dev/null <<CONF
synchronous_standby_names = ''
restore_command = 'cp $drill/wal/%f %p || cp $drill/wal/%f.partial %p'
CONF
start_postgres
recovered() { [ "$(query 'select pg_is_in_recovery()')" = f ]; }
until_true 120 recovered
start_platform
lost=0
while read -r id; do
  if [ "$(query "select count(*) from ingestion.submission where id = '$id'" platform)" != 1 ]; then
    lost=$((lost + 1))
    echo "lost: submission $id" >&2
  fi
done <"$drill/accepted.txt"
if [ "$lost" = 0 ]; then
  while read -r id; do
    until_true 120 processed "$id"
  done <"$drill/accepted.txt"
fi
took=$((SECONDS - began))
same=no
show "$drill/after.json"
if diff <(tr ',' '\n' <"$drill/before.json") <(tr ',' '\n' <"$drill/after.json") >&2; then
  same=yes
fi
accepted=$(wc -l <"$drill/accepted.txt")
echo "lost $lost of $accepted accepted submissions; restored, started and worked off in $took s; figures and findings the same: $same"
[ "$lost" = 0 ] && [ "$same" = yes ]
