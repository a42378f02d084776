#!/bin/sh
# Makes the passwords of the composition, once: files in deploy/compose/secrets, in a folder that its owner alone can enter.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
cd secrets

# The containers run as users of their own, and compose mounts a file as it is: hence 444 behind a closed folder.
write() {
  if [ ! -e "$1" ]; then
    cat >"$1"
    chmod 444 "$1"
    echo "made deploy/compose/secrets/$1"
  fi
}
password() {
  LC_ALL=C tr -dc 'a-zA-Z0-9' </dev/urandom | head -c 32
}

for user in postgres grafana ingestion correlation kpi keys rabbitmq; do
  password | write "$user-password"
done
for service in ingestion correlation kpi; do
  echo "Host=postgres;Database=$service;Username=$service;Password=$(cat "$service-password")" | write "$service-postgres"
done
echo "Host=postgres;Database=keys;Username=keys;Password=$(cat keys-password)" | write keys-postgres
echo "amqp://metricsplatform:$(cat rabbitmq-password)@rabbitmq:5672" | write bus-url
printf 'default_user = metricsplatform\ndefault_pass = %s\ndisk_free_limit.absolute = 1GB\n' "$(cat rabbitmq-password)" | write rabbitmq.conf
