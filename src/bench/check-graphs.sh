#!/bin/sh
# Writes the inference and the training graph of every network and has the ONNX project's own checker judge them, shape
# inference included. Needs Python 3 with the onnx package (Debian: python3-onnx). Exit code 1 if any graph fails.
#   src/bench/check-graphs.sh [WIDTHxHEIGHT]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
size=${1:-640x352}
python=${PYTHON:-/usr/bin/python3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0
for net in img-recon jnd-recon lat rec e2e-lat e2e-rec mj-lat mj-rec mj-lat-small; do
    for kind in "" --training; do
        # shellcheck disable=SC2086 # no kind is no argument
        if "$root/jnd-encode" graph "$net" $kind --size "$size" -o "$tmp/graph.onnx" -y >/dev/null &&
            "$python" "$root/src/bench/check_graph.py" "$tmp/graph.onnx" "$net $kind"; then
            :
        else
            echo "$net $kind: FAILED"
            failed=1
        fi
    done
done
exit $failed
