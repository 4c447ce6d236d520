// Refreshes what lives, shows that time passes, takes a dropped .eml, and gives a letter the height that it needs. The page
// works without it.
"use strict";

const EVERY = 1200;

const shown = new Map();

async function refresh() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    const before = shown.get(part.id) ?? part.innerHTML;
    if (!fresh || fresh.innerHTML === before) continue;
    shown.set(part.id, fresh.innerHTML);
    for (const row of fresh.querySelectorAll("li[id]")) {
      if (!document.getElementById(row.id)) row.classList.add("arrived");
    }
    const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
    part.replaceChildren(...fresh.childNodes);
    if (focused) part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

async function keepRefreshing() {
  if (!document.hidden && !document.querySelector("[data-busy]")) {
    try { await refresh(); } catch { /* the demonstration is closed, or restarts: the next look will tell */ }
  }
  setTimeout(keepRefreshing, EVERY);
}

function takeDroppedFiles(form) {
  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let depth = 0;
  addEventListener("dragenter", (event) => {
    if (carriesFiles(event) && ++depth === 1) document.body.dataset.drop = form.dataset.drop;
  });
  addEventListener("dragleave", (event) => {
    if (carriesFiles(event) && --depth <= 0) { depth = 0; delete document.body.dataset.drop; }
  });
  addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event) || !event.dataTransfer.files.length) return;
    event.preventDefault();
    form.elements.files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

// A button that lets time pass takes seconds: it says so, and is not pressed twice.
function showThatTimePasses() {
  addEventListener("submit", (event) => {
    const form = event.target, words = form.dataset.wait;
    if (!words) return;
    if ("busy" in form.dataset) { event.preventDefault(); return; }
    form.dataset.busy = "";
    if (event.submitter) event.submitter.textContent = words;
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

function fit(frame) {
  const measure = () => {
    const letter = frame.contentDocument && frame.contentDocument.documentElement;
    if (letter) frame.style.height = `${letter.scrollHeight}px`;
  };
  frame.addEventListener("load", measure);
  addEventListener("resize", measure);
  measure();
}

const drop = document.getElementById("drop");
setTimeout(keepRefreshing, EVERY);
if (drop) takeDroppedFiles(drop);
showThatTimePasses();
document.querySelectorAll("iframe.body").forEach(fit);
