#!/usr/bin/env bash
# The library compiles against the oldest aws-cdk-lib and constructs that are promised, and its tests pass on them.
. "$(dirname "$0")/checkout.sh"
cdk=$(oldest_peer aws-cdk-lib)
constructs=$(oldest_peer constructs)

copy_checkout "$scratch/project"
mkdir "$scratch/old"
npm install --silent --prefix "$scratch/old" "aws-cdk-lib@$cdk" "constructs@$constructs"

# the tools stay, the two peers (with what they depend on) are replaced
cp -al node_modules "$scratch/project/" 2>/dev/null || cp -a node_modules "$scratch/project/"
cd "$scratch/project"
rm -rf node_modules/aws-cdk-lib node_modules/constructs node_modules/@aws-cdk/asset-* node_modules/@aws-cdk/cloud-assembly-schema
cp -a "$scratch/old/node_modules/." node_modules/
node -p '`aws-cdk-lib ${require("aws-cdk-lib/package.json").version}, constructs ${require("constructs/package.json").version}`'

npx projen bundle
npx projen compile
npx jest --ci --config jest.oldest-cdk.json
