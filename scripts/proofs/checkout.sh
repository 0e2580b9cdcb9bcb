# Sourced by the proofs that need a folder of their own.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What a clone would hold, with the changes that are not committed.
source_files() {
  git ls-files -co --exclude-standard | while read -r file; do if [ -e "$file" ]; then echo "$file"; fi; done
}

# copy_checkout FOLDER
copy_checkout() {
  mkdir -p "$1"
  source_files | tar -cf - -T - | tar -xf - -C "$1"
}

# peer NAME: the oldest version that package.json promises
oldest_peer() {
  node -p 'require("./package.json").peerDependencies[process.argv[1]].replace("^", "")' "$1"
}

# newest_peer NAME: the version that the library is developed against
newest_peer() {
  node -p 'require("./package.json").devDependencies[process.argv[1]]' "$1"
}
