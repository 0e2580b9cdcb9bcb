# Runs named steps one after the other, whatever the one before said, and adds up. Sourced by .ci/run.
#   tests NAME COMMAND...   counts the tests that jest reports
#   proof NAME COMMAND...   counts one
#   finish                  prints the table and, as the last line, `N passed, N failed`
only=${1:-}
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0
failed=0
table=''
# a step that hangs must not take the verdict on all others with it
limit=${STEP_LIMIT:-25m}

# run_step NAME COMMAND...: leaves its output in $log, its exit code in $code and its seconds in $seconds
run_step() {
  local name=$1 start=$SECONDS
  shift
  log=$logs/$((passed + failed)).log
  printf '\n=== %s\n' "$name"
  timeout --kill-after=10s "$limit" "$@" </dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  seconds=$((SECONDS - start))
}

wanted() { [[ $1 == *"$only"* ]]; }

# settle NAME PASSED FAILED
settle() {
  passed=$((passed + $2))
  failed=$((failed + $3))
  local line
  line=$(printf '%6d s  %5d passed %3d failed  %s' "$seconds" "$2" "$3" "$1")
  printf -- '--- %s\n' "$line"
  table+="$line"$'\n'
}

proof() {
  wanted "$1" || return 0
  run_step "$@"
  if [ "$code" -eq 0 ]; then settle "$1" 1 0; else settle "$1" 0 1; fi
}

tests() {
  wanted "$1" || return 0
  run_step "$@"
  local good bad
  good=$(jest_count passed)
  bad=$(jest_count failed)
  # a failed build, lint or coverage gate is a failure without a failed test; no test at all is none passed
  if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$good" -eq 0 ]; }; then bad=1; fi
  settle "$1" "$good" "$bad"
}

# jest_count passed|failed: the sum over jest's summaries, `Tests:  1 failed, 2 skipped, 39 passed, 42 total`
jest_count() {
  sed 's/\x1b\[[0-9;]*m//g' "$log" |
    awk -v what="$1" '/^Tests:/ { for (i = 2; i < NF; i++) if ($(i + 1) ~ "^" what) sum += $i } END { print sum + 0 }'
}

finish() {
  printf '\n%s\n%d passed, %d failed\n' "$table" "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
