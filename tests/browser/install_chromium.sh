#!/bin/sh
# Makes sure that the browser tests have a browser: an installed Chromium or Chrome is used;
# on Debian as root the system's is installed; elsewhere Playwright's own.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ -d "/Applications/Google Chrome.app" ]; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
    exit 0
fi
"$1" -m playwright install chromium
