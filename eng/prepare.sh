# Sourced by run and test: finds the .NET SDK and installs what else is missing.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-${HOME:-/tmp}}"

for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
  if ! command -v dotnet >/dev/null && [ -x "$folder/dotnet" ]; then
    export DOTNET_ROOT="$folder" PATH="$folder:$PATH"
  fi
done
if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
  echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download. It may be in PATH, in DOTNET_ROOT or in ~/.dotnet." >&2
  exit 1
fi

# The SDK itself needs ICU, or the word to do without.
if ! ldconfig -p 2>/dev/null | grep libicuuc >/dev/null; then
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
fi

# need PACKAGE...: installs Debian packages, as root or with sudo that asks nothing; otherwise says which.
need() {
  local as=()
  if [ "$(id -u)" != 0 ]; then
    as=(sudo -n)
  fi
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; }; then
    echo "Missing: $*. Install it (Debian, Ubuntu: sudo apt-get install $*) and start again." >&2
    exit 1
  fi
  echo "Installing $* ..." >&2
  local log
  log=$(mktemp)
  if ! { "${as[@]}" apt-get update -qq && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "$* could not be installed; the lines above say why." >&2
    exit 1
  fi
  rm "$log"
}

need_postgresql() {
  if [ -z "${PG_BIN:-}" ] && ! command -v postgres >/dev/null && ! compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; then
    need postgresql
  fi
}

# What NuGet needs to fetch packages over HTTPS; a minimal Debian has neither.
need_https() {
  local missing=()
  if [ ! -e "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" ]; then
    missing+=(ca-certificates)
  fi
  if ! ldconfig -p 2>/dev/null | grep libssl >/dev/null; then
    missing+=(openssl)
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    need "${missing[@]}"
  fi
}
need_https
