#!/usr/bin/env bash
# Builds the images of the three services and of the demo without a container engine, as root, on Debian 12: its packages buildah and, for --local, debootstrap.
#   eng/build-images.sh [--local] [--sdk IMAGE] [--base IMAGE]
# --local takes no image from anywhere: both bases are made of Debian's packages and the .NET SDK of this machine. That base has no shell,
# as the Dockerfile's own has none. `buildah images` shows what was built; `buildah push metricsplatform/kpi docker-archive:kpi.tar` takes it elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."

bases=()
local=no
while [ $# -gt 0 ]; do
  case $1 in
    --local) local=yes; shift ;;
    --sdk) bases+=(--build-arg "SDK=${2:?which image}"); shift 2 ;;
    --base) bases+=(--build-arg "BASE=${2:?which image}"); shift 2 ;;
    *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
  esac
done

# The same content makes the same layers: no file bears the time of the build.
time=0

# commit FOLDER NAME OPTION...: an image of what is in the folder.
commit() {
  local folder=$1 name=$2 container
  shift 2
  container=$(buildah from scratch)
  buildah add -q "$container" "$folder" / >/dev/null
  buildah config --env PATH=/usr/share/dotnet:/usr/sbin:/usr/bin:/sbin:/bin "$@" "$container"
  buildah commit -q --rm --timestamp "$time" "$container" "$name" >/dev/null
}

if [ $local = yes ]; then
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  chmod 755 "$work"

  debootstrap --variant=minbase --include=ca-certificates,libicu72,libssl3,libstdc++6 bookworm "$work/sdk" >"$work/log" || { tail "$work/log" >&2; exit 1; }
  # Also the authorities that this machine's administrator added: NuGet may be behind one.
  cp /etc/ssl/certs/ca-certificates.crt "$work/sdk/etc/ssl/certs/"
  cp -r "$dotnet" "$work/sdk/usr/share/dotnet"
  commit "$work/sdk" localhost/dotnet-sdk --env DOTNET_CLI_TELEMETRY_OPTOUT=1 --env DOTNET_NOLOGO=1 \
    ${NUGET_CERT_REVOCATION_MODE:+--env NUGET_CERT_REVOCATION_MODE=$NUGET_CERT_REVOCATION_MODE}

  mkdir -p "$work/debs" "$work/base/etc" "$work/base/tmp" "$work/base/usr/share/dotnet"
  (cd "$work/debs" && apt-get download -qq -o APT::Sandbox::User=root libc6 libgcc-s1 libssl3 libstdc++6 tzdata zlib1g)
  for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$work/base"; done
  rm -rf "$work"/base/usr/share/{doc,man,lintian}
  echo 'app:x:1654:1654::/home/app:/sbin/nologin' >"$work/base/etc/passwd"
  echo 'app:x:1654:' >"$work/base/etc/group"
  chmod 1777 "$work/base/tmp"
  cp -r "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" "$dotnet/LICENSE.txt" "$dotnet/ThirdPartyNotices.txt" "$work/base/usr/share/dotnet/"
  commit "$work/base" localhost/dotnet-aspnet
  bases=(--build-arg SDK=localhost/dotnet-sdk --build-arg BASE=localhost/dotnet-aspnet "${bases[@]}")
fi

for target in ingestion correlation kpi demo; do
  # The format of Docker, because that of OCI has no HEALTHCHECK. The label itself, because buildah's cache does not see that an argument changed.
  buildah bud --isolation chroot --format docker --layers --timestamp "$time" "${bases[@]}" \
    --label org.opencontainers.image.revision="$(git rev-parse HEAD)" -f deploy/images/Dockerfile --target "$target" -t "metricsplatform/$target" .
done
