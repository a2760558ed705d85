"use strict";
/* Streams of a ladder, fed piece by piece to the browser's decoder: jndStreams has the data, read and a Feed. */
const jndStreams = (() => {
  const found = document.getElementById("streams");
  if (!found) return null;
  const data = JSON.parse(found.textContent);
  const starts = [0];
  data.segments.forEach(length => starts.push(starts[starts.length - 1] + length));
  const AHEAD = 20;
  const BEHIND = 20;

  // Pieces come from the page's server, or from the folder a reader has chosen on the disk.
  let files = null;
  const choose = list => {
    files = new Map([...list].map(file => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));
    if (![...files.keys()].some(name => name.endsWith("/init.mp4"))) { files = null; return false; }
    return true;
  };
  const chosen = () => files !== null;
  const read = async (path, signal) => {
    if (files) {
      const file = files.get(path);
      if (!file) throw new Error("the chosen folder has no " + path);
      return file.arrayBuffer();
    }
    const answer = await fetch(data.base + path, { signal });
    if (!answer.ok) throw new Error(path + ": HTTP " + answer.status);
    return answer.arrayBuffer();
  };

  const done = buffer => new Promise((ended, failed) => {
    buffer.addEventListener("updateend", ended, { once: true });
    buffer.addEventListener("error", () => failed(new Error("the browser cannot decode it")), { once: true });
  });
  const append = async (buffer, bytes) => { const end = done(buffer); buffer.appendBuffer(bytes); await end; };
  const remove = async (buffer, from, to) => { const end = done(buffer); buffer.remove(from, to); await end; };
  const pieceAt = time => {
    let piece = 0;
    while (piece < data.segments.length - 1 && starts[piece + 1] <= time + 1e-3) piece++;
    return piece;
  };

  /** One stream into one buffer: the pieces around the playing time, those far behind taken out again. */
  class Feed {
    constructor(stream, buffer, video) {
      this.stream = stream;
      this.buffer = buffer;
      this.video = video;
      this.have = new Set();
      this.ahead = AHEAD;
    }
    wanted() {
      const time = this.video.currentTime;
      for (let piece = pieceAt(time); piece < data.segments.length && starts[piece] < time + this.ahead; piece++)
        if (!this.have.has(piece)) return piece;
      return -1;
    }
    complete() { return this.have.has(data.segments.length - 1); }
    async begin(signal) { await append(this.buffer, await read(this.stream.folder + "/init.mp4", signal)); }
    /** Loads one piece; false where none is wanted now. */
    async step(signal) {
      await this.forget(this.video.currentTime - BEHIND);
      const piece = this.wanted();
      if (piece < 0) return false;
      const bytes = await read(this.stream.folder + "/" + String(piece + 1).padStart(5, "0") + ".m4s", signal);
      if (signal.aborted) return false;
      try {
        await append(this.buffer, bytes);
        this.have.add(piece);
      } catch (error) {
        if (error.name !== "QuotaExceededError" || this.ahead < 1) throw error;
        this.ahead /= 2;
        await this.forget(this.video.currentTime - 1);
      }
      return true;
    }
    async forget(before) {
      const old = [...this.have].filter(piece => starts[piece + 1] < before);
      if (!old.length) return;
      old.forEach(piece => this.have.delete(piece));
      await remove(this.buffer, 0, Math.max(...old.map(piece => starts[piece + 1])));
    }
  }
  return { data, choose, chosen, Feed };
})();
