#!/bin/bash
# What the default's margin costs: encodes each clip with --safety 0 and with the default, and prints a line of Markdown a clip: bytes of the
# coded frames both ways, XPSNR both ways, and by how many QPs the rule sees each encode coarser (+) or finer (-) than JND1 (mean of shots).
#
#     src/bench/safety.sh OUT-DIR CLIP... [-- OPTION...]
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$1
shift
clips=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do clips+=("$1"); shift; done
[ $# -eq 0 ] || shift
mkdir -p "$out"
echo "| clip | MB, \`--safety 0\` | MB, default | more | XPSNR | XPSNR, default | off JND1 | off JND1, default |"
echo "|---|---|---|---|---|---|---|---|"
for clip in "${clips[@]}"; do
    name=$(basename "$clip")
    for safety in 0 default; do
        [ -f "$out/$name.$safety.json" ] || ./jnd-encode "$clip" $([ $safety = default ] || echo --safety $safety) --verify --log-level quiet \
            -o "$out/$name.$safety.mkv" --sidecar "$out/$name.$safety.json" -y "$@" >/dev/null || [ $? -eq 6 ]
    done
    python3 - "$name" "$out/$name.0.json" "$out/$name.default.json" <<'PYTHON'
import json, sys

def figures(file):
    sidecar = json.load(open(file))
    shots = sidecar["shots"]
    frames = sum(s["endFrame"] - s["startFrame"] for s in shots)
    mean = lambda key: sum(s["result"][key] * (s["endFrame"] - s["startFrame"]) for s in shots if s["result"][key] is not None) / frames
    return sidecar["totals"]["videoBytes"] / 1e6, mean("xpsnr"), mean("targetError")

(a, xa, ta), (b, xb, tb) = map(figures, sys.argv[2:])
print("| %s | %.2f | %.2f | %+.1f %% | %.2f | %.2f | %+.1f | %+.1f |" % (sys.argv[1], a, b, 100 * (b / a - 1), xa, xb, ta, tb))
PYTHON
done
