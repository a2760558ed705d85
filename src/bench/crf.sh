#!/bin/sh
# The table of docs/crf.md: real videos at the same plan with constant QPs and with CRFs, bytes and measured quality.
# Usage: src/bench/crf.sh SECONDS X264PRESET VIDEO...    (after ./jnd-encode --version has built the program)
set -eu
cd "$(dirname "$0")/../.."
exec java -Djnd.home="$PWD" -cp 'target/jnd-encode/lib/*' src/bench/crf/CrfGain.java "$@"
