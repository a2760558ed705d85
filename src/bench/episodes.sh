#!/bin/sh
# How far the levels predicted for one shot lie apart in several cuts of one film: cuts the film at other places, in other codecs, sizes
# and bit rates, plans each, and compares the shots that begin at the same picture;
# then again with --consistent. Needs ffmpeg and python3.
# Usage: src/bench/episodes.sh FILM WORK
set -eu
here=$(cd "$(dirname "$0")" && pwd)
film=$1
work=$2
program=${JND_PROGRAM:-$here/../../jnd-encode}
mkdir -p "$work"
cut() { # name offset options...
    name=$1 offset=$2
    shift 2
    [ -e "$work/$name" ] || ffmpeg -v error -nostdin -y -ss "$offset" -i "$film" -an -sn -threads 1 "$@" "$work/$name"
}
cut 0.00-h264.mkv 0 -c:v copy
cut 1.29-h264-480.mkv 1.29 -vf scale=-2:480 -c:v libx264 -preset veryfast -crf 23
cut 3.71-mpeg4-360.mkv 3.71 -vf scale=-2:360 -c:v mpeg4 -q:v 5
cut 2.50-hevc-low.mkv 2.5 -c:v libx265 -preset ultrafast -crf 30 -x265-params log-level=none
for cut in "$work"/*.mkv; do
    [ -e "${cut%.mkv}.jnd1.json" ] || $program plan "$cut" --log-level quiet > /dev/null
done
python3 "$here/episodes.py" "$work"/*.jnd1.json
[ -d "$work/alike" ] || $program plan "$work"/*.mkv --consistent -o "$work/alike/" --log-level quiet > /dev/null
python3 "$here/episodes.py" "$work"/alike/*.jnd1.json
