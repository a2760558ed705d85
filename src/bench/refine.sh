#!/bin/sh
# How near to the target --refine brings the shots of real clips, in how many encodes, and what measuring costs.
#   src/bench/refine.sh REFINEMENTS CLIP...        options of jnd-encode in OPTIONS, another launcher in JND_ENCODE
# A line a clip and one for all: shots; how many of them the rule sees within 1 QP of the target at the planned QP (--verify) and after
# refining; the mean error of both in QP; whole encodes a shot; frames encoded, probes included, for each frame of the clip, and the mean
# of that over shots; CPU seconds without measuring, with, and with refining.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${JND_ENCODE:-$root/jnd-encode}
most=$1
shift
options=${OPTIONS:---x264-preset veryfast}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$program" --version >/dev/null
run() { # CLIP NAME OPTION...: the sidecar and the CPU seconds go beside the output
    clip=$1
    name=$2
    shift 2
    code=0
    # shellcheck disable=SC2086 # options holds several words
    LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" 2>"$0"' "$tmp/log" \
        "$program" "$clip" -o "$tmp/$name.mkv" --sidecar "$tmp/$name.json" -y $options "$@" 2>"$tmp/$name.time" >/dev/null || code=$?
    if [ "$code" -ne 0 ] && [ "$code" -ne 6 ]; then
        cat "$tmp/log" >&2
        exit "$code"
    fi
    rm -f "$tmp/$name.mkv"
}
lines() { # NUMBER...: a line of the table for these clips together
    python3 - "$tmp" "$@" <<'P'
import json, pathlib, sys

folder, clips = pathlib.Path(sys.argv[1]), sys.argv[2:]
shots = lambda what: [shot for n in clips for shot in json.loads((folder / (n + what + ".json")).read_text())["shots"]]
seconds = lambda what: sum(sum(map(float, (folder / (n + what + ".time")).read_text().split())) for n in clips)
before, after = shots("verify"), shots("refine")
error = lambda shot: abs(shot["result"]["targetError"])
length = lambda shot: shot["endFrame"] - shot["startFrame"]
work = lambda shot: shot["result"]["attempts"] * length(shot) + shot["result"]["probedFrames"]
near = lambda shots: sum(error(shot) <= 1 for shot in shots)
mean = lambda values: sum(values) / len(after)
name = (folder / (clips[0] + "name")).read_text().strip() if len(clips) == 1 else "together"
figures = [mean(map(error, before)), mean(map(error, after)), mean(s["result"]["attempts"] for s in after),
           sum(map(work, after)) / sum(map(length, after)), mean(work(s) / length(s) for s in after)]
print("| %s | %d | %d | %d | %s | %s |" % (
    name, len(after), near(before), near(after), " | ".join("%.2f" % f for f in figures),
    " | ".join("%.1f" % seconds(what) for what in ("plain", "verify", "refine"))), flush=True)
P
}
echo "| clip | shots | within 1 QP as planned | refined | mean error as planned | refined | whole encodes a shot |" \
    "frames encoded a frame | the same, mean of shots | CPU s plain | \`--verify\` | \`--refine $most\` |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
numbers=
count=0
for clip in "$@"; do
    count=$((count + 1))
    numbers="$numbers $count"
    basename "$clip" >"$tmp/${count}name"
    run "$clip" "${count}plain"
    run "$clip" "${count}verify" --verify
    run "$clip" "${count}refine" --refine "$most"
    lines "$count"
done
# shellcheck disable=SC2086 # one argument a number
[ "$count" -lt 2 ] || lines $numbers
