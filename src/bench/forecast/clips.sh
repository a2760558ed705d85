#!/bin/sh
# The clips that the forecast is fitted to and judged by: cuts those of clips.tsv without loss out of videos, scaled down to so many lines.
# What is there already is not made again. Needs ffmpeg.
# Usage: src/bench/forecast/clips.sh SOURCES WORK    (SOURCES has the folder video; WORK/clips is written, and its files are named)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources=$1
work=$2
mkdir -p "$work/clips"
tab=$(printf '\t')
while IFS="$tab" read -r source start frames lines; do
    [ "$source" = source ] && continue
    clip="$work/clips/$source@$start+$frames,$lines.mkv"
    echo "$clip"
    [ -e "$clip" ] && continue
    ffmpeg -v error -nostdin -y -ss "$start" -i "$sources/video/$source" -an -sn -dn -fps_mode vfr -frames:v "$frames" \
        -vf "scale='if(gt(iw,ih),-2,min($lines,iw))':'if(gt(iw,ih),min($lines,ih),-2)':flags=lanczos,format=yuv420p" \
        -c:v libx264 -preset ultrafast -qp 0 -threads 1 "$clip.part.mkv"
    mv "$clip.part.mkv" "$clip"
done < "$here/clips.tsv"
