#!/bin/sh
# How near to the target --refine brings the shots of real clips, in how many encodes, and what measuring costs.
#   src/bench/refine.sh REFINEMENTS CLIP...        options of jnd-encode in OPTIONS
# A line a clip: shots; how many of them the rule sees within 1 QP of the target at the planned QP (--verify) and after refining; the
# mean error of both in QP; whole encodes a shot; frames encoded, probes included, for each frame of the clip; CPU seconds without
# measuring, with, and with refining.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
most=$1
shift
options=${OPTIONS:---x264-preset veryfast}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$root/jnd-encode" --version >/dev/null
run() { # CLIP NAME OPTION...: the log and the CPU seconds go beside the output
    clip=$1
    name=$2
    shift 2
    code=0
    # shellcheck disable=SC2086 # options holds several words
    LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" 2>"$0"' "$tmp/$name.log" \
        "$root/jnd-encode" "$clip" -o "$tmp/$name.mkv" -y $options "$@" 2>"$tmp/$name.time" >/dev/null || code=$?
    if [ "$code" -ne 0 ] && [ "$code" -ne 6 ]; then
        cat "$tmp/$name.log" >&2
        exit "$code"
    fi
}
for clip in "$@"; do
    run "$clip" plain
    run "$clip" verified --verify
    run "$clip" refined --refine "$most"
    basename "$clip" >"$tmp/clip"
    cp "$tmp/verified.json" "$tmp/$#.before.json"
    cp "$tmp/refined.json" "$tmp/$#.after.json"
    cat "$tmp/plain.time" "$tmp/verified.time" "$tmp/refined.time" >"$tmp/$#.times"
    cp "$tmp/clip" "$tmp/$#.clip"
    shift
done
python3 - "$tmp" "$most" <<'P'
import json, pathlib, sys

folder, most = pathlib.Path(sys.argv[1]), sys.argv[2]
shots = lambda file: json.loads(file.read_text())["shots"]
error = lambda shot: abs(shot["result"]["targetError"])
length = lambda shot: shot["endFrame"] - shot["startFrame"]
work = lambda shot: shot["result"]["attempts"] * length(shot) + shot["result"]["probedFrames"]


def line(name, before, after, seconds):
    n = len(after)
    near = lambda shots: sum(error(s) <= 1 for s in shots)
    mean = lambda shots: sum(map(error, shots)) / n
    encodes = sum(s["result"]["attempts"] for s in after) / n
    frames = sum(map(work, after)) / sum(map(length, after))
    a_shot = sum(work(s) / length(s) for s in after) / n
    print("| %s | %d | %d | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %s |" % (
        name, n, near(before), near(after), mean(before), mean(after), encodes, frames, a_shot,
        " | ".join("%.1f" % s for s in seconds)))


print("| clip | shots | within 1 QP planned | refined | mean error planned | refined | whole encodes a shot | frames encoded a frame"
      " | the same, mean of shots | CPU s plain | `--verify` | `--refine %s` |" % most)
print("|" + "---|" * 12)
together = [[], [], [0, 0, 0]]
for clip in sorted(folder.glob("*.clip"), key=lambda f: -int(f.stem)):
    before, after = (shots(folder / (clip.stem + "." + what + ".json")) for what in ("before", "after"))
    seconds = [sum(map(float, l.split())) for l in (folder / (clip.stem + ".times")).read_text().splitlines()]
    line(clip.read_text().strip(), before, after, seconds)
    together = [together[0] + before, together[1] + after, [a + b for a, b in zip(together[2], seconds)]]
line("together", *together)
P
