#!/usr/bin/env bash
# The bundles are byte-identical in another checkout, at another path, with packages installed anew.
. "$(dirname "$0")/checkout.sh"
there=$scratch/some/other/path

npx projen bundle
copy_checkout "$there"
(cd "$there" && npm ci --silent && npx projen bundle)
diff -r assets "$there/assets"
find assets -type f -exec sha256sum {} +
