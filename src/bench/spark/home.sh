#!/usr/bin/env bash
# home.sh FOLDER: makes a Spark installation good enough for a standalone master, workers and drivers, out of Spark's Maven artifacts.
set -eu
cd "$(dirname "$0")/../../.."
home=${1:?usage: home.sh FOLDER}
version=$(sed -n 's:.*<spark.version>\(.*\)</spark.version>.*:\1:p' pom.xml)
[ -e "$home/jars" ] && exit 0
mkdir -p "$home/jars.part"
maven=./mvnw
"$maven" -v >/dev/null 2>&1 </dev/null || maven=mvn
"$maven" -B -q -ntp -f src/bench/spark/pom.xml -Dspark.version="$version" dependency:copy-dependencies \
    -DoutputDirectory="$(cd "$home" && pwd)/jars.part" </dev/null
mv "$home/jars.part" "$home/jars"
