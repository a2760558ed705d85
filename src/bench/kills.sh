#!/bin/bash
# Kills runs by SIGKILL at random moments of each stage, lets the same command go on to its end, and compares what comes out with an
# undisturbed run. Prints a markdown table, a row a kill: the stage as the files tell it, what was kept, what the next run took over.
#   src/bench/kills.sh [CLIP] [KILLS A STAGE] [SEED]        options of jnd-encode in OPTIONS
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
clip=${1:-$root/test-videos/sintel-splice.mp4}
kills=${2:-5}
RANDOM=${3:-1}
options=${OPTIONS:---x264-preset veryfast --workers 1}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/ref" "$tmp/work"
folder=$tmp/work/.jnd-encode-out.mp4

run() { # FOLDER: becomes a run
    # shellcheck disable=SC2086 # options holds several words
    exec "$root/jnd-encode" "$clip" -o "$1/out.mp4" --progress json $options
}
timeless() { sed -E 's/"(analysis|encode)Seconds": [0-9.]+//' "$1"; }
count() { { grep -c "$1" "$2" 2>/dev/null || :; } | head -n 1; }
now() { echo "${EPOCHREALTIME/./}"; } # microseconds
segments() { compgen -G "$1/*.segment" >/dev/null; }
reached() { # STAGE FOLDER OUTPUT
    case $1 in
        analysis) [ -e "$2/journal.ndjson" ] ;;
        encode) segments "$2" ;;
        stitch) [ -e "$2/output.partial.mp4" ] ;;
        rename) [ -e "$3" ] ;;
    esac
}
await() { # STAGE PID FOLDER OUTPUT: until the stage begins; fails if the run ended before
    until reached "$1" "$3" "$4"; do [ -d "/proc/$2" ] || return 1; done
}

"$root/jnd-encode" --version >/dev/null
# The undisturbed run, and how long its stages take.
(run "$tmp/ref") >"$tmp/log" 2>&1 &
pid=$!
declare -A begin
for stage in analysis encode stitch rename; do
    await $stage $pid "$tmp/ref/.jnd-encode-out.mp4" "$tmp/ref/out.mp4" || :
    begin[$stage]=$(now)
done
wait $pid || { cat "$tmp/log"; exit 1; }
begin[end]=$(now)
shots=$(count '"type":"encoded"' "$tmp/log")
declare -A length=(
    [analysis]=$((begin[encode] - begin[analysis])) [encode]=$((begin[stitch] - begin[encode]))
    [stitch]=$((begin[rename] - begin[stitch])) [rename]=$((begin[end] - begin[rename]))
)
echo "$(basename "$clip"), $shots shots, $options; stages in ms: analysis until the first segment $((length[analysis] / 1000)), encode $((length[encode] / 1000)), stitch $((length[stitch] / 1000)), rename and end $((length[rename] / 1000))"
echo
echo "| killed while | ms after | judged shots kept | encoded shots kept | the next run: exit | shots taken over | output | left over |"
echo "|---|---|---|---|---|---|---|---|"

died() { # the stage, by what the dead run left
    if [ -e "$tmp/work/out.mp4" ]; then [ -e "$folder" ] && echo rename || echo "all done"
    elif [ -e "$folder/output.partial.mp4" ]; then echo stitch
    elif segments "$folder"; then echo encode
    elif [ -e "$folder" ]; then echo analysis
    else echo start; fi
}
bad=0
for stage in analysis encode stitch rename; do
    for ((kill = 0; kill < kills; kill++)); do
        rm -rf "$tmp/work" && mkdir "$tmp/work"
        (run "$tmp/work") >"$tmp/log" 2>&1 &
        pid=$!
        await $stage $pid "$folder" "$tmp/work/out.mp4" || :
        wait=$((length[$stage] * RANDOM / 32768))
        sleep "$((wait / 1000000)).$(printf %06d $((wait % 1000000)))"
        kill -9 $pid 2>/dev/null || :
        wait $pid 2>/dev/null || :
        at=$(died)
        judged=$(count '"type":"shot"' "$folder/journal.ndjson")
        encoded=$(count '"type":"encoded"' "$folder/journal.ndjson")
        code=0
        (run "$tmp/work") >"$tmp/log" 2>&1 || code=$?
        [ "$at" = "all done" ] && [ $code = 2 ] && code="2, the output exists already"
        same=different
        cmp -s "$tmp/ref/out.mp4" "$tmp/work/out.mp4" \
            && [ "$(timeless "$tmp/ref/out.json")" = "$(timeless "$tmp/work/out.json")" ] && same=identical
        left=$(find "$tmp/work" -mindepth 1 ! -name out.mp4 ! -name out.json | wc -l)
        if [ $same = different ] || [ "$left" != 0 ]; then bad=$((bad + 1)); fi
        echo "| $at | $((wait / 1000)) | ${judged:-0} | ${encoded:-0} | $code | $(count '"reused":true' "$tmp/log") | $same | $left |"
    done
done
echo
echo "$((4 * kills)) kills, $bad with another output or something left over"
