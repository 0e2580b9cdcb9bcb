#!/usr/bin/env bash
# projen, jsii, the generators of the table of options, of API.md and of fidelity.md leave every file as it stands in git.
. "$(dirname "$0")/checkout.sh"

sums() { source_files | tr '\n' '\0' | xargs -0 sha256sum; }

sums >"$scratch/before"
npx projen default
npx projen pre-compile
npx projen compile
npx tsx --tsconfig tsconfig.dev.json scripts/option-kinds.ts
npx projen docgen
npx tsx --tsconfig tsconfig.dev.json test/local-aws/fidelity.ts
sums >"$scratch/after"
diff "$scratch/before" "$scratch/after" || {
  echo 'These files differ from what the project generates. Run `npm run build` and commit them.'
  exit 1
}
