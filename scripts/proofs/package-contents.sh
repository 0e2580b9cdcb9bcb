#!/usr/bin/env bash
# The tarball holds what a user needs, and nothing of what builds it.
. "$(dirname "$0")/checkout.sh"

npm pack --silent --pack-destination "$scratch" >/dev/null
tar -tzf "$scratch"/*.tgz | sed 's|^package/||' | sort >"$scratch/files"
du -h "$scratch"/*.tgz | cut -f1
fault=0

for needed in package.json README.md LICENSE API.md .jsii .jsii.gz lib/index.js lib/index.d.ts; do
  grep -qxF "$needed" "$scratch/files" || { echo "missing: $needed"; fault=1; }
done
# every bundle that was built travels
while read -r bundle; do
  grep -qxF "$bundle" "$scratch/files" || { echo "missing: $bundle"; fault=1; }
done < <(find assets -type f)

if grep -vE '^(package\.json|README\.md|LICENSE|API\.md|\.jsii(\.gz)?|lib/.+\.(js|d\.ts)|assets/.+)$' "$scratch/files"; then
  echo 'the files above do not belong into the package'
  fault=1
fi
exit $fault
