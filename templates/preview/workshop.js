// The workshop without a reload in vain: rows are filtered while one types, choices are remembered from one item to the
// next, frames are as high as what they show, and a saved template is shown at once.
(() => {
  "use strict";

  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'").toLowerCase();
  const search = document.querySelector("#q");
  if (search) {
    const rows = [...document.querySelectorAll(".row")].map((row) => [row, plain(row.dataset.words)]);
    const filter = () => {
      const wanted = plain(search.value).split(/\s+/).filter(Boolean);
      for (const [row, words] of rows) row.hidden = !wanted.every((each) => words.includes(each));
      for (const part of [".family", ".reader", ".shelf"])
        for (const each of document.querySelectorAll(part)) each.hidden = !each.querySelector(".row:not([hidden])");
      document.querySelector(".nothing").hidden = rows.some(([row]) => !row.hidden);
    };
    search.addEventListener("input", filter);
    search.form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
    filter();
  }

  const kept = (name, value) => {
    try { return value === undefined ? sessionStorage.getItem(name) : sessionStorage.setItem(name, value); } catch { return null; }
  };
  for (const input of document.querySelectorAll(".controls input")) {
    if (kept(`workshop ${input.name}`) === input.value) input.checked = true;
    input.addEventListener("change", () => { kept(`workshop ${input.name}`, input.value); fitAll(); });
  }

  const frames = [...document.querySelectorAll(".dress iframe")];
  const fit = (frame) => {
    try {
      const inside = frame.contentDocument;
      if (!inside || !inside.body || inside.URL === "about:blank" || !frame.offsetWidth) return;
      frame.style.height = "0";
      frame.style.height = `${Math.max(320, Math.min(inside.documentElement.scrollHeight, 6000)) + 2}px`;
    } catch { /* from a disk, each file is a site of its own */ }
    if (!parseInt(frame.style.height, 10)) frame.style.height = "";
  };
  const fitAll = () => requestAnimationFrame(() => frames.forEach(fit));
  frames.forEach((frame) => { frame.addEventListener("load", () => fit(frame)); fit(frame); });

  const live = document.documentElement.dataset.live;
  if (live) {
    const since = new URL(live, location.href).searchParams.get("since");
    const listen = () => fetch(live).then((answer) => answer.json()).then((version) => {
      if (String(version) === since) return listen();
      kept("workshop scroll", String(scrollY));
      return location.reload();
    }).catch(() => setTimeout(listen, 2000)); // it was ended, or is being started again
    listen();
    const at = kept("workshop scroll");
    if (at !== null) { scrollTo(0, Number(at)); sessionStorage.removeItem("workshop scroll"); }
  }
})();
