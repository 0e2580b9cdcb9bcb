#!/usr/bin/env bash
# language.sh python|java|dotnet|go: the code of one language is generated, and holds every type of the API.
. "$(dirname "$0")/checkout.sh"
language=$1

npx jsii-pacmak --code-only --target "$language" --outdir "$scratch"
# sed reads to the end: `head` would leave early, and a writer that notices ends the script under pipefail
find "$scratch/$language" -type f | sed -n "1,20s|$scratch/||p"
npx tsx scripts/proofs/every-type.ts "$scratch/$language" "$language"
if [ "$language" = python ]; then python3 -m compileall -q "$scratch/python"; fi
