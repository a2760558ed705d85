#!/usr/bin/env bash
# farm.sh VIDEO [SPARK_HOME [RANGE]]: what a farm costs and gains, on one machine of at least two cores, in the tables of docs/farm.md.
#  1. What a task costs beyond its work.
#  2. A video by this machine with one core and with two, then by a Spark standalone master with one and two workers of one core each,
#     then with two workers of which one is killed with SIGKILL, its executor too, in mid-run: once in the analysis, once in the encoding.
#     Compares the bytes. RANGE: seconds of a part of the analysis (10).
# SPARK_HOME is made by src/bench/spark/home.sh where it is not there (230 MB of libraries). Logs of a run that fails are kept.
set -eu
cd "$(dirname "$0")/../.."
video=$(readlink -f "${1:?usage: farm.sh VIDEO [SPARK_HOME [RANGE]]}")
home=${2:-target/spark}
range=${3:-10}
folder=$(mktemp -d)
cluster=src/bench/spark/cluster.sh
ended() {
    code=$?
    $cluster stop "$home" >/dev/null 2>&1 || :
    if [ $code = 0 ]; then rm -rf "$folder"; else echo "farm.sh failed; logs: $folder" >&2; fi
}
trap ended EXIT
mkdir -p "$home"
src/bench/spark/home.sh "$home"
cp -p "$video" "$folder" # beside its plan, where the tasks look for it
video=$folder/$(basename "$video")
options="--preset fast"
export SPARK_LOCAL_IP=127.0.0.1
./jnd-encode --version >/dev/null # builds, if need be

now() { date +%s.%N; }
since() { echo "$1 $(now)" | awk '{ printf "%.1f", $2 - $1 }'; }

# shellcheck disable=SC2086 # options holds several words
./jnd-encode plan "$video" $options -o "$folder/plan.json" --log-level quiet >/dev/null
./jnd-encode shot "$folder/plan.json" --index 0 -o "$folder/shot-000000.segment" --log-level quiet >/dev/null
master=$($cluster start "$home" 1 1)
java -Djnd.home="$(pwd)" -cp "$(pwd)/target/jnd-encode/lib/*" src/bench/FarmOverhead.java "$folder/plan.json" "$folder/shot-000000.segment" "$master" "$home"
$cluster stop "$home"
echo

echo "| run | tasks | analysis s | encoding s | both s | speed-up | attempts lost | same bytes |"
echo "|---|---|---|---|---|---|---|---|"
row() { # NAME TASKS ANALYSIS ENCODING LOST OUTPUT
    same=no
    if cmp -s "$folder/one.mp4" "$6"; then same=yes; fi
    echo "$3 $4 $base" | awk -v name="$1" -v tasks="$2" -v lost="$5" -v same="$same" \
        '{ printf "| %s | %s | %.1f | %.1f | %.1f | %.2f | %s | %s |\n", name, tasks, $1, $2, $1 + $2, $3 / ($1 + $2), lost, same }'
}

# The first output is what the others are compared with, its time what they are measured by.
alone() { # NAME CORES OUTPUT
    cores=0-$(($2 - 1))
    t=$(now)
    # shellcheck disable=SC2086
    taskset -c "$cores" ./jnd-encode plan "$video" $options -o "$folder/alone.json" -y --log-level quiet >/dev/null
    analysis=$(since "$t")
    t=$(now)
    taskset -c "$cores" ./jnd-encode apply "$folder/alone.json" --workers "$2" -o "$3" --sidecar "$folder/alone-done.json" -y \
        --log-level quiet >/dev/null
    encoding=$(since "$t")
    base=${base:-$(echo "$analysis $encoding" | awk '{ print $1 + $2 }')}
    row "$1" - "$analysis" "$encoding" - "$3"
}

farm() { # OUTPUT-NAME MASTER
    # shellcheck disable=SC2086
    ./jnd-encode farm "$video" $options --range "$range" --master "$2" --spark-home "$home" -o "$folder/$1.mp4" 2>"$folder/$1.log" >/dev/null
}

told() { # NAME OUTPUT-NAME
    seen=$(grep ' parts looked at ' "$folder/$2.log")
    made=$(grep -E ': [0-9]+ tasks in ' "$folder/$2.log")
    # What the driver does between the tasks, the search for shots above all, is the analysis too.
    parts=$(echo "$seen" | sed -E 's/.* ([0-9]+) parts looked at and ([0-9]+) groups .*/\1+\2/')
    analysis=$(sed -n 's/.*analysed in \([0-9.]*\) s.*/\1/p' "$folder/$2.log")
    shots=$(echo "$made" | sed -E 's/.*: ([0-9]+) tasks in .*/\1/')
    encoding=$(echo "$made" | sed -E 's/.* tasks in ([0-9.]+) s.*/\1/')
    lost=$(printf '%s\n%s\n' "$seen" "$made" | sed -E 's/.* ([0-9]+) attempts lost.*/\1/' | paste -sd+ | bc)
    row "$1" "$parts+$shots" "$analysis" "$encoding" "$lost" "$folder/$2.mp4"
}

killed() { # OUTPUT-NAME FILES-OF-DONE-TASKS HOW-MANY
    farm "$1" "$master" &
    job=$!
    until [ "$(find "$folder/.$1.mp4.farm" -name "$2" 2>/dev/null | wc -l)" -ge "$3" ]; do
        kill -0 $job 2>/dev/null || break
        sleep 0.1
    done
    worker=$(cat "$home/worker-2.pid")
    pkill -KILL -P "$worker" || :
    kill -KILL "$worker"
    wait $job
}

alone "this machine, one core" 1 "$folder/one.mp4"
alone "this machine, two cores" 2 "$folder/both.mp4"
master=$($cluster start "$home" 1 1)
farm w1 "$master"
told "Spark, one worker" w1
$cluster stop "$home"
master=$($cluster start "$home" 2 1)
farm w2 "$master"
told "Spark, two workers" w2
killed k1 'scan-*' 1
told "two workers, one killed while parts are looked at" k1
$cluster stop "$home"
master=$($cluster start "$home" 2 1)
killed k2 'shot-*.segment' 2
told "two workers, one killed while shots are encoded" k2
$cluster stop "$home"
farm p2 'processes[2]'
told "two processes, no Spark" p2
