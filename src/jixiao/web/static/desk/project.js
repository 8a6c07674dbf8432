"use strict";
/* The page of a project: fields and grid are one sheet, saved as it is typed. */
(function (desk) {
  const { sheet } = desk;
  const page = document.querySelector("[data-project-page]");
  if (!page) return;
  const data = JSON.parse(document.getElementById("project-data").textContent);
  const texts = JSON.parse(document.getElementById("project-texts").textContent);
  const inputs = new Map(Array.from(page.querySelectorAll("[data-field]"), (one) => [one.dataset.field, one]));
  const fill = (text, values) => text.replace(/%(\w+)%/g, (_all, name) => values[name]);
  const say = (text) => { const state = page.querySelector("[data-state]"); if (state.textContent !== text) state.textContent = text; };
  let copied = data.copied, touched = [], refused = [], renumber = false, dirty = false;
  let stored = { project: data.project, indicators: data.indicators };
  const typed = sheet.copy(data.project);

  /* ---- the sheet as it is on the page now ---- */

  function now() {
    const live = grid.live();
    const indicators = grid.rows.map((row) => {
      // A class half typed would take the level 2 away; it is chosen, not written.
      if (!live || live.column === "level1" || live.key !== row.key || live.text === sheet.get(row, live.column)) return row;
      const typing = sheet.copy(row);
      sheet.set(typing, live.column, live.text, data.levels);
      return typing;
    });
    return { project: Object.assign({}, typed), indicators, touched, renumber };
  }

  const grid = new desk.Grid({
    host: page.querySelector("[data-grid-host]"), columns: columns(), levels: data.levels,
    headings: texts.headings, texts: texts.grid, edits: data.edits,
    changed: () => changed(), touched: (cells) => { touched = touched.concat(cells); changed(); },
    leave: () => page.querySelector("[data-toolbar] button").focus(),
  });

  const saver = new desk.Saver({
    address: page.dataset.save, name: "desk:" + page.dataset.user + ":" + data.key, secret: data.secret, revision: data.revision,
    // After logging in anew in another window the cookie has another token than this page.
    token: () => (document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/) || [])[1] ||
      JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"],
    collect: () => sheet.copy(now()), told, stored: take, asked: (answer, sent) => desk.conflict.ask(answer, sent),
  });

  function changed() { weigh(); if (data.edits && grid) saver.changed(); }

  /* The sum of the weights, once there are any, in hundredths so that no digit is lost. */
  function weigh() {
    const weights = now().indicators.map((row) => row.weight.trim()).filter((text) => text);
    const line = page.querySelector("[data-weights]");
    const sum = weights.reduce((total, text) => total + Math.round(Number(text) * 100), 0);
    line.hidden = !weights.length || Number.isNaN(sum);
    line.textContent = fill(texts.weights, { sum: sum / 100, count: weights.length, rows: grid.rows.length });
  }

  function columns() {
    const raw = data.indicators.some((one) => one.raw_text);
    return texts.columns.filter((one) => one.field !== "raw_text" || raw);
  }

  /* ---- what the server said ---- */

  function told(state, details) {
    const words = { typing: texts.typing, saving: texts.saving, conflict: texts.conflict, login: texts.login,
      gone: texts.gone, refused: texts.refused };
    dirty = state !== "saved";
    page.querySelector("[data-retry]").hidden = !["offline", "trouble", "login", "refused", "invalid", "locked", "forbidden"].includes(state);
    if (state === "saved") say(fill(details.errors.length ? texts.savedBut : texts.saved, { at: details.at, count: details.errors.length }));
    else if (state === "offline") say(fill(saver.unkept ? texts.offlineUnkept : texts.offline, details));
    else if (state === "trouble") say(fill(saver.unkept ? texts.troubleUnkept : texts.trouble, details));
    else say(words[state] || (details && details.message) || texts.refused);
    page.querySelector("[data-login]").hidden = state !== "login";
    page.querySelector("[data-state]").dataset.stateIs = state === "saved" && details.errors.length ? "part" : state;
  }

  function take(answer, sent) {
    const next = sheet.settle(sent, now(), answer, answer.errors);
    touched = touched.filter((cell) => !sent.touched.some((done) => sheet.same(done, cell)));
    if (sent.renumber) renumber = false;
    refused = answer.errors;
    stored = { project: answer.project, indicators: answer.indicators };
    copied = answer.copied;
    add(answer);
    if (answer.taken.length) { grid.forgetSteps(); notice(fill(texts.taken, { count: answer.taken.length })); }
    put(next);
    notes(answer.notes);
    announce("desk:saved", { project: data.key, revision: answer.revision });
  }

  /* What unit and table come to. */
  function add(answer) { page.querySelector("[data-sums]").textContent = answer.sums; }

  function put(next) {
    Object.entries(next.project).forEach(([name, text]) => {
      if (typed[name] === text) return;
      typed[name] = text;
      const input = inputs.get(name);
      if (input && input !== document.activeElement) input.value = text;
    });
    grid.refresh(next.indicators);
    marks();
    weigh();
  }

  function notes(found) {
    inputs.forEach((input, name) => {
      const bad = refused.find((one) => !one.key && one.field === name);
      const said = document.getElementById("note-" + name);
      said.textContent = bad ? bad.message : found[name] || "";
      said.classList.toggle("desk-error", Boolean(bad));
      if (bad) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    });
    showFindings();
  }

  function marks() {
    inputs.forEach((input, name) => {
      const is = copied.includes(name) && !touched.some((cell) => sheet.same(cell, ["", name]));
      input.classList.toggle("desk-copied", is);
      const button = page.querySelector('[data-confirm="' + name + '"]');
      if (button) button.hidden = !is || !data.edits;
    });
    const left = copied.length + grid.rows.reduce((sum, row) => sum + row.copied.length, 0);
    page.querySelectorAll("[data-confirm-all]").forEach((one) => { one.hidden = !left || !data.edits; });
  }

  function notice(text) {
    const box = document.createElement("div");
    box.className = "alert alert-info py-2";
    box.textContent = text;
    document.getElementById("messages").replaceChildren(box);
  }

  const announce = (name, detail) => document.body.dispatchEvent(new CustomEvent(name, { detail }));

  /* ---- fields ---- */

  inputs.forEach((input, name) => {
    input.addEventListener("input", (event) => {
      typed[name] = input.value;
      copied = copied.filter((one) => one !== name);
      marks();
      if (!event.isComposing) changed();
    });
    input.addEventListener("compositionend", () => changed());
    input.addEventListener("blur", () => { if (!saver.dirty && stored.project[name] === typed[name]) input.value = typed[name]; });
  });

  /* A total goes along with its sources for as long as it is their sum, as in a spreadsheet. */
  ["", "period_"].forEach((term) => {
    const total = term + "total";
    const sources = ["fiscal_appropriation", "special_account_appropriation", "other_funds"].map((name) => term + name);
    const sum = () => desk.sheet.sum(sources.map((name) => typed[name]));
    let goesAlong = false;
    sources.forEach((name) => {
      inputs.get(name).addEventListener("focus", () => { goesAlong = sheet.sum([typed[total]]) === sum(); });
      inputs.get(name).addEventListener("input", () => {
        if (!goesAlong || sum() === null || sum() === typed[total]) return;
        copied = copied.filter((one) => one !== total);
        inputs.get(total).value = typed[total] = sum();
        document.getElementById("note-" + total).textContent = texts.added;
        marks();
        changed();
      });
    });
  });

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || !["PageUp", "PageDown"].includes(event.key)) return;
    const link = page.querySelector(event.key === "PageUp" ? "[rel=prev]" : "[rel=next]");
    if (link) { event.preventDefault(); link.click(); }
  });

  function confirmFields(names) {
    copied = copied.filter((one) => !names.includes(one));
    touched = touched.concat(names.map((name) => ["", name]));
    marks();
    changed();
  }

  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm], [data-act]");
    if (!button) return;
    if (button.dataset.confirm) {
      confirmFields([button.dataset.confirm]);
      inputs.get(button.dataset.confirm).focus();
    } else acts[button.dataset.act]();
  });

  const chosenCells = (rows) => rows.flatMap((row) => row.copied.map((name) => [row.key, name]));
  const acts = {
    insert: () => { grid.insert(); back(); },
    remove: () => { grid.remove(); back(); },
    up: () => { grid.move(-1); back(); },
    down: () => { grid.move(1); back(); },
    fill: () => { grid.fillDown(); back(); },
    undo: () => { grid.undo(); back(); },
    redo: () => { grid.undo(false); back(); },
    confirm: () => { const cells = chosenCells(grid.chosenRows()); if (cells.length) grid.touch(cells); marks(); back(); },
    confirmAll: () => {
      const cells = chosenCells(grid.rows);
      if (cells.length) grid.touch(cells);
      confirmFields(copied);
      const next = page.querySelector("[data-next-unchecked]"); // the button that was pressed is gone
      if (next) next.focus(); else back();
    },
    retry: () => saver.retry(),
  };
  const back = () => grid.catcher.focus({ preventScroll: true });

  /* ---- findings beside the page ---- */

  function showFindings() {
    const problems = new Map(refused.filter((one) => one.key).map((one) => [one.key + "/" + one.field, one.message]));
    inputs.forEach((input) => input.classList.remove("desk-found"));
    document.querySelectorAll('#findings [data-project="' + data.key + '"]').forEach((one) => {
      const { indicator, field } = one.dataset;
      const message = one.closest(".finding") && one.closest(".finding").querySelector(".finding-message");
      if (indicator) problems.set(indicator + "/" + (field || ""), (message || one).textContent.trim());
      else if (inputs.has(field)) inputs.get(field).classList.add("desk-found");
    });
    grid.mark(problems);
  }

  document.body.addEventListener("htmx:afterSettle", (event) => { if (event.target.closest && event.target.closest("#findings")) showFindings(); });
  function goTo({ project, indicator, field }) {
    if (project && project !== data.key) { window.location.assign(page.dataset.other.replace(data.key, project)); return; }
    if (indicator && grid.goTo(indicator, field || "name")) return;
    if (field === "indicators") { page.querySelector("[data-grid-host]").scrollIntoView({ block: "nearest" }); back(); return; }
    const input = inputs.get(field) || inputs.get("name");
    const folded = input.closest("details");
    if (folded) folded.open = true;
    input.focus();
  }
  document.body.addEventListener("desk:goto", (event) => goTo(event.detail));
  document.body.addEventListener("desk:changed", (event) => { if (!event.detail || !event.detail.project || event.detail.project === data.key) reload(); });
  document.body.addEventListener("desk:insert", (event) => { if (event.detail.project === data.key) { grid.to = grid.from = { row: grid.rows.length - 1, column: 1 }; grid.insert(event.detail.indicators); } });

  /* What is stored now, beside what is typed here and not saved yet. */
  async function reload() {
    const before = stored;
    const reply = await fetch(page.dataset.rows, { credentials: "same-origin", redirect: "manual" });
    if (!reply.ok) return;
    const answer = await reply.json();
    if (saver.dirty) { saver.soon(0); return; } // the server merges what is typed
    saver.revision = answer.revision;
    stored = { project: answer.project, indicators: answer.indicators };
    copied = answer.copied;
    put(sheet.settle({ project: before.project, indicators: before.indicators.map(sheet.texts) }, now(), answer, refused));
    grid.forgetSteps();
    notes(answer.notes);
    add(answer);
  }

  /* ---- for the other parts of the page ---- */

  desk.project = {
    data, texts, grid, saver, fill, changed, notice, back,
    now: () => sheet.copy(now()),
    /* Put a whole sheet on the page and save it on the ground of a revision. */
    become: (next, revision) => {
      const known = sheet.byKey(grid.rows);
      const indicators = next.indicators.map((row) => Object.assign(sheet.newRow(row), known.has(row.key)
        ? { copied: known.get(row.key).copied, doubts: known.get(row.key).doubts } : {}, { key: row.key }));
      grid.forgetSteps();
      put({ project: Object.assign({}, typed, next.project), indicators });
      inputs.forEach((input, name) => { input.value = typed[name]; });
      saver.resume(revision);
    },
  };

  grid.show(sheet.copy(data.indicators)).then(() => {
    marks();
    weigh();
    notes(data.notes);
    const asked = Object.fromEntries(new URLSearchParams(window.location.search));
    if (asked.indicator || asked.field) goTo(asked);
    if (data.edits) desk.recovery.offer();
  });
})(window.desk);
