#!/usr/bin/env bash
# node.sh 22|24: the fast tests pass with another Node, which comes as the npm package `node`.
. "$(dirname "$0")/checkout.sh"
version=$1

npx projen bundle
npx --yes --package "node@$version" -- bash -c '
  set -e
  node --version
  node --version | grep -q "^v'"$version"'\."
  node node_modules/jest/bin/jest.js --ci
'
