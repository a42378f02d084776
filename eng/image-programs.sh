#!/usr/bin/env bash
# Unpacks the images that eng/build-images.sh made, and puts a program beside them that becomes the service whose name it is given, in its image's root file
# system as a container has it: read-only but for /tmp, as user 1654 without capabilities or the way to new ones, within the memory that deploy/k8s gives it
# (FOLDER/SERVICE.memory, where cgroups are of version 1). As root, on Debian 12, with buildah:
#   eng/image-programs.sh FOLDER
#   FOLDER/start Kpi [migrate|keys …]
#   FOLDER/start Demo --ingestion URL --kpi URL
#   dotnet run --project bench -c Release -- faults 20 60s --programs FOLDER/start
set -euo pipefail

folder=$(realpath -m "${1:?which folder}")
mkdir -p "$folder"
cd "$(dirname "$0")/.."
for service in ingestion correlation kpi demo; do
  container=$(buildah from "localhost/metricsplatform/$service")
  rm -rf "${folder:?}/$service"
  cp -a "$(buildah mount "$container")" "$folder/$service"
  buildah rm "$container" >/dev/null
  sed -n '/limits:/{n;s/.*memory: \(.*\)i$/\1/p}' deploy/k8s/base/"$service"/*.yaml >"$folder/$service.memory" 2>/dev/null || true   # the demo has no limit
  mkdir -p "$folder/$service"/{proc,sys,dev} "$folder/$service/usr/lib/x86_64-linux-gnu/faketime"
done

cat >"$folder/start" <<'START'
#!/usr/bin/env bash
set -euo pipefail
root=$(dirname "$(realpath "$0")")/${1,,}
if [ -z "${INSIDE-}" ]; then
  INSIDE=yes exec unshare --mount -- "$0" "$@"
fi
unset INSIDE
if [ -s "$root.memory" ] && [ -d /sys/fs/cgroup/memory ]; then
  find /sys/fs/cgroup/memory -maxdepth 1 -name 'metricsplatform.*' -mmin +1 -exec rmdir {} \; 2>/dev/null || true   # of those that ended
  group=$(mktemp -d /sys/fs/cgroup/memory/metricsplatform.XXXXXX)
  chmod 755 "$group"   # .NET reads its limit there
  cat "$root.memory" >"$group/memory.limit_in_bytes"
  echo $$ >"$group/cgroup.procs"
fi
case $1 in
  Demo) program=(MetricsPlatform.Standalone.dll demo "${@:2}") ;;
  *) program=("MetricsPlatform.$1.Host.dll" "${@:2}") ;;
esac
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount --bind /tmp "$root/tmp"
[ -z "${TMPDIR-}" ] || [ ! -d "$root$TMPDIR" ] || mount --bind "$TMPDIR" "$root$TMPDIR"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"   # where .NET learns its limit of memory, and how large caches are, and from them its youngest generation
mount --rbind /dev "$root/dev"
# For the clock that jumps.
faketime=/usr/lib/x86_64-linux-gnu/faketime
[ ! -d "$faketime" ] || mount --bind "$faketime" "$root$faketime"
if [ -n "${FAKETIME_SHARED-}" ]; then   # made as root, since it was loaded into this script already
  read -r semaphore memory <<<"$FAKETIME_SHARED"
  chown 1654:1654 "/dev/shm/sem.${semaphore#/}" "/dev/shm/${memory#/}"
fi
export PATH=/usr/share/dotnet DOTNET_EnableDiagnostics=0 DOTNET_gcServer=0 PGGSSENCMODE=disable HOME=/tmp
exec /usr/bin/setpriv --no-new-privs --clear-groups /usr/bin/unshare --root="$root" --wd=/app --setgid=1654 --setuid=1654 /usr/share/dotnet/dotnet "/app/${program[0]}" "${program[@]:1}"
START
chmod 755 "$folder/start"
