#!/bin/sh
# Makes the README's result line and docs/sintel.png anew, from a real run with the shipped model.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
video=test-videos/sintel_trailer-720p.mp4
out=test-videos/sintel_trailer-720p.jnd1
rm -f "$out.mp4" "$out.json"
./jnd-encode --version >/dev/null # builds what has changed, and says so
./jnd-encode "$video" >"$work/result" 2>&1
cp "$out.json" "$work/sidecar.json"
java -cp target/jnd-encode/lib/jnd-encode-0.2.0.jar docs/figures/Timeline.java "$work/sidecar.json" "$video" docs/sintel.png
awk -v result="$work/result" '
    /^<!-- result -->$/ { print; print "```"; while ((getline line < result) > 0) print line; print "```"; skip = 2; next }
    skip && /^```$/ { skip--; next }
    !skip { print }
' README.md >"$work/README.md"
cp "$work/README.md" README.md
cat "$work/result"
