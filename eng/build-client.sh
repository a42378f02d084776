#!/usr/bin/env bash
# Builds the client mp into artifacts/client: a .NET tool, and a file for one system that needs no .NET.
#   eng/build-client.sh [--runtime linux-x64]
set -euo pipefail
cd "$(dirname "$0")/.."

runtime=linux-x64
while [ $# -gt 0 ]; do
  case $1 in
    --runtime) runtime=${2:?which system}; shift 2 ;;
    *) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
  esac
done

out=artifacts/client
rm -rf "$out"
dotnet pack clients/mp -c Release -o "$out" -v q --nologo
dotnet publish clients/mp -c Release -r "$runtime" --self-contained -p:PublishSingleFile=true -o "$out/$runtime" -v q --nologo
case $runtime in win-*) suffix=.exe ;; *) suffix= ;; esac
mv "$out/$runtime/mp$suffix" "$out/mp-$runtime$suffix"
rm -r "${out:?}/$runtime"
ls -lh "$out"
