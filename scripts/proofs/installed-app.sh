#!/usr/bin/env bash
# installed-app.sh newest|oldest: the packed library in an empty folder with its two peers and nothing else. An app
# synthesises with bare `node`: no other program on the PATH, no process started, no connection opened.
. "$(dirname "$0")/checkout.sh"
age=$1

npm pack --silent --pack-destination "$scratch" >/dev/null
app=$scratch/app
mkdir "$app" "$scratch/bin"
cp test/packaging/app.js test/packaging/alone.js "$app"
apps=app
# examples/hello.ts as JavaScript, for the folder has no TypeScript; its acknowledgements for cdk-nag need a new CDK
if [ "$age" = newest ]; then
  npx esbuild examples/hello.ts --format=cjs --platform=node --log-level=warning --outfile="$app/hello.js"
  apps='app hello'
fi
cdk=$("${age}_peer" aws-cdk-lib)
constructs=$("${age}_peer" constructs)
ln -s "$(command -v node)" "$scratch/bin/node"

cd "$app"
npm init -y >/dev/null
npm install --silent "$scratch"/*.tgz "aws-cdk-lib@$cdk" "constructs@$constructs"
test ! -e node_modules/esbuild
for file in $apps; do
  env -i PATH="$scratch/bin" HOME="$scratch" CDK_OUTDIR="$app/$file.out" node --require ./alone.js "$file.js"
  ls "$file.out"/*.template.json
  grep -q 'AWS::Cognito::UserPool"' "$file.out"/*.template.json
done
# a function with a ready-made trigger brings its bundle along
test -n "$(find app.out -path '*asset*' -name index.js)"
echo "synthesised alone with aws-cdk-lib $cdk and constructs $constructs"
