#!/bin/sh
# Makes the three tables of docs/compatibility.md and docs/reliability.md in whole runs: kills.md, compatibility.md (without the files that
# hold only sound) and fuzz.txt (a line a mutant, the counts at the end). Ten to thirty minutes on two idle cores.
#   src/bench/robust.sh MEDIA_FOLDER RESULTS_FOLDER
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ $# -ne 2 ]; then
    echo "usage: src/bench/robust.sh MEDIA_FOLDER RESULTS_FOLDER" >&2
    exit 2
fi
mkdir -p "$2"
"$root/src/bench/kills.sh" "$root/test-videos/sintel-splice.mp4" 5 7 >"$2/kills.md"
"$root/src/bench/compatibility.sh" "$2/all.md" "$1" >"$2/compatibility.log"
grep -v 'holds only sound' "$2/all.md" >"$2/compatibility.md"
KEEP="$2/mutants" "$root/src/bench/fuzz.sh" 1000 0 "$root/test-videos" "$1" >"$2/fuzz.txt"
tail -n 1 "$2/kills.md"
tail -n 1 "$2/compatibility.log"
tail -n 12 "$2/fuzz.txt"
