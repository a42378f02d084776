#!/usr/bin/env bash
# Writes bills of materials of what is shipped (CycloneDX JSON) to artifacts/sbom: the platform, whose three images hold parts of it, and the client.
# Fails when a package has a known vulnerability, and when it cannot know since no source of packages or advisories (auditSources of nuget.config) has any.
set -euo pipefail
cd "$(dirname "$0")/.."

vulnerable() {   # a project's packages with advisories; nothing: none
  dotnet restore "$1" -v q >&2
  dotnet list "$1" package --vulnerable --include-transitive | grep '^ *>' || true
}

out=artifacts/sbom
dotnet tool restore >&2
for shipped in platform=services/Standalone/Standalone.csproj client=clients/mp/Mp.csproj; do
  name=${shipped%%=*} project=${shipped#*=}
  found=$(vulnerable "$project")
  dotnet tool run dotnet-CycloneDX -- "$project" --recursive --disable-package-restore --output "$out" --filename "$name.json" --output-format Json --set-name "metricsplatform-$name" >&2
  if [ -n "$found" ]; then
    echo "$name has packages with known vulnerabilities:" >&2
    echo "$found" >&2
    exit 1
  fi
  echo "$out/$name.json: $(grep -c '"type": "library"' "$out/$name.json") packages"
done

# A package with an advisory that everybody knows. Where it is not named, no other would have been.
control=$out/control
mkdir -p "$control"
echo '<Project />' | tee "$control/Directory.Build.props" >"$control/Directory.Packages.props"
cat >"$control/control.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="12.0.1" />
  </ItemGroup>
</Project>
PROJECT
if [ -z "$(vulnerable "$control/control.csproj")" ]; then
  echo 'No audit: the source of packages has no advisories, since it does not name Newtonsoft.Json 12.0.1 (GHSA-5crp-9r3c-p9vr).' >&2
  exit 1
fi
