"use strict";
/* The source beside the record: a part of the record shows its place, a place shows its part. */
(() => {
  const pane = document.getElementById("source");
  if (!pane) return;
  const work = document.getElementById("work");
  const body = document.getElementById("source-body");
  const where = document.getElementById("source-where");
  const said = document.getElementById("source-said");
  const before = document.getElementById("source-before");
  const after = document.getElementById("source-after");
  const zoom = document.getElementById("source-zoom");
  let lastPart = null; // the button of the record from which somebody came
  let clicked = { mark: null, turn: 0 };

  const marks = () => [...body.querySelectorAll("[data-parts]")];
  const marksOf = (part) => [...body.querySelectorAll(`[data-parts~="${CSS.escape(part)}"]`)];
  const page = () => body.querySelector(".source-page");

  async function load(query) {
    try {
      const answer = await fetch(pane.dataset.url + query, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) throw new Error(String(answer.status));
      body.innerHTML = await answer.text();
    } catch {
      body.textContent = pane.dataset.lost;
      return;
    }
    const { number, count, title } = page().dataset;
    where.textContent = Number(count) > 1 ? `${title} · ${number} / ${count}` : title;
    before.disabled = Number(number) <= 1;
    after.disabled = Number(number) >= Number(count);
    const first = marks()[0];
    if (first) first.tabIndex = 0;
  }

  function current(elements) {
    for (const one of document.querySelectorAll(".is-current")) one.classList.remove("is-current");
    for (const one of elements) one.classList.add("is-current");
  }

  function reveal(mark) {
    const outer = body.getBoundingClientRect();
    const inner = mark.getBoundingClientRect();
    const seen = Math.min(outer.bottom, innerHeight) - outer.top; // the pane may go on below the screen
    body.scrollTop += inner.top - outer.top - Math.max(8, (seen - inner.height) / 3);
    body.scrollLeft += inner.left - outer.left - 24;
    const below = mark.getBoundingClientRect().bottom - innerHeight;
    if (below > 0) scrollBy(0, below + 24);
  }

  function rove(mark) {
    for (const one of body.querySelectorAll('[data-parts][tabindex="0"]')) one.tabIndex = -1;
    mark.tabIndex = 0;
  }

  async function toSource(button) {
    const part = button.dataset.part;
    lastPart = button;
    if (!marksOf(part).length) await load(`&part=${encodeURIComponent(part)}`);
    const found = marksOf(part);
    current([button, ...found]);
    if (!found.length) {
      said.textContent = pane.dataset.nowhere;
      where.textContent = pane.dataset.nowhere;
      return;
    }
    reveal(found[0]);
    rove(found[0]);
    said.textContent = `${pane.dataset.marked} ${where.textContent}`;
  }

  // To another page on which the current part is printed.
  async function goOn(number) {
    const part = lastPart ? lastPart.dataset.part : "";
    await load(`&page=${number}`);
    const found = part ? marksOf(part) : [];
    if (!found.length) return;
    current([lastPart, ...found]);
    reveal(found[0]);
  }

  const loading = new WeakMap(); // the answer of each project that was opened, asked for once
  function opened(details) {
    if (!loading.has(details)) loading.set(details, fill(details));
    return loading.get(details);
  }

  async function fill(details) {
    const inside = details.querySelector(".project-body");
    try {
      const answer = await fetch(details.dataset.load);
      if (!answer.ok) throw new Error(String(answer.status));
      inside.innerHTML = await answer.text();
    } catch {
      inside.textContent = pane.dataset.lost;
      loading.delete(details);
    }
  }

  function openTabOf(element) {
    const tab = element.closest(".tab-pane");
    if (tab && !tab.classList.contains("active")) {
      bootstrap.Tab.getOrCreateInstance(document.getElementById(tab.getAttribute("aria-labelledby"))).show();
    }
  }

  async function partIn(part) {
    const project = document.getElementById(part.split(".")[0]);
    if (project && project.matches("details")) {
      project.open = true;
      await opened(project);
    }
    const note = document.getElementById(part);
    const exact = work.querySelector(`.record [data-part="${CSS.escape(part)}"]`);
    return note && note.matches(".note") ? note : exact || project;
  }

  async function toRecord(mark) {
    const parts = mark.dataset.parts.split(" ");
    const turn = clicked.mark === mark ? (clicked.turn + 1) % parts.length : 0;
    clicked = { mark, turn };
    const part = parts[turn];
    const target = await partIn(part);
    current([...marksOf(part), ...(target ? [target] : [])]);
    rove(mark);
    if (!target) return;
    openTabOf(target);
    const focusable = target.matches("details") ? target.querySelector("summary") : target;
    focusable.scrollIntoView({ block: "center" });
    focusable.focus({ preventScroll: true });
    if (target.matches("[data-part]")) lastPart = target;
  }

  work.addEventListener("click", (event) => {
    const button = event.target.closest(".record [data-part]");
    if (button) toSource(button);
    const mark = event.target.closest("#source-body [data-parts]");
    if (mark) toRecord(mark);
    const go = event.target.closest("[data-go]");
    if (go) goOn(go.dataset.go);
  });
  work.addEventListener("toggle", (event) => {
    if (event.target.matches(".project") && event.target.open) opened(event.target);
  }, true);

  body.addEventListener("keydown", (event) => {
    const all = marks();
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step && all.length) {
      event.preventDefault();
      const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
      rove(next);
      next.focus({ preventScroll: true });
      reveal(next);
    } else if ((event.key === "Enter" || event.key === " ") && at >= 0) {
      event.preventDefault();
      toRecord(all[at]);
    } else if (event.key === "PageDown" && !after.disabled && event.altKey) {
      event.preventDefault();
      turn(1);
    } else if (event.key === "PageUp" && !before.disabled && event.altKey) {
      event.preventDefault();
      turn(-1);
    } else if (event.key === "Escape" && lastPart) {
      lastPart.focus();
    }
  });
  // From a part of the record its second Enter leads into the source.
  work.addEventListener("keydown", (event) => {
    const button = event.target.closest(".record [data-part].is-current");
    const found = button && event.key === "Enter" ? marksOf(button.dataset.part) : [];
    if (found.length) {
      event.preventDefault();
      rove(found[0]);
      found[0].focus({ preventScroll: true });
      reveal(found[0]);
    }
  });

  async function turn(step) {
    await load(`&page=${Number(page().dataset.number) + step}`);
    body.scrollTop = 0;
  }
  before.addEventListener("click", () => turn(-1));
  after.addEventListener("click", () => turn(1));
  zoom.addEventListener("click", () => {
    const large = body.classList.toggle("is-large");
    zoom.setAttribute("aria-pressed", String(large));
  });

  const wanted = new URLSearchParams(location.search).get("part");
  // Without a wish the first project: the table may begin late in the file.
  load(`&part=${encodeURIComponent(wanted || "p0")}`).then(() => {
    const found = wanted ? marksOf(wanted) : [];
    if (found.length) { current(found); reveal(found[0]); }
  });
})();
