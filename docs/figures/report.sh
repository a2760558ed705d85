#!/bin/sh
# Makes docs/report-light.png and docs/report-dark.png anew, from a real run with the shipped model. Needs chromium and ImageMagick.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp test-videos/sintel_trailer-720p.mp4 "$work"
./jnd-encode "$work/sintel_trailer-720p.mp4" --report "$work/report.html" --log-level quiet
picture() { # NAME SCHEME, 0 dark, 1 light
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$work/$1" \
        --blink-settings=preferredColorScheme="$2" --window-size=1400,1790 --screenshot="$work/$1.png" "file://$work/report.html"
    convert "$work/$1.png" -resize 1000x +dither -colors 160 -strip "docs/$1.png"
}
picture report-light 1
picture report-dark 0
