#!/bin/sh
# Install Chromium and Firefox from Debian's packages where they are missing and we may;
# where we may not, say which command to run, and fail.
set -eu

missing=
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing="chromium"
[ -x "${FIREFOX:-/usr/bin/firefox-esr}" ] || [ -x /usr/bin/firefox ] || missing="$missing firefox-esr"
[ -n "$missing" ] || exit 0

install="apt-get install --yes --no-install-recommends $missing"
if ! command -v apt-get >/dev/null; then
	echo "Missing: $missing. Install them, or name them: CHROMIUM=/path FIREFOX=/path make test" >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive $install >/dev/null
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	sudo apt-get update --quiet=2 && sudo DEBIAN_FRONTEND=noninteractive $install >/dev/null
else
	echo "Missing: $missing. Run: sudo $install" >&2
	exit 1
fi
