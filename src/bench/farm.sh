#!/usr/bin/env bash
# farm.sh VIDEO [SPARK_HOME]: encodes a video with one machine's command, then on a Spark standalone master with two worker processes of
# which one is killed with SIGKILL, its executor too, in mid-run; compares the bytes. Then measures what a task costs beyond its work.
# SPARK_HOME is made by src/bench/spark/home.sh where it is not there (230 MB of libraries).
set -eu
cd "$(dirname "$0")/../.."
video=$(readlink -f "${1:?usage: farm.sh VIDEO [SPARK_HOME]}")
home=${2:-target/spark}
folder=$(mktemp -d)
cluster=src/bench/spark/cluster.sh
trap '$cluster stop "$home" >/dev/null 2>&1 || :; rm -rf "$folder"' EXIT
mkdir -p "$home"
src/bench/spark/home.sh "$home"
options="--preset fast"

# shellcheck disable=SC2086 # options holds several words
./jnd-encode "$video" $options -o "$folder/one.mp4" --log-level quiet >/dev/null

echo "| run | tasks | wall s | work s | attempts lost | same bytes |"
echo "|---|---|---|---|---|---|"
row() { # NAME LOG OUTPUT
    line=$(grep ' tasks in ' "$2")
    same=no
    if cmp -s "$folder/one.mp4" "$3"; then same=yes; fi
    echo "$line" | sed -E "s/.* ([0-9]+) tasks in ([0-9.]+) s, ([0-9.]+) s of work on .*, ([0-9]+) attempts lost/| $1 | \1 | \2 | \3 | \4 | $same |/"
}

master=$($cluster start "$home" 2 1)
SPARK_LOCAL_IP=127.0.0.1 ./jnd-encode farm "$video" $options --master "$master" --spark-home "$home" -o "$folder/two.mp4" 2>"$folder/two.log" >/dev/null
row "two workers" "$folder/two.log" "$folder/two.mp4"

SPARK_LOCAL_IP=127.0.0.1 ./jnd-encode farm "$video" $options --master "$master" --spark-home "$home" -o "$folder/killed.mp4" 2>"$folder/killed.log" >/dev/null &
job=$!
# When the first segments are there, the second worker and its executor die.
until [ "$(find "$folder/.killed.mp4.farm" -name 'shot-*.segment' 2>/dev/null | wc -l)" -ge 2 ]; do
    kill -0 $job 2>/dev/null || break
    sleep 0.1
done
worker=$(cat "$home/worker-2.pid")
pkill -KILL -P "$worker" || :
kill -KILL "$worker"
wait $job
row "one worker killed" "$folder/killed.log" "$folder/killed.mp4"
$cluster stop "$home"

./jnd-encode farm "$video" $options --master 'processes[2]' -o "$folder/processes.mp4" 2>"$folder/processes.log" >/dev/null
row "two processes, no Spark" "$folder/processes.log" "$folder/processes.mp4"
