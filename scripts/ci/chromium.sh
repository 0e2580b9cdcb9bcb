#!/usr/bin/env bash
# Sees to it that the flows in a browser (npm run e2e) have one: Chromium of Debian, best without windows (it opens a page
# in a third of the time), or the one that the environment variable CHROMIUM names. Nothing else needs a browser.
set -eu
chromium=${CHROMIUM:-/usr/bin/chromium-headless-shell}
[ -x "$chromium" ] || [ ! -x /usr/bin/chromium ] || chromium=${CHROMIUM:-/usr/bin/chromium}

if [ ! -x "$chromium" ]; then
  [ -z "${CHROMIUM:-}" ] || { echo "CHROMIUM names $chromium, which is not there." >&2; exit 1; }
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell; }; then
    echo "The flows in a browser need Chromium, and it cannot be installed here: that takes Debian, root and a mirror." >&2
    echo "Install a Chromium, and give its path in the environment variable CHROMIUM." >&2
    exit 1
  fi
fi
"$chromium" --version --no-sandbox
