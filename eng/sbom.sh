#!/usr/bin/env bash
# Writes bills of materials of what is shipped (CycloneDX JSON) to artifacts/sbom: the platform, whose three images hold parts of it, and the client.
# Fails when a package has a known vulnerability; where the source of packages has no such data, it cannot know (docs/security.md).
set -euo pipefail
cd "$(dirname "$0")/.."

out=artifacts/sbom
dotnet tool restore >&2
for shipped in platform=services/Standalone/Standalone.csproj client=clients/mp/Mp.csproj; do
  name=${shipped%%=*} project=${shipped#*=}
  dotnet restore "$project" -v q >&2
  dotnet tool run dotnet-CycloneDX -- "$project" --recursive --disable-package-restore --output "$out" --filename "$name.json" --output-format Json --set-name "metricsplatform-$name" >&2
  audit=$(dotnet list "$project" package --vulnerable --include-transitive)
  if grep -q 'has the following vulnerable packages' <<<"$audit"; then
    echo "$audit" >&2
    exit 1
  fi
  echo "$out/$name.json: $(grep -c '"type": "library"' "$out/$name.json") packages"
done
