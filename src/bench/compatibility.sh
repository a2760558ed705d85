#!/bin/sh
# Runs jnd-encode on every file of some folders and lets FFmpeg's own programs judge what comes out: every frame and timestamp,
# the other streams packet by packet, colour tags, HDR data, rotation, chapters, tags, captions, a decode without errors.
# Writes a markdown table. Needs ffmpeg and ffprobe on the PATH, 5.1 or newer.
#   src/bench/compatibility.sh TABLE.md FOLDER|FILE...
# Environment: JND_ENCODE the launcher (this tree's), JND_OPTIONS further options, PART only files whose name contains this,
# KEEP a folder for the outputs (a temporary one).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ $# -lt 2 ]; then
    echo "usage: src/bench/compatibility.sh TABLE.md FOLDER|FILE..." >&2
    exit 2
fi
launcher=${JND_ENCODE:-$root/jnd-encode}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$launcher" --version >/dev/null
lib=$root/target/jnd-encode/lib
mkdir "$tmp/classes" "$tmp/out"
javac -cp "$lib/*" -d "$tmp/classes" "$root"/src/bench/compatibility/*.java
java -cp "$tmp/classes:$lib/*" Compatibility "$launcher" "${KEEP:-$tmp/out}" "$@"
