#!/bin/sh
# The curves that the mapping of rate control CRF is fitted to: cuts the clips of clips.tsv (one shot each, without loss, at most 720
# lines, at most 31 frames a second; of a picture, a still shot) out of videos and pictures, and measures them. What is there already
# is not made again. Needs ffmpeg, and ./jnd-encode --version to have built the program.
# Usage: src/bench/crf/clips.sh SOURCES WORK    (SOURCES has the folders video and pictures; WORK/clips and WORK/curves.tsv are written)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../.." && pwd)
sources=$1
work=$2
lib=${JND_LIB:-$home/target/jnd-encode/lib/*}
mkdir -p "$work/clips"

cut_clip() { # source start frames clip
    every=1
    case $1 in
        *.jpg) file=$sources/pictures/$1 input='-loop 1 -framerate 25' ;;
        *)
            file=$sources/video/$1 input="-ss $2"
            rate=$(ffprobe -v error -select_streams v:0 -show_entries stream=avg_frame_rate -of csv=p=0 "$file" | head -n 1)
            every=$(awk -v rate="${rate%,}" 'BEGIN { split(rate, r, "/"); print (r[1] / (r[2] ? r[2] : 1) > 31) ? 2 : 1 }')
            ;;
    esac
    # shellcheck disable=SC2086 # several options
    ffmpeg -v error -nostdin -y $input -i "$file" -an -sn -dn -fps_mode vfr -frames:v "$3" \
        -vf "select='not(mod(n,$every))',scale=-2:'min(720,ih)':flags=lanczos,format=yuv420p" \
        -c:v libx264 -preset ultrafast -qp 0 -threads 1 "$4.part.mkv"
    mv "$4.part.mkv" "$4"
}

measure() { # qps crfs clip...
    qps=$1 crfs=$2
    shift 2
    java -Xmx1g -XX:+UseSerialGC -cp "$lib" "$here/CrfCurves.java" "$work/curves.tsv" veryfast "$qps" "$crfs" "$@"
}

tab=$(printf '\t')
one=
three=
while IFS="$tab" read -r source start frames qps; do
    [ "$source" = source ] && continue
    clip="$work/clips/$source@$start+$frames.mkv"
    [ -e "$clip" ] || cut_clip "$source" "$start" "$frames" "$clip"
    if [ "$qps" = 28 ]; then one="$one $clip"; else three="$three $clip"; fi
done < "$here/clips.tsv"
# shellcheck disable=SC2086 # names without blanks
measure 28 24,28,32 $one
# shellcheck disable=SC2086
measure 22,28,34 20,24,28,32,36 $three
