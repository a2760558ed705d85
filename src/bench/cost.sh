#!/bin/sh
# What analysis and the whole job cost beside a plain encode of the same clip through the same FFmpeg: libx264 -preset medium at the mean QP
# of the plan's frames, or another encoder at the mean CRF.
# Runs decoding, encoding, analysis and the job in turn, N rounds after a warm-up, and prints the medians of wall and CPU seconds and
# of the ratios. CPU seconds are disturbed less by what else runs on the machine, but they are disturbed: caches and memory are shared.
# Then, for x264, where analysis without the model spends it.
#   src/bench/cost.sh [CLIP] [ROUNDS] [plan OPTIONS...]
# In the environment:
#   HEIGHT=1080           first scales the clip to so many lines (needs an ffmpeg on the PATH)
#   OLD=DIR/jnd-encode    another version, whose plan and job run in the same rounds
#   ENCODER=x265 PRESET=ultrafast   the encoder of both (x264, x265, svt-av1) and its preset
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
clip=${1:-$root/test-videos/sintel_trailer-720p.mp4}
rounds=${2:-5}
[ $# -lt 2 ] || shift 2
encoder=${ENCODER:-x264}
case $encoder in
    x264) library=libx264 preset=${PRESET:-medium} ;;
    x265) library=libx265 preset=${PRESET:-ultrafast} ;;
    svt-av1) library=libsvtav1 preset=${PRESET:-12} ;;
    *) echo "ENCODER is x264, x265 or svt-av1, not $encoder" >&2 && exit 2 ;;
esac
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$root/jnd-encode" --version >/dev/null
[ -z "${OLD:-}" ] || "$OLD" --version >/dev/null
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
plain() { cost java -XX:+UseSerialGC -cp "$tmp/classes:$root/target/jnd-encode/lib/*" PlainEncode "$clip" "$1" "$library" "$preset"; }
# The pixel format is the source's for both: x265 and SVT-AV1 would be given ten bits.
manner() { "$@" --encoder "$encoder" --encoder-preset "$preset" --pix-fmt source -y --progress none; }
analysis() { with=$1 && shift && manner cost "$with" plan "$clip" --sidecar "$tmp/plan.json" "$@"; }
job() { with=$1 && shift && manner cost "$with" "$clip" -o "$tmp/out.mkv" "$@"; }

analysis "$root/jnd-encode" "$@" >/dev/null # warm-up, and the mean rate for the plain encode
[ -z "${OLD:-}" ] || analysis "$OLD" "$@" >/dev/null
rate=$(awk -v name="$([ "$encoder" = x264 ] && echo qp || echo crf)" '
    $1 == "\"startFrame\":" || $1 == "\"startFrame\"" {start = $NF + 0}
    $1 == "\"endFrame\":" || $1 == "\"endFrame\"" {frames = $NF - start}
    $1 == "\"" name "\":" || $1 == "\"" name "\"" {sum += frames * $NF; all += frames}
    END {mean = sum / all; print name == "qp" ? int(mean + 0.5) : int(4 * mean + 0.5) / 4}' "$tmp/plan.json")
processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
if grep -q avx512f /proc/cpuinfo 2>/dev/null; then vectors="AVX-512"; else vectors="no AVX-512"; fi
echo "${processor:-unknown processor}, $vectors, $(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown)"
echo "clip $(basename "$clip"), plain $library -preset $preset at $rate, $rounds rounds"
echo "wall and CPU seconds of decoding | plain encode | analysis | whole job${OLD:+ | old analysis | old job}"
i=0
while [ $i -lt "$rounds" ]; do
    echo "$(plain decode)$(plain "$rate")$(analysis "$root/jnd-encode" "$@")$(job "$root/jnd-encode" "$@")$(
        [ -z "${OLD:-}" ] || { analysis "$OLD" "$@" && job "$OLD" "$@"; })" | tee -a "$tmp/rows"
    i=$((i + 1))
done
# The median of a value worked out of every round.
median() { awk "{print $1}" "$tmp/rows" | sort -g | awk '{v[NR] = $1} END {printf "%.3f", v[int((NR + 1) / 2)]}'; }
of() {
    echo "$1: beyond decoding, analysis/encode $(median "(\$$2 - \$1) / (\$3 - \$1)") (CPU $(median "(\$$(($2 + 1)) - \$2) / (\$4 - \$2)")); job/encode $(median "\$$3 / \$3") (CPU $(median "\$$(($3 + 1)) / \$4"))"
}
echo "median seconds: decoding $(median '$1') (CPU $(median '$2')), encode $(median '$3') ($(median '$4')), analysis $(median '$5') ($(median '$6')), job $(median '$7') ($(median '$8'))${OLD:+, old analysis $(median '$9') ($(median '$10')), old job $(median '$11') ($(median '$12'))}"
of "median ratios" 5 7
[ -z "${OLD:-}" ] || of "the old version's" 9 11
[ "$encoder" != x264 ] || program AnalysisProfile "$clip" "$rounds"
