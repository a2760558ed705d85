#!/usr/bin/env bash
# jobs.sh VIDEO: plans a video, encodes it by every kind of job list this machine can run, and compares the outputs with that of one
# command. Slurm's sbatch is stood in for by a script that runs what it is given; of Kubernetes the pods' scripts are run, each with its
# index. Prints the table of docs/farm.md; a scheduler that is not installed is left out by name.
set -eu
cd "$(dirname "$0")/../.."
video=$(readlink -f "${1:?usage: jobs.sh VIDEO}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -p "$video" "$folder" # pods have one volume, on which all of it lies
video=$folder/$(basename "$video")
program=$(pwd)/jnd-encode
"$program" plan "$video" --preset fast -o "$folder/plan.json" --log-level quiet >/dev/null
"$program" apply "$folder/plan.json" --source "$video" -o "$folder/one.mp4" --sidecar "$folder/one.json" --log-level quiet >/dev/null

echo "| format | run by | same bytes |"
echo "|---|---|---|"
list() { # FORMAT: the job list, its segments in a folder of their own
    mkdir -p "$folder/$1"
    "$program" jobs "$folder/plan.json" --source "$video" --format "$1" --segments "$folder/$1" -o "$folder/$1.mp4" --program "$program"
}
stitch() { "$program" stitch "$folder/plan.json" --source "$video" --segments "$folder/$1" -o "$folder/$1.mp4" --log-level quiet >/dev/null; }
row() { # FORMAT RUN-BY
    same=no
    if cmp -s "$folder/one.mp4" "$folder/$1.mp4"; then same=yes; fi
    echo "| $1 | $2 | $same |"
}

list sh >"$folder/jobs.sh"
sh "$folder/jobs.sh" >/dev/null 2>&1
row sh "$(readlink -f /bin/sh | xargs basename)"

list lines >"$folder/jobs.lines"
if parallel --version 2>/dev/null | grep -q GNU; then
    parallel -j 2 <"$folder/jobs.lines" >/dev/null 2>&1
    by="GNU parallel $(parallel --version | sed -n '1s/.* //p')"
else
    xargs -d '\n' -n 1 -P 2 sh -c <"$folder/jobs.lines" >/dev/null 2>&1
    by="xargs (GNU parallel is not installed)"
fi
stitch lines
row lines "$by"

if make --version >/dev/null 2>&1; then
    list make >"$folder/jobs.mk"
    make -j 2 -f "$folder/jobs.mk" >/dev/null 2>&1
    row make "$(make --version | head -1)"
else
    echo "| make | not installed | |"
fi

list json >"$folder/jobs.json"
python3 - "$folder/jobs.json" <<'PYTHON'
import json, subprocess, sys
jobs = json.load(open(sys.argv[1]))
for words in [task["command"] for task in jobs["tasks"]] + [jobs["stitch"]]:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
PYTHON
row json "$(python3 --version)"

mkdir "$folder/bin"
cat >"$folder/bin/sbatch" <<'SBATCH'
#!/bin/sh
tasks=
while [ "${1#--}" != "$1" ]; do
    case $1 in --array=0-*) tasks=$(seq 0 "${1#--array=0-}") ;; esac
    shift
done
if [ -z "$tasks" ]; then sh "$@"; else for t in $tasks; do SLURM_ARRAY_TASK_ID=$t sh "$@"; done; fi >&2
echo "42;cluster"
SBATCH
chmod +x "$folder/bin/sbatch"
list slurm >"$folder/jobs.slurm"
PATH=$folder/bin:$PATH sh "$folder/jobs.slurm" >/dev/null 2>&1
row slurm "a stand-in for sbatch"

list k8s >"$folder/jobs.k8s"
python3 - "$folder/jobs.k8s" <<'PYTHON'
import json, os, re, subprocess, sys


def expanded(word, variables):
    """As a kubelet does: $$ is a dollar, $(NAME) a variable of the container's, and all else stays."""
    return re.sub(r"\$\$|\$\(([A-Za-z_]\w*)\)", lambda found: "$" if found[0] == "$$" else variables.get(found[1], found[0]), word)


for job in json.load(open(sys.argv[1]))["items"]:
    for index in range(job["spec"]["completions"]):
        command = job["spec"]["template"]["spec"]["containers"][0]["command"]
        variables = {"JOB_COMPLETION_INDEX": str(index)}
        subprocess.run([expanded(word, variables) for word in command], check=True, env={**os.environ, **variables},
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
PYTHON
row k8s "the pods' scripts, one after the other"
