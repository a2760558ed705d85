#!/bin/sh
# What analysis and the whole job cost beside a plain libx264 -preset medium -qp encode of the same clip through the same FFmpeg.
# Runs the three in turn, N rounds after a warm-up, and prints the median of each round's ratios.
#   src/bench/cost.sh [CLIP] [ROUNDS]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
clip=${1:-$root/test-videos/sintel_trailer-720p.mp4}
rounds=${2:-5}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$root/jnd-encode" --version >/dev/null
mkdir "$tmp/classes"
javac -cp "$root/target/jnd-encode/lib/*" -d "$tmp/classes" "$root/src/bench/PlainEncode.java"

seconds() { # runs a command, prints its wall seconds
    begun=$(date +%s.%N)
    "$@" >/dev/null 2>&1
    echo "$begun $(date +%s.%N)" | awk '{printf "%.2f", $2 - $1}'
}
plain() { java -XX:+UseSerialGC -cp "$tmp/classes:$root/target/jnd-encode/lib/*" PlainEncode "$clip" "$1"; }
job() { "$root/jnd-encode" "$@" "$clip" -o "$tmp/out.mp4" --sidecar "$tmp/out.json" -y --progress none; }
analysis() { "$root/jnd-encode" plan "$clip" --sidecar "$tmp/plan.json" -y --progress none; }

analysis >/dev/null 2>&1 # warm-up, and the mean QP for the plain encode
qp=$(sed -n 's/.*"qp" *: *\([0-9]*\).*/\1/p' "$tmp/plan.json" | awk '{s += $1} END {printf "%d", s / NR + 0.5}')
echo "clip $(basename "$clip"), plain encode at QP $qp, $rounds rounds"
echo "decode  plain  analysis  job  analysis/plain  (analysis-decode)/plain  job/plain"
i=0
while [ $i -lt "$rounds" ]; do
    d=$(seconds plain decode)
    p=$(seconds plain "$qp")
    a=$(seconds analysis)
    j=$(seconds job)
    echo "$d $p $a $j" | awk '{printf "%s %s %s %s %.3f %.3f %.3f\n", $1, $2, $3, $4, $3 / $2, ($3 - $1) / $2, $4 / $2}' | tee -a "$tmp/rows"
    i=$((i + 1))
done
for column in 5 6 7; do sort -g -k "$column" "$tmp/rows" | awk -v c="$column" '{v[NR] = $c} END {printf "%s ", v[int((NR + 1) / 2)]}'; done |
    awk '{print "median: analysis/plain " $1 ", (analysis-decode)/plain " $2 ", job/plain " $3}'
