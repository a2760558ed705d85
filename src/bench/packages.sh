#!/bin/sh
# What the packages in target/ take up and how long they take to start, each in a root without a Java (bwrap) but for the plain archive:
# wall milliseconds, medians of N runs behind a first one, as a table for docs/packages.md.
#   src/bench/packages.sh [RUNS]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
runs=${1:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/films"
cp "$root/test-videos/sintel-splice.mp4" "$work/films/in.mp4"
chmod -R a+rwX "$work/films"

ms() { begun=$(date +%s%N); "$@" >/dev/null 2>&1; echo $((($(date +%s%N) - begun) / 1000000)); }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
mb() { du -sb "$1" | awk '{printf "%.0f", $1 / 1e6}'; }

# A root of this machine's C library and programs, without a Java.
bare() {
    bwrap --unshare-all --die-with-parent --clearenv --setenv PATH /usr/bin:/bin --ro-bind /usr /usr --tmpfs /usr/lib/jvm --tmpfs /usr/local \
        --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev --tmpfs /tmp \
        --bind "$tree" /opt/jnd-encode --bind "$work/films" /work --chdir /work "$@"
}
# The image's root, as its user.
image() {
    bwrap --unshare-all --die-with-parent --clearenv --setenv PATH /usr/bin:/bin --setenv LC_ALL C.UTF-8 --uid 65534 --gid 65534 --ro-bind "$tree" / \
        --proc /proc --dev /dev --tmpfs /tmp --bind "$work/films" /work --chdir /work "$@"
}
java_of_the_machine() { (cd "$work/films" && shift && env -i PATH="$PATH" "$tree/bin/jnd-encode" "$@"); }

measure() { # NAME SIZE RUNNER
    row="| $1 | $2 MB | $(mb "$tree") MB"
    row="$row | $(ms "$3" /opt/jnd-encode/bin/jnd-encode --version | median)"
    for words in --version --help "plan in.mp4 -y --log-level quiet"; do
        i=0
        row="$row | $(while [ $i -lt "$runs" ]; do
            # shellcheck disable=SC2086 # several words
            ms "$3" /opt/jnd-encode/bin/jnd-encode $words
            i=$((i + 1))
        done | median)"
    done
    echo "$row |"
}

echo "| package | size | unpacked | first start | \`--version\` | \`--help\` | \`plan\` |"
echo "|---|---|---|---|---|---|---|"
for file in "$root"/target/jnd-encode-*-java.tar.gz; do
    [ -f "$file" ] || continue
    mkdir "$work/java" && tar -xf "$file" -C "$work/java"
    tree=$(echo "$work"/java/*)
    measure "archive with a Java" "$(mb "$file")" bare
done
for file in "$root"/target/jnd-encode-*.tar.gz; do
    case $file in *-java.tar.gz) continue ;; esac
    [ -f "$file" ] || continue
    mkdir "$work/plain" && tar -xf "$file" -C "$work/plain"
    tree=$(echo "$work"/plain/*)
    measure "archive" "$(mb "$file")" java_of_the_machine
done
for file in "$root"/target/jnd-encode_*.deb; do
    [ -f "$file" ] || continue
    dpkg-deb -x "$file" "$work/deb"
    tree=$work/deb/opt/jnd-encode
    # As its installation does.
    dpkg-deb -e "$file" "$work/control"
    bare sh -s configure <"$work/control/postinst"
    measure "Debian package" "$(mb "$file")" bare
done
for file in "$root"/target/jnd-encode-*-image.tar; do
    [ -f "$file" ] || continue
    mkdir "$work/layout" "$work/image" && tar -xf "$file" -C "$work/layout"
    blob() { echo "$work/layout/blobs/$(echo "$1" | tr : /)"; }
    manifest=$(blob "$(grep -o 'sha256:[0-9a-f]*' "$work/layout/index.json" | head -n 1)")
    layers=$(grep -o '"layers".*' "$manifest" | grep -o 'sha256:[0-9a-f]*')
    for layer in $layers; do tar --warning=no-unknown-keyword -xf "$(blob "$layer")" -C "$work/image" --no-same-owner; done
    tree=$work/image
    mkdir -p "$tree/work" "$tree/proc" "$tree/dev" "$tree/tmp"
    measure "image" "$(mb "$file")" image
done
