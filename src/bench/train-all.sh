#!/bin/sh
# Trains each of the eight networks for a few steps on a few real pictures of a dataset, stops and resumes it, judges it on
# held-out pictures, and prints a table: parameters, loss of the first and the last epoch, seconds a step, peak memory.
#   src/bench/train-all.sh DATASET OUT [NETWORK...]
# Environment: PICTURES (8 for training, half as many to validate and to test), EPOCHS (5), SIZE (640x352), CROP (256), RATE (1e-4),
# BATCH (2), MICRO (1: pictures that go through rec, e2e-rec, mj-rec at once), LEVEL (1), JND (the command).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:?the dataset folder}
out=${2:?where results go}
shift 2
[ $# -gt 0 ] || set -- img-recon jnd-recon lat rec e2e-lat e2e-rec mj-lat mj-rec
pictures=${PICTURES:-8}
epochs=${EPOCHS:-5}
size=${SIZE:-640x352}
crop=${CROP:-256}
rate=${RATE:-1e-4}
batch=${BATCH:-2}
level=${LEVEL:-1}
jnd=${JND:-$root/jnd-encode}
mkdir -p "$out"

# Every so many-th picture of a part, with its row and its three coded versions.
few() {
    part=$1
    count=$2
    mkdir -p "$out/data/$part" "$out/data/jnd1$part" "$out/data/jnd2$part" "$out/data/jnd3$part"
    (cd "$data/$part" && printf '%s\n' *) | grep -v JND-Levels.txt | sort -V | paste -d' ' - "$data/$part/JND-Levels.txt" >"$out/rows"
    total=$(wc -l <"$out/rows")
    awk -v every=$((total / count)) -v count="$count" 'every < 1 || (NR - 1) % every == 0 && n++ < count' "$out/rows" |
        while read -r name row; do
            for folder in "$part" "jnd1$part" "jnd2$part" "jnd3$part"; do
                ln -sf "$(cd "$data/$folder" && pwd)/$name" "$out/data/$folder/$name"
            done
            echo "$row" >>"$out/data/$part/JND-Levels.txt"
        done
    rm "$out/rows"
}
if [ ! -d "$out/data" ]; then
    few train "$pictures"
    few valid $((pictures / 2))
    few test $((pictures / 2))
fi

# Runs a command, its text in a log; prints its peak resident memory in MiB.
peak() {
    log=$1
    shift
    "$@" >>"$log" 2>&1 &
    launcher=$!
    most=0
    while kill -0 $launcher 2>/dev/null; do
        for pid in $launcher $(pgrep -P $launcher || :); do
            kb=$(awk '/VmHWM/ {print $2}' "/proc/$pid/status" 2>/dev/null || :)
            if [ "${kb:-0}" -gt "$most" ]; then most=$kb; fi
        done
        sleep 0.2
    done
    wait $launcher || { tail -n 3 "$log" >&2; exit 1; }
    echo $((most / 1024))
}

printf '%-10s %11s  %-9s %22s %9s %9s  %s\n' network "at once" frames "loss first -> last" "s a step" "peak MiB" "on held-out pictures"
for network in "$@"; do
    name=$network
    frames=$size
    micro=$batch
    case $network in
        img-recon) set_level="" start="" frames=${crop}x$crop ;;
        jnd-recon) name=jnd$level-recon set_level="--level $level" start="--start $out" frames=${crop}x$crop ;;
        mj-*) set_level="" start="" ;;
        *) set_level="--level $level" start="--start $out" name=$network-jnd$level ;;
    esac
    case $network in
        *rec) micro=${MICRO:-1} ;;
    esac
    log=$out/$name.log
    : >"$log"
    train() {
        # shellcheck disable=SC2086
        peak "$log" "$jnd" train "$network" $2 $start --data "$out/data" --out "$out" --epochs "$1" --batch-size "$batch" \
            --micro-batch "$micro" --learning-rate "$rate" --crop "$crop" --size "$size" --no-flips
    }
    rm -f "$out/logs-$name.csv" "$out/checkpoints/$name"-*.ckpt
    if [ "$network" = jnd-recon ]; then
        # The networks for three levels need all three backbones.
        for k in 1 2 3; do
            [ $k = "$level" ] || train 1 "--level $k" >/dev/null
        done
    fi
    train $((epochs / 2)) "$set_level" >/dev/null
    most=$(train "$epochs" "$set_level")
    grep -q 'goes on from' "$log" || { echo "$name did not resume" >&2; exit 1; }
    # shellcheck disable=SC2086
    "$jnd" test "$network" $set_level --weights "$out" --data "$out/data" --out "$out" >"$out/$name.test" 2>>"$log"
    loss=$(awk -F';' 'NR == 2 {a = $4} {b = $4} END {printf "%.4g -> %.4g", a, b}' "$out/logs-$name.csv")
    step=$(sed -n 's/.*, \([0-9.]*\) s a step$/\1/p' "$log" | tail -n 1)
    case $network in
        *recon) judged=$(awk -F'\t' 'NR == 2 {print $3 " dB (mean colour: MSE " $5 ", network: " $2 ")"}' "$out/$name.test") ;;
        *) judged=$(awk -F'\t' 'NR > 1 {printf "%s%s MAE %s (constant %s)", sep, $1, $3, $4; sep = ", "}' "$out/$name.test") ;;
    esac
    printf '%-10s %5s of %2s  %-9s %22s %9s %9s  %s\n' "$network" "$micro" "$batch" "$frames" "$loss" "$step" "$most" "$judged"
done
