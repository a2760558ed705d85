#!/bin/sh
# Kills runs by SIGKILL at random moments, lets the same command go on, and compares what comes out with an undisturbed run.
#   src/bench/kills.sh [CLIP] [KILLS] [SEED]        options of jnd-encode in OPTIONS
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
clip=${1:-$root/test-videos/sintel_trailer-720p.mp4}
kills=${2:-100}
seed=${3:-1}
options=${OPTIONS:---x264-preset ultrafast}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/ref" "$tmp/work"

timeless() { sed -E 's/"(analysis|encode)Seconds": [0-9.]+//' "$1"; }
run() { # FOLDER: starts a run in the background
    # shellcheck disable=SC2086 # options holds several words
    exec "$root/jnd-encode" "$clip" -o "$1/out.mp4" --progress json $options
}
count() { grep -c "$1" "$2" || :; }

"$root/jnd-encode" --version >/dev/null
begun=$(date +%s%N)
(run "$tmp/ref") >"$tmp/log" 2>&1
duration=$(($(date +%s%N) - begun))
shots=$(count '"type":"encoded"' "$tmp/log")

killed=0 done=0 different=0 before=0 analysis=0 encoding=0 joining=0 naming=0 encodes=0
while [ "$killed" -lt "$kills" ]; do
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    (run "$tmp/work") >"$tmp/log" 2>&1 &
    pid=$!
    sleep "$(awk -v d="$duration" -v s="$seed" 'BEGIN { printf "%.3f", d / 1e9 * s / 2147483648 }')"
    if kill -9 "$pid" 2>/dev/null; then
        wait "$pid" 2>/dev/null || :
        killed=$((killed + 1))
        folder=$tmp/work/.jnd-encode-out.mp4
        if [ -e "$tmp/work/out.mp4" ]; then naming=$((naming + 1))
        elif [ -e "$folder/output.partial.mp4" ]; then joining=$((joining + 1))
        elif ls "$folder"/*.segment >/dev/null 2>&1; then encoding=$((encoding + 1))
        elif [ -e "$folder" ]; then analysis=$((analysis + 1))
        else before=$((before + 1)); fi
    else
        wait "$pid" || { cat "$tmp/log"; exit 1; }
        done=$((done + 1))
        cmp -s "$tmp/ref/out.mp4" "$tmp/work/out.mp4" || different=$((different + 1))
        [ "$(timeless "$tmp/ref/out.json")" = "$(timeless "$tmp/work/out.json")" ] || different=$((different + 1))
        [ "$(ls -A "$tmp/work")" = "$(printf 'out.json\nout.mp4')" ] || { ls -A "$tmp/work"; exit 1; }
        rm -f "$tmp/work"/out.*
    fi
    encodes=$((encodes + $(count '"reused":false' "$tmp/log")))
done
echo "$(basename "$clip"), $shots shots, an undisturbed run takes $((duration / 1000000)) ms"
echo "killed $killed times: $before before any work, $analysis before the first segment, $encoding while encoding, $joining while joining, $naming while naming"
echo "came to the end $done times, $different of them with other bytes"
echo "encodes that were finished: $encodes, of which the $done outputs needed $((done * shots)); the rest belongs to the run that is left"
