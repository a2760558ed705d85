#!/bin/sh
# How long ./jnd-encode --help takes, beside a bare java -version: wall milliseconds of N runs in pairs, medians.
#   src/bench/startup.sh [RUNS]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
runs=${1:-9}
"$root/jnd-encode" --help >/dev/null
ms() { begun=$(date +%s%N); "$@" >/dev/null 2>&1; echo $((($(date +%s%N) - begun) / 1000000)); }
i=0
while [ $i -lt "$runs" ]; do
    echo "$(ms java -version) $(ms "$root/jnd-encode" --help)"
    i=$((i + 1))
done | sort -n -k 2 | awk '{java[NR] = $1; help[NR] = $2} END {m = int((NR + 1) / 2); print "median: --help " help[m] " ms (fastest " help[1] "), java -version " java[m] " ms"}'
