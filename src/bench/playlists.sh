#!/bin/sh
# Has the HLS playlists and WebVTT files of ladders read by parsers that are not ours and refuse what RFC 8216 and WebVTT forbid: hls-parser and
# node-webvtt, both strict, and m3u8parse. Fetches them with npm into a folder of its own; nothing of it belongs to the project.
#   src/bench/playlists.sh LADDER...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || { echo "usage: playlists.sh LADDER..." >&2; exit 2; }
for program in node npm; do
    command -v "$program" > /dev/null || { echo "playlists.sh: there is no $program: nothing was read" >&2; exit 77; }
done
kept=${PLAYLISTS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/jnd-encode-playlists}
mkdir -p "$kept"
[ -d "$kept/node_modules/hls-parser" ] ||
    npm install --prefix "$kept" --no-fund --no-audit --loglevel=error hls-parser@0.16.1 m3u8parse@5.0.2 node-webvtt@2.0.0 >&2
NODE_PATH="$kept/node_modules" exec node "$here/players/playlists.cjs" "$@"
