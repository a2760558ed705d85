#!/bin/sh
# Plays a ladder in headless Chromium with hls.js, dash.js and Shaka Player, and prints a table: every rendition from start to end,
# switching up and down, seeking. Fetches the players with npm into a folder of its own; nothing of it belongs to the project.
#   src/bench/players.sh LADDER [PICTURES]     LADDER as jnd-encode ladder makes it; PICTURES: a folder for screenshots
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ladder=${1:?a ladder}
pictures=${2:-}
for program in node npm chromium; do
    command -v "$program" > /dev/null || { echo "players.sh: there is no $program: nothing was played" >&2; exit 77; }
done
kept=${PLAYERS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/jnd-encode-players}
mkdir -p "$kept"
[ -d "$kept/node_modules/puppeteer-core" ] ||
    npm install --prefix "$kept" --no-fund --no-audit --loglevel=error \
        hls.js@1.7.4 dashjs@5.2.1 shaka-player@5.2.12 puppeteer-core@24.43.1 >&2
NODE_PATH="$kept/node_modules" exec node "$here/players/play.cjs" "$ladder" "$kept/node_modules" "$pictures"
