#!/bin/sh
# Our training steps and inference beside PyTorch's on this machine, in interleaved rounds; prints a table in Markdown.
# Needs Debian's python3-torch and python3-onnx. OpenBLAS does not know every processor by itself: without the core type it runs
# PyTorch's matrix products at a third of their speed on some with AVX-512; set OPENBLAS_CORETYPE yourself for another processor.
#   src/bench/torch.sh [--rounds N] [--count N] [--threads N] [backbone|head|forward ...]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if grep -q avx512 /proc/cpuinfo; then : "${OPENBLAS_CORETYPE:=SKYLAKEX}"; export OPENBLAS_CORETYPE; fi
"$root/jnd-encode" --version >/dev/null
exec "${PYTHON:-/usr/bin/python3}" "$root/src/bench/parity/speed.py" "$@"
