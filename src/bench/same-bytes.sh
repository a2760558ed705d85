#!/usr/bin/env bash
# Encodes each input with two versions of the program and compares outputs byte for byte and sidecars value by value (times, versions and
# fields that one of them lacks are listed apart). Both must load the same FFmpeg: bytes of another x264 differ.
#
#   src/bench/same-bytes.sh OLD/jnd-encode NEW/jnd-encode INPUT...
set -eu
old=$1
new=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for input in "$@"; do
    name=$(basename "$input")
    mkdir -p "$work/old" "$work/new"
    "$old" "$input" -o "$work/old/$name.mkv" -y --progress none >/dev/null
    "$new" "$input" -o "$work/new/$name.mkv" -y --progress none >/dev/null
    if cmp -s "$work/old/$name.mkv" "$work/new/$name.mkv"; then
        echo "$name: same bytes"
    else
        echo "$name: DIFFERENT bytes"
        status=1
    fi
    python3 - "$work/old/$name.json" "$work/new/$name.json" <<'P' || status=1
import json, sys

def flat(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, path + "/" + key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from flat(inner, f"{path}/{index}")
    else:
        yield path, value

old, new = (dict(flat(json.load(open(file)))) for file in sys.argv[1:])
free = ("Seconds", "/tool/version", "/file")
wrong = [k for k in old if old[k] != new.get(k) and not k.endswith(free)]
print(f"  sidecar: {len(old)} values, different: {wrong or 'none'}; only in the new one: {sorted(set(new) - set(old)) or 'none'}")
sys.exit(bool(wrong))
P
done
exit $status
