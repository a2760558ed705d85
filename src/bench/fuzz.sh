#!/bin/sh
# Damages small videos in seeded ways and does every mutant as a whole job (probe, decode, shots, plan, encode, join), many in one
# virtual machine. Playlists, manifests, concat scripts and sidecars, some naming a pipe outside, are among the seeds (HostileSeeds);
# every second mutant is done with --allow-playlists. Counts exit codes, hangs (a minute of CPU, ten in all) and crashes of the process;
# keeps the mutants of internal errors.
#   src/bench/fuzz.sh [COUNT] [FIRST] [SEED FILES AND FOLDERS...]
# Environment: LIB the jars to test (this tree's), WORKERS processes at once (2), KEEP a folder for what is left (a temporary one).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
count=${1:-1000}
first=${2:-0}
[ $# -ge 1 ] && shift
[ $# -ge 1 ] && shift
[ $# -ge 1 ] || set -- "$root/test-videos"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
[ -n "${LIB:-}" ] || "$root/jnd-encode" --version >/dev/null
lib=${LIB:-$root/target/jnd-encode/lib}
mkdir "$tmp/classes"
javac -cp "$lib/*" -d "$tmp/classes" "$root"/src/bench/fuzz/*.java \
    "$root/src/test/java/io/jndencode/media/Mutant.java" "$root/src/test/java/io/jndencode/jnd/inference/TinyModel.java"
java -Xmx256m -Djnd.home="$root" -cp "$tmp/classes:$lib/*" io.jndencode.cli.FuzzRun \
    "${KEEP:-$tmp/files}" "$first" "$count" "${WORKERS:-2}" "$@"
