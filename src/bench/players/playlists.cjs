// Reads the HLS playlists and WebVTT files of ladders with parsers that refuse what the standards forbid: hls-parser (strict), m3u8parse,
// node-webvtt (strict). Prints what they say, and how many files they read; ends with 1 where something was refused.
//   node playlists.cjs LADDER...
const fs = require("fs");
const path = require("path");
const hls = require("hls-parser");
const webvtt = require("node-webvtt");

hls.setOptions({ strictMode: true });

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? files(name) : [name];
  });
}

function playlist(text, m3u8) {
  const said = [];
  const before = console.error;
  console.error = (...words) => said.push(words.join(" "));
  try {
    hls.parse(text);
  } finally {
    console.error = before;
  }
  m3u8(text);
  if (said.length) {
    throw new Error(said.join("; "));
  }
}

(async () => {
  const m3u8 = (await import(path.join(path.dirname(require.resolve("hls-parser/package.json")), "..", "m3u8parse", "lib", "index.js"))).default;
  const read = { ".m3u8": 0, ".vtt": 0 };
  let refused = 0;
  for (const file of process.argv.slice(2).flatMap(files)) {
    const kind = path.extname(file);
    if (!(kind in read)) {
      continue;
    }
    read[kind]++;
    try {
      const text = fs.readFileSync(file, "utf8");
      if (kind === ".vtt") {
        webvtt.parse(text, { strict: true, meta: true });
      } else {
        playlist(text, m3u8);
      }
    } catch (problem) {
      refused++;
      console.log(file + ": " + problem.message);
    }
  }
  console.log(read[".m3u8"] + " playlists and " + read[".vtt"] + " WebVTT files read, " + refused + " refused");
  process.exit(refused ? 1 : 0);
})();
