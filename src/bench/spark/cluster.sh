#!/usr/bin/env bash
# cluster.sh start FOLDER [WORKERS] [CORES]: a standalone Spark master and workers on this machine, on loopback; prints the master's
# address; the processes' numbers are in FOLDER/master.pid and FOLDER/worker-N.pid.   cluster.sh stop FOLDER: ends them.
# FOLDER holds the installation that home.sh makes.
set -eu
folder=$(cd "${2:?usage: cluster.sh start|stop FOLDER}" && pwd)
export SPARK_HOME=$folder SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1
opens=$(printf -- '--add-opens=java.base/%s=ALL-UNNAMED ' java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio \
    java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar jdk.internal.ref)

run() { # NAME CLASS ARGUMENTS...
    name=$1
    shift
    # shellcheck disable=SC2086 # several options
    setsid java -Xmx256m $opens -cp "$folder/jars/*" "$@" >"$folder/$name.log" 2>&1 </dev/null &
    echo $! >"$folder/$name.pid"
}

case $1 in
    start)
        run master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 18080
        for _ in $(seq 100); do
            if grep -q 'I have been elected leader' "$folder/master.log" 2>/dev/null; then break; fi
            sleep 0.2
        done
        for n in $(seq "${3:-2}"); do
            mkdir -p "$folder/work-$n"
            run "worker-$n" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores "${4:-1}" --memory 1g \
                --work-dir "$folder/work-$n" --webui-port $((18080 + n)) spark://127.0.0.1:17077
        done
        for _ in $(seq 150); do
            if [ "$(grep -c 'Registering worker' "$folder/master.log")" -ge "${3:-2}" ]; then break; fi
            sleep 0.2
        done
        echo spark://127.0.0.1:17077
        ;;
    stop)
        for pid in "$folder"/worker-*.pid "$folder/master.pid"; do
            [ -f "$pid" ] || continue
            kill "$(cat "$pid")" 2>/dev/null || :
            rm -f "$pid"
        done
        ;;
    *) exit 2 ;;
esac
