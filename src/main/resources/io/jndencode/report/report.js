"use strict";
(() => {
  const table = document.getElementById("shots");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];

  // Sorting: a cell's data-v where it has one, else its text, as a number where it is one; cells without a value come last.
  const key = cell => {
    const raw = cell.dataset.v ?? cell.textContent.trim();
    const number = Number(raw);
    return raw === "" || raw === "\u2013" ? null : Number.isNaN(number) ? raw : number;
  };
  const compare = (a, b) => typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1;
  const sort = (index, descending) => {
    const keyed = rows.map(row => ({ row, key: key(row.cells[index]) }));
    keyed.sort((a, b) => a.key === null || b.key === null
      ? (a.key === null) - (b.key === null)
      : compare(a.key, b.key) * (descending ? -1 : 1));
    body.append(...keyed.map(each => each.row));
    heads.forEach((head, i) => head.classList.contains("fixed")
      || head.setAttribute("aria-sort", i !== index ? "none" : descending ? "descending" : "ascending"));
  };
  const titles = heads.map(head => head.textContent);
  heads.forEach((head, index) => {
    if (head.classList.contains("fixed")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(index, head.getAttribute("aria-sort") === "ascending"));
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
  });

  // Filtering: words anywhere in the row, and a choice of kinds.
  const of = (row, name) => { const i = titles.indexOf(name); return i < 0 ? "" : row.cells[i].textContent; };
  const value = (row, name) => { const i = titles.indexOf(name); return i < 0 ? null : key(row.cells[i]); };
  const lowest = rows.map(row => value(row, "Worst frame")).filter(each => each !== null).sort((a, b) => a - b);
  const bound = lowest[Math.ceil(lowest.length / 10) - 1];
  const kinds = {
    "all shots": () => true,
    "limited": row => of(row, "Remarks").includes("limited"),
    "out of distribution": row => of(row, "Remarks").includes("out of distribution"),
    "QP by measuring": row => of(row, "Remarks").includes("QP by measuring"),
    "encoded again": row => of(row, "Remarks").includes("encoded again"),
    "worst tenth": row => value(row, "Worst frame") !== null && value(row, "Worst frame") <= bound,
  };
  const tools = document.getElementById("tools");
  const words = Object.assign(document.createElement("input"), { type: "search", placeholder: "cut, 0:12, QP\u2026" });
  const choice = document.createElement("select");
  Object.keys(kinds).filter(name => name === "all shots" || rows.some(kinds[name]))
    .forEach(name => choice.append(new Option(name, name)));
  const count = document.createElement("output");
  const label = (name, control) => { const made = document.createElement("label"); made.append(name + " ", control); return made; };
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach(row => {
      const content = row.textContent.toLowerCase();
      row.hidden = !(kinds[choice.value](row) && wanted.every(word => content.includes(word)));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = shown + " of " + rows.length + " shots";
  };
  words.addEventListener("input", filter);
  choice.addEventListener("change", filter);
  tools.append(label("Find", words), label("Show", choice), count);
  tools.hidden = false;
  filter();
  addEventListener("hashchange", () => {
    const row = document.querySelector("tr:target");
    if (row && row.hidden) { words.value = ""; choice.value = "all shots"; filter(); row.scrollIntoView(); }
  });

  // Pointing at a chart tells the shot.
  const start = Number(rows[0].dataset.s);
  const end = Number(rows[rows.length - 1].dataset.e);
  const hair = Object.assign(document.createElement("div"), { id: "hair" });
  const tip = Object.assign(document.createElement("div"), { id: "tip", hidden: true });
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const shotAt = time => {
    let low = 0, high = rows.length - 1;
    while (low < high) { const middle = (low + high) >> 1; Number(rows[middle].dataset.e) > time ? high = middle : low = middle + 1; }
    return rows[low];
  };
  const lines = ["QP", "JND1", "JND2", "JND3", "kb/s", "XPSNR", "SSIM"];
  document.querySelectorAll(".plot").forEach(plot => {
    plot.addEventListener("pointermove", event => {
      const box = plot.getBoundingClientRect();
      const place = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      const row = shotAt(start + place * (end - start));
      plot.append(hair);
      hair.style.left = 100 * place + "%";
      tip.textContent = row.dataset.tip ?? "shot " + of(row, "Shot") + " from " + of(row, "Start") + ", "
        + lines.filter(name => of(row, name)).map(name => name + "\u00a0" + of(row, name)).join(", ");
      tip.hidden = false;
      tip.style.top = Math.max(4, box.top - tip.offsetHeight - 6) + "px";
      tip.style.left = Math.min(innerWidth - tip.offsetWidth - 8, Math.max(8, event.clientX + 12)) + "px";
    });
    plot.addEventListener("pointerleave", () => { tip.hidden = true; hair.remove(); });
    plot.addEventListener("click", event => {
      if (event.target.closest("a")) return;
      const box = plot.getBoundingClientRect();
      location.hash = shotAt(start + (event.clientX - box.left) / box.width * (end - start)).id;
    });
  });
})();
