#!/bin/sh
# Peak resident memory of the whole job on a short and on a long video: it must not grow with length.
# Needs an ffmpeg on the PATH to make the clips.
#   src/bench/memory.sh [CLIP] [SHORT_SECONDS] [LONG_SECONDS] [HEIGHT]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
clip=${1:-$root/test-videos/sintel_trailer-720p.mp4}
short=${2:-10}
long=${3:-600}
height=${4:-720}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$root/jnd-encode" --version >/dev/null
for length in "$short" "$long"; do
    if [ "$height" = 720 ]; then
        ffmpeg -v error -stream_loop -1 -i "$clip" -t "$length" -c copy "$tmp/$length.mp4"
    else
        ffmpeg -v error -stream_loop -1 -i "$clip" -t "$length" -vf "scale=-2:$height" -c:v libx264 -preset ultrafast -c:a copy "$tmp/$length.mp4"
    fi
    "$root/jnd-encode" "$tmp/$length.mp4" -o "$tmp/out.mp4" -y --x264-preset ultrafast --progress none >/dev/null 2>"$tmp/err" &
    launcher=$!
    peak=0
    while kill -0 $launcher 2>/dev/null; do
        for pid in $launcher $(pgrep -P $launcher || :); do
            kb=$(awk '/VmHWM/ {print $2}' /proc/"$pid"/status 2>/dev/null || :)
            if [ "${kb:-0}" -gt "$peak" ]; then peak=$kb; fi
        done
        sleep 0.2
    done
    echo "$length s at $height lines: peak resident $((peak / 1024)) MiB: $(cat "$tmp/err")"
done
