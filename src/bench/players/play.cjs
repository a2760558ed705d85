// Serves a ladder and the players from one local port, and drives headless Chromium through them: see ../players.sh.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const puppeteer = require('puppeteer-core');

const [ladder, modules, pictures] = process.argv.slice(2);
const rate = Number(process.env.PLAYBACK_RATE || 1);
const record = JSON.parse(fs.readFileSync(path.join(ladder, 'ladder.json'), 'utf8'));
const types = { '.m3u8': 'application/vnd.apple.mpegurl', '.mpd': 'application/dash+xml', '.mp4': 'video/mp4', '.m4s': 'video/iso.segment',
  '.vtt': 'text/vtt', '.html': 'text/html', '.js': 'text/javascript' };
const roots = { ladder, modules, page: path.join(__dirname) };

const server = http.createServer((request, response) => {
  const parts = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).split('/').filter(Boolean);
  const root = roots[parts.shift()];
  const file = root && path.join(root, ...parts);
  if (!file || !path.resolve(file).startsWith(path.resolve(root)) || !fs.existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const bytes = fs.readFileSync(file);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || '');
  const head = { 'content-type': types[path.extname(file)] || 'application/octet-stream', 'accept-ranges': 'bytes' };
  if (range) {
    const end = Math.min(range[2] ? +range[2] : bytes.length - 1, bytes.length - 1);
    response.writeHead(206, { ...head, 'content-range': `bytes ${range[1]}-${end}/${bytes.length}` });
    response.end(bytes.subarray(+range[1], end + 1));
  } else {
    response.writeHead(200, head).end(bytes);
  }
});

const sleep = ms => new Promise(done => setTimeout(done, ms));
const state = page => page.evaluate(() => {
  const video = document.getElementById('video');
  const quality = video.getVideoPlaybackQuality();
  return { time: video.currentTime, ended: video.ended, width: video.videoWidth, height: video.videoHeight, duration: video.duration,
    frames: quality.totalVideoFrames, dropped: quality.droppedVideoFrames, ready: video.readyState,
    ranges: video.buffered.length, begins: video.buffered.length ? video.buffered.start(0) : -1, ...window.seen };
});
async function until(page, test, seconds) {
  const end = Date.now() + seconds * 1000;
  let now = await state(page);
  while (!test(now) && Date.now() < end) {
    await sleep(100);
    now = await state(page);
  }
  return now;
}
async function opened(browser, kind, file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 960, height: 600 });
  page.on('pageerror', error => console.error('  page: ' + error.message));
  await page.goto(base + '/page/page.html');
  await page.evaluate((k, u) => window.load(k, u), kind, base + '/ladder/' + file);
  return page;
}
const select = (page, i) => page.evaluate(n => window.player.select(n), i);
const play = (page, rate) => page.evaluate(async r => {
  const video = document.getElementById('video');
  video.playbackRate = r;
  await video.play();
}, rate);

/** Waits once playing. A busy machine makes them here and there; a fault of the stream makes them at the same place every time. */
const waits = now => now.waits.filter(wait => wait.time > 0.1 && wait.time < record.duration - 0.25);
const TRIES = 3;
async function tried(once) {
  let result;
  let common = null;
  let most = 0;
  for (let n = 0; n < TRIES; n++) {
    result = await once();
    most = Math.max(most, result.waits.length);
    common = common === null ? result.waits : common.filter(each => result.waits.some(other => Math.abs(other.time - each.time) < 0.3));
    if (!common.length) break;
  }
  for (const wait of common) result.problems.push(`stalls at ${wait.time.toFixed(2)} s with ${wait.ahead} s loaded and ${wait.holes} holes`);
  return { ...result, waited: most, ok: result.problems.length === 0 };
}

async function fromStartToEnd(browser, kind, file, i, wanted) {
  const page = await opened(browser, kind, file);
  await select(page, i);
  await until(page, now => now.ready >= 3, 20);
  await page.evaluate(() => { document.getElementById('video').currentTime = 0; });
  await until(page, now => now.ready >= 3 && now.width === wanted.width, 20);
  await page.evaluate(() => { window.seen.waits.length = 0; });
  await play(page, rate);
  const name = await page.evaluate(() => window.player.name);
  const half = await until(page, now => now.time > record.duration / 2 || now.ended, record.duration * 2 + 20);
  if (pictures) {
    await page.evaluate(text => { document.getElementById('says').textContent = text; }, `${name} plays ${file}: ${half.width}x${half.height}`);
    await page.screenshot({ path: path.join(pictures, `${kind}-${path.extname(file).slice(1)}-${i}.png`) });
  }
  const now = await until(page, each => each.ended, record.duration * 2 + 30);
  const problems = [];
  if (!now.ended) problems.push(`stopped at ${now.time.toFixed(2)} s`);
  if (now.width !== wanted.width || now.height !== wanted.height) problems.push(`shows ${now.width}x${now.height}`);
  if (Math.abs(now.duration - record.duration) > 1 / 24) problems.push(`duration ${now.duration}`);
  problems.push(...now.errors);
  await page.close();
  return { name, waits: waits(now), problems, frames: now.frames, dropped: now.dropped, duration: now.duration };
}

async function switching(browser, kind, file, renditions) {
  const page = await opened(browser, kind, file);
  const order = [...renditions.keys()];
  await select(page, order[order.length - 1]);
  await until(page, now => now.ready >= 3, 20);
  await play(page, rate);
  const steps = [...order, ...order.slice(0, -1).reverse()];
  for (const [n, i] of steps.entries()) {
    await until(page, now => now.time > (n + 0.5) * record.duration / (steps.length + 1) || now.ended, 30);
    await select(page, i);
  }
  const now = await until(page, each => each.ended, record.duration * 2 + 20);
  const seenWidths = [...new Set(now.widths)].sort((a, b) => a - b);
  const problems = [...now.errors];
  if (!now.ended) problems.push(`stopped at ${now.time.toFixed(2)} s`);
  if (seenWidths.length < Math.min(2, renditions.length)) problems.push(`only widths ${seenWidths}`);
  await page.close();
  return { waits: waits(now), problems, widths: now.widths };
}

async function seeking(browser, kind, file) {
  const page = await opened(browser, kind, file);
  await select(page, 0);
  await until(page, now => now.ready >= 3, 20);
  const problems = [];
  for (const share of [0.9, 0.1, 0.55, 0.3, 0.98]) {
    const time = share * record.duration;
    await page.evaluate(t => { document.getElementById('video').currentTime = t; }, time);
    await sleep(200);
    const now = await until(page, each => each.ready >= 2 && Math.abs(each.time - time) < 0.5, 20);
    if (now.ready < 2 || Math.abs(now.time - time) > 0.5) problems.push(`seek to ${time.toFixed(1)} s: at ${now.time}, ready ${now.ready}`);
  }
  const now = await state(page);
  problems.push(...now.errors);
  const counts = await page.evaluate(() => [window.player.sounds(), window.player.subtitles()]);
  if (counts[0] < record.audio.length) problems.push(`${counts[0]} sounds`);
  if (counts[1] < record.subtitles.length) problems.push(`${counts[1]} subtitles`);
  await page.close();
  return { ok: problems.length === 0, problems };
}

let base;
(async () => {
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  base = 'http://127.0.0.1:' + server.address().port;
  if (pictures) fs.mkdirSync(pictures, { recursive: true });
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-gpu', '--mute-audio'] });
  console.log('browser: ' + await browser.version());
  const can = await browser.newPage();
  await can.goto('about:blank');
  console.log('decodes: ' + JSON.stringify(await can.evaluate(codecs => Object.fromEntries(codecs.map(codec =>
    [codec, MediaSource.isTypeSupported((/^(mp4a|opus)/.test(codec) ? 'audio' : 'video') + `/mp4; codecs="${codec}"`)])),
    [...new Set([...record.rungs.map(rung => rung.codecs), ...record.audio.map(sound => sound.codecs)])])));
  await can.close();
  let failed = 0;
  console.log('player\tformat\trendition\tstart to end\tframes (dropped)\twaits, not twice at one place\tduration');
  for (const [kind, file] of [['hls', 'master.m3u8'], ['dash', 'manifest.mpd'], ['shaka', 'master.m3u8'], ['shaka', 'manifest.mpd']]) {
    const format = file.endsWith('mpd') ? 'DASH' : 'HLS';
    const page = await opened(browser, kind, file);
    const renditions = await page.evaluate(() => window.player.renditions.map(({ width, height, codec }) => ({ width, height, codec })));
    await page.close();
    let name = kind;
    for (const [i, wanted] of renditions.entries()) {
      const result = await tried(() => fromStartToEnd(browser, kind, file, i, wanted));
      name = result.name;
      failed += result.ok ? 0 : 1;
      console.log([name, format, `${wanted.width}x${wanted.height} ${wanted.codec}`, result.ok ? 'ok' : result.problems.join('; '),
        `${result.frames} (${result.dropped})`, result.waited, result.duration].join('\t'));
    }
    if (renditions.length !== record.rungs.length) {
      failed++;
      console.log([name, format, 'renditions', `${renditions.length} of ${record.rungs.length} are offered`].join('\t'));
    }
    for (const [what, result] of [['switching', await tried(() => switching(browser, kind, file, renditions))], ['seeking', await seeking(browser, kind, file)]]) {
      failed += result.ok ? 0 : 1;
      console.log([name, format, what, result.ok ? 'ok' : result.problems.join('; '), result.widths ? result.widths.join(' ') : ''].join('\t'));
    }
  }
  await browser.close();
  server.close();
  process.exit(failed ? 1 : 0);
})().catch(error => {
  console.error(error);
  process.exit(2);
});
