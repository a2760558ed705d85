#!/bin/sh
# cost.sh at several sizes and lengths, and what is paid once: the table of docs/performance.md. Needs an ffmpeg with libx264 on the PATH.
#   src/bench/cost-table.sh [ROUNDS]
# OLD=DIR/jnd-encode in the environment puts another version beside. The 4K rows take a quarter of an hour a round on two cores.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
trailer=$root/test-videos/sintel_trailer-720p.mp4
rounds=${1:-5}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$root/jnd-encode" --version >/dev/null
[ -z "${OLD:-}" ] || "$OLD" --version >/dev/null

# Runs a command N times; the medians of its wall and CPU seconds.
once() {
    for _ in $(seq "$rounds"); do
        begun=$(date +%s.%N)
        cpu=$(sh -c '"$@" >/dev/null 2>&1; times' once "$@" | tail -1)
        echo "$begun $(date +%s.%N) $cpu"
    done | awk '
        function seconds(t, p) { split(t, p, "[ms]"); return 60 * p[1] + p[2] }
        {printf "%.3f %.3f\n", $2 - $1, seconds($3) + seconds($4)}' >"$tmp/once"
    for column in 1 2; do
        cut -d ' ' -f $column "$tmp/once" | sort -g | awk '{v[NR] = $1} END {printf "%s ", v[int((NR + 1) / 2)]}'
    done
}

ffmpeg -v error -i "$trailer" -t 0.5 -an -c copy "$tmp/half.mp4"
ffmpeg -v error -ss 12 -i "$trailer" -t 12 -an -c:v libx264 -crf 16 "$tmp/twelve.mp4"
# One shot.
ffmpeg -v error -ss 34 -i "$trailer" -frames:v 96 -an -vf scale=3840:-2:flags=lanczos -pix_fmt yuv420p10le -c:v libx264 -preset ultrafast -crf 16 \
    "$tmp/large.mp4"

for program in "$root/jnd-encode" ${OLD:+"$OLD"}; do
    echo "$program: --help $(once "$program" --help)s wall and CPU, plan of half a second $(
        once "$program" plan "$tmp/half.mp4" --sidecar "$tmp/half.json" -y --progress none)s"
done
echo "== the trailer, 720p" && "$root/src/bench/cost.sh" "$trailer" "$rounds"
echo "== the trailer, 1080p" && HEIGHT=1080 "$root/src/bench/cost.sh" "$trailer" "$rounds"
echo "== twelve seconds, 720p" && "$root/src/bench/cost.sh" "$tmp/twelve.mp4" "$rounds"
echo "== twelve seconds, 720p, x265" && ENCODER=x265 "$root/src/bench/cost.sh" "$tmp/twelve.mp4" "$rounds"
echo "== twelve seconds, 720p, SVT-AV1" && ENCODER=svt-av1 "$root/src/bench/cost.sh" "$tmp/twelve.mp4" "$rounds"
echo "== 96 frames of 4K, 10 bit, one shot" && "$root/src/bench/cost.sh" "$tmp/large.mp4" "$rounds"
