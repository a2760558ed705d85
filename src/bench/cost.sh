#!/bin/sh
# What analysis and the whole job cost beside a plain libx264 -preset medium -qp encode of the same clip through the same FFmpeg.
# Runs decoding, encoding, analysis and the job in turn, N rounds after a warm-up, and prints the medians of wall and CPU seconds and
# of the ratios; CPU seconds are hardly disturbed by what else runs on the machine. Then where analysis without the model spends it.
#   src/bench/cost.sh [CLIP] [ROUNDS] [plan OPTIONS...]
# With HEIGHT=1080 in the environment the clip is first scaled to so many lines (needs an ffmpeg on the PATH).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
clip=${1:-$root/test-videos/sintel_trailer-720p.mp4}
rounds=${2:-5}
[ $# -lt 2 ] || shift 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$root/jnd-encode" --version >/dev/null
mkdir "$tmp/classes"
javac -cp "$root/target/jnd-encode/lib/*" -d "$tmp/classes" "$root/src/bench/PlainEncode.java" "$root/src/bench/AnalysisProfile.java"
if [ -n "${HEIGHT:-}" ]; then
    ffmpeg -v error -i "$clip" -an -vf "scale=-2:$HEIGHT:flags=lanczos" -c:v libx264 -preset fast -crf 20 "$tmp/scaled.mp4"
    clip=$tmp/scaled.mp4
fi

# Runs a command, prints its wall and its CPU seconds.
cost() {
    begun=$(date +%s.%N)
    cpu=$(sh -c '"$@" >/dev/null 2>&1; times' cost "$@" | tail -1)
    echo "$begun $(date +%s.%N) $cpu" | awk '
        function seconds(t, p) { split(t, p, "[ms]"); return 60 * p[1] + p[2] }
        {printf "%.2f %.2f ", $2 - $1, seconds($3) + seconds($4)}'
}
program() { java -XX:+UseSerialGC -cp "$tmp/classes:$root/target/jnd-encode/lib/*" "$@"; }
plain() { cost java -XX:+UseSerialGC -cp "$tmp/classes:$root/target/jnd-encode/lib/*" PlainEncode "$clip" "$1"; }
analysis() { cost "$root/jnd-encode" plan "$clip" --sidecar "$tmp/plan.json" -y --progress none "$@"; }

job() { cost "$root/jnd-encode" "$clip" -o "$tmp/out.mp4" -y --progress none "$@"; }

analysis "$@" >/dev/null # warm-up, and the mean QP for the plain encode
qp=$(sed -n 's/.*"qp" *: *\([0-9]*\).*/\1/p' "$tmp/plan.json" | awk '{s += $1} END {printf "%d", s / NR + 0.5}')
processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
if grep -q avx512f /proc/cpuinfo 2>/dev/null; then vectors="AVX-512"; else vectors="no AVX-512"; fi
echo "${processor:-unknown processor}, $vectors, load $(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown)"
echo "clip $(basename "$clip"), plain encode at QP $qp, $rounds rounds, $(nproc) processors"
echo "wall and CPU seconds of decoding | plain encode | analysis | whole job; (analysis - decoding) / (encode - decoding) and job / encode of both"
i=0
while [ $i -lt "$rounds" ]; do
    echo "$(plain decode)$(plain "$qp")$(analysis "$@")$(job "$@")" |
        awk '{printf "%s %s  %s %s  %s %s  %s %s  %.3f %.3f  %.3f %.3f\n", $1, $2, $3, $4, $5, $6, $7, $8,
            ($5 - $1) / ($3 - $1), ($6 - $2) / ($4 - $2), $7 / $3, $8 / $4}' |
        tee -a "$tmp/rows"
    i=$((i + 1))
done
for column in 1 2 3 4 5 6 7 8 9 10 11 12; do
    awk -v c="$column" '{print $c}' "$tmp/rows" | sort -g | awk '{v[NR] = $1} END {printf "%s ", v[int((NR + 1) / 2)]}'
done | awk '{print "medians: decoding " $1 " s (CPU " $2 "), encode " $3 " (" $4 "), analysis " $5 " (" $6 "), job " $7 " (" $8 "); beyond decoding, analysis/encode " $9 " (CPU " $10 "); job/encode " $11 " (CPU " $12 ")"}'
program AnalysisProfile "$clip" "$rounds"
