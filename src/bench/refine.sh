#!/bin/sh
# How near to the target --refine brings the shots of real clips, in how many encodes, and what measuring costs.
#   src/bench/refine.sh REFINEMENTS CLIP...        options of jnd-encode in OPTIONS
# A line a clip: shots, encodes a shot, share within 1 QP before and after, seconds without and with measuring and refining.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
most=$1
shift
options=${OPTIONS:---x264-preset veryfast}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$root/jnd-encode" --version >/dev/null
timed() { # prints CPU seconds
    # shellcheck disable=SC2086 # options holds several words
    { LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' - "$root/jnd-encode" "$@" $options; } 2>&1 |
        awk '{ print $1 + $2 }'
}
printf 'clip\tshots\tencodes a shot\twithin 1 QP before\tafter\tCPU s plain\tverify\trefine %s\n' "$most"
for clip in "$@"; do
    plain=$(timed "$clip" -o "$tmp/a.mkv" -y)
    verified=$(timed "$clip" -o "$tmp/b.mkv" -y --verify)
    refined=$(timed "$clip" -o "$tmp/c.mkv" -y --refine "$most")
    python3 - "$tmp/b.json" "$tmp/c.json" "$(basename "$clip")" "$plain" "$verified" "$refined" <<'P'
import json, sys
before, after = (json.load(open(f))["shots"] for f in sys.argv[1:3])
error = lambda shots: sum(abs(s["result"]["targetError"]) <= 1 for s in shots)
n = len(after)
encodes = sum(s["result"]["attempts"] for s in after)
print("%s\t%d\t%.2f\t%d\t%d\t%s" % (sys.argv[3], n, encodes / n, error(before), error(after), "\t".join(sys.argv[4:])))
P
    rm -f "$tmp"/*
done
