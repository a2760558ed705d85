"use strict";
/* The player: rungs beside each other or one over the other, at one time. Streams come from streams.js. */
if (jndStreams) (() => {
  const { data, Feed } = jndStreams;
  const MOST = 4;
  const place = document.getElementById("player");
  const made = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };
  const button = (text, title, act) => {
    const element = made("button", { type: "button", textContent: text, title });
    element.addEventListener("click", act);
    return element;
  };
  const clock = time => Math.floor(time / 60) + ":" + (time % 60).toFixed(2).padStart(5, "0");
  const can = stream => typeof MediaSource !== "undefined" && MediaSource.isTypeSupported(stream.type);
  const rows = [...document.querySelectorAll("#shots tbody tr")].sort((a, b) => a.dataset.s - b.dataset.s);
  const shotAt = time => {
    let shot = 0;
    while (shot < rows.length - 1 && Number(rows[shot].dataset.e) <= time + 1e-6) shot++;
    return shot;
  };
  const frame = data.duration / Math.max(1, data.frames);

  const stage = made("div", { className: "stage" });
  const panes = [];
  let playing = false;
  let sound = false;

  class Pane {
    constructor(rung) {
      this.video = made("video", { muted: true, playsInline: true });
      this.video.setAttribute("aria-label", "rung");
      this.choice = made("select", { title: "rung" }, ...data.rungs.map((each, i) => new Option(each.name + ", " + each.width + "\u00d7" + each.height, i)));
      this.choice.addEventListener("change", () => this.open(Number(this.choice.value), this.video.currentTime));
      this.says = made("figcaption");
      this.element = made("figure", { className: "pane" }, this.choice, this.video, this.says);
      stage.append(this.element);
      this.video.addEventListener("error", () => this.fail(this.video.error ? this.video.error.message : "not decoded"));
      this.rung = rung;
    }
    fail(why) { this.trouble = why; this.tell(-1); }
    open(rung, time) {
      this.close();
      this.rung = rung;
      this.trouble = "";
      this.shot = -1;
      this.choice.value = rung;
      const stream = data.rungs[rung];
      this.element.className = "pane r" + stream.index % 8;
      this.video.style.setProperty("--shape", data.rungs[0].width + "/" + data.rungs[0].height);
      if (!can(stream)) { this.fail("this browser does not decode " + stream.type); return; }
      const stop = this.stop = new AbortController();
      const media = this.media = new MediaSource();
      this.address = URL.createObjectURL(media);
      media.addEventListener("sourceopen", () => this.run(media, stream, stop.signal).catch(error => {
        if (!stop.signal.aborted) this.fail(error.message);
      }), { once: true });
      this.video.src = this.address;
      this.video.currentTime = time;
    }
    async run(media, stream, signal) {
      media.duration = data.duration;
      const wanted = [stream].concat(panes[0] === this ? data.sound.filter(can) : []);
      const feeds = wanted.map(each => new Feed(each, media.addSourceBuffer(each.type), this.video));
      for (const feed of feeds) await feed.begin(signal);
      while (!signal.aborted) {
        let more = false;
        for (const feed of feeds) more = await feed.step(signal) || more;
        if (signal.aborted) return;
        if (!more && media.readyState === "open" && feeds.every(feed => feed.complete())) media.endOfStream();
        if (!more) await new Promise(done => setTimeout(done, 80));
      }
    }
    close() {
      if (this.stop) this.stop.abort();
      if (this.address) URL.revokeObjectURL(this.address);
      this.stop = this.address = null;
    }
    gone() { this.close(); this.video.removeAttribute("src"); this.video.load(); this.element.remove(); }
    ready() { return this.trouble || this.video.ended || (!this.video.seeking && this.video.readyState >= 3); }
    tell(shot) {
      if (shot === this.shot && shot >= 0) return;
      this.shot = shot;
      const stream = data.rungs[this.rung];
      const numbers = stream.shots[Math.max(0, shot)];
      this.says.className = this.trouble ? "trouble" : "";
      this.says.textContent = this.trouble ? "Not played: " + this.trouble
        : stream.width + "\u00d7" + stream.height + ", " + stream.type.replace(/^.*codecs="(.*)"$/, "$1") + ". Shot " + Math.max(0, shot)
          + ": QP " + numbers[0] + ", " + Math.round(numbers[1]) + " kb/s";
    }
  }

  const lead = () => (panes.find(pane => !pane.trouble) || panes[0]).video;
  const seek = time => {
    const to = Math.min(Math.max(0, time), data.duration - frame / 4);
    panes.forEach(pane => { pane.video.currentTime = to; });
    update();
  };
  const pause = () => {
    playing = false;
    panes.forEach(pane => pane.video.pause());
    seek((Math.floor(lead().currentTime / frame + 1e-3) + 0.5) * frame);
  };
  const play = () => {
    if (lead().ended || lead().currentTime > data.duration - 1.5 * frame) seek(0);
    playing = true;
    update();
  };
  const step = frames => { if (playing) pause(); seek((Math.floor(lead().currentTime / frame + 1e-3) + frames + 0.5) * frame); };

  // All wait for the slowest, then run at one speed; who is early or late by little is slowed or hastened, by much moved.
  const keepTogether = () => {
    const live = panes.filter(pane => !pane.trouble);
    if (!playing || !live.length) return;
    if (live[0].video.ended) { pause(); return; }
    if (!live.every(pane => pane.ready())) { live.forEach(pane => pane.video.pause()); return; }
    live.forEach(pane => { if (pane.video.paused && !pane.video.ended) pane.video.play().catch(() => {}); });
    live.slice(1).forEach(({ video }) => {
      const late = live[0].video.currentTime - video.currentTime;
      if (Math.abs(late) > 0.3) { video.currentTime = live[0].video.currentTime; video.playbackRate = 1; }
      else video.playbackRate = Math.abs(late) < 0.008 ? 1 : 1 + Math.max(-0.08, Math.min(0.08, late));
    });
  };

  const playButton = button("Play", "play or pause (k)", () => playing ? pause() : play());
  playButton.className = "play";
  const slider = made("input", { type: "range", className: "seek", min: 0, max: data.duration, step: "any", value: 0 });
  slider.setAttribute("aria-label", "time");
  slider.addEventListener("input", () => seek(Number(slider.value)));
  const time = made("output");
  const over = button("One over the other", "the second rung over the first, with an edge to move", () => {
    stage.classList.toggle("over");
    over.setAttribute("aria-pressed", stage.classList.contains("over"));
  });
  over.setAttribute("aria-pressed", "false");
  const more = button("Add a rung", "one more beside these", () => add(data.rungs.findIndex((each, i) => can(each) && !panes.some(pane => pane.rung === i))));
  const fewer = button("Remove one", "the last one", () => { panes.pop().gone(); arrange(); });
  const loud = button("Sound", "the sound of the ladder", () => { sound = !sound; update(); });
  const whole = button("Whole screen", "", () => stage.requestFullscreen && stage.requestFullscreen());
  const arrange = () => {
    stage.style.setProperty("--panes", panes.length);
    more.disabled = panes.length >= MOST;
    fewer.disabled = panes.length <= 1;
    over.disabled = panes.length < 2;
    if (over.disabled && stage.classList.contains("over")) over.click();
  };
  const add = rung => {
    const pane = new Pane(Math.max(0, rung));
    const at = panes.length ? lead().currentTime : 0;
    panes.push(pane);
    pane.open(pane.rung, at);
    arrange();
  };
  const cut = event => {
    const box = stage.getBoundingClientRect();
    stage.style.setProperty("--cut", Math.min(100, Math.max(0, 100 * (event.clientX - box.left) / box.width)) + "%");
  };
  stage.addEventListener("pointermove", event => { if (stage.classList.contains("over")) cut(event); });

  const heads = [...document.querySelectorAll(".plot")].map(plot => { const head = made("div", { className: "head" }); plot.append(head); return head; });
  let marked = null;
  const update = () => {
    const now = lead().currentTime;
    if (document.activeElement !== slider || playing) slider.value = now;
    time.textContent = clock(now) + " of " + clock(data.duration);
    playButton.textContent = playing ? "Pause" : "Play";
    loud.setAttribute("aria-pressed", String(sound));
    panes.forEach((pane, i) => { pane.video.muted = i > 0 || !sound; });
    const shot = shotAt(now);
    panes.forEach(pane => pane.tell(shot));
    heads.forEach(head => { head.style.left = 100 * now / data.duration + "%"; });
    if (rows[shot] !== marked) {
      if (marked) marked.classList.remove("now");
      marked = rows[shot];
      if (marked) marked.classList.add("now");
    }
    const first = panes[0].video.getBoundingClientRect();
    stage.style.setProperty("--tall", (first.bottom - stage.getBoundingClientRect().top) + "px");
  };

  const toRow = () => {
    const row = rows.find(each => "#" + each.id === location.hash);
    if (row) seek((Math.round(Number(row.dataset.s) / frame) + 0.5) * frame);
  };
  const start = () => {
    place.replaceChildren(stage, made("div", { className: "controls" }, slider, playButton, button("\u2039", "one frame back (,)", () => step(-1)),
      button("\u203a", "one frame on (.)", () => step(1)), time, over, more, fewer, ...(data.sound.some(can) ? [loud] : []), whole));
    const playable = data.rungs.map((each, i) => i).filter(i => can(data.rungs[i]));
    const shown = playable.length ? playable : [0];
    add(shown[0]);
    if (shown.length > 1) add(shown[shown.length - 1]);
    toRow();
    update();
    setInterval(() => { keepTogether(); update(); }, 40);
    addEventListener("hashchange", toRow);
    document.querySelectorAll("#shots tbody th").forEach(head => head.addEventListener("click", () => {
      const row = head.parentElement;
      seek((Math.round(Number(row.dataset.s) / frame) + 0.5) * frame);
    }));
    addEventListener("keydown", event => {
      if (event.target.closest("input, select, button") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "k") playButton.click();
      else if (event.key === ",") step(-1);
      else if (event.key === ".") step(1);
    });
  };

  if (location.protocol === "file:") {
    // A page from the disk may read no file beside it, unless its reader hands it over.
    const input = made("input", { type: "file", hidden: true });
    input.setAttribute("webkitdirectory", "");
    const answer = made("p", { className: "hint" });
    input.addEventListener("change", () => {
      if (jndStreams.choose(input.files)) start();
      else answer.textContent = "That folder has no streams: choose the one with ladder.json and the folders of the rungs.";
    });
    place.replaceChildren(made("div", { className: "choose" },
      made("p", {}, "Browsers do not let a page that is opened from the disk read the files beside it. Choose the ladder\u2019s folder (nothing is sent anywhere), or serve it, with ",
        made("code", { textContent: "python3 -m http.server" }), " for one."),
      button("Choose the ladder\u2019s folder", "", () => input.click()), input, answer));
  } else {
    start();
  }
})();
