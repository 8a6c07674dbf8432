"use strict";
/* Beside the grid: deciding a conflict, taking up what a crash left, reading a pasted cell. */
window.desk = window.desk || {};
(function (desk) {
  const { sheet } = desk;
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const here = () => desk.project;
  const textOf = (value, texts) => (value === null ? texts.noRow : value === "" ? texts.emptyCell
    : typeof value === "object" ? [value.level, value.name, value.annual_target].filter(Boolean).join(texts.comma) : value);

  /* ---- two changed the same cell ---- */

  desk.conflict = {
    ask(answer, sent) {
      const { data, texts } = here();
      const panel = document.getElementById("conflict");
      const names = sheet.byKey(answer.indicators);
      panel.querySelector("[data-by]").textContent = here().fill(texts.conflictBy, { by: answer.by, at: answer.at });
      panel.querySelector("tbody").replaceChildren(...answer.conflicts.map((one, number) => {
        const titles = one.key ? data.titles.indicators : data.titles.project;
        const row = one.key && names.get(one.key);
        const cell = (side) => {
          const input = element("input", { type: "radio", className: "form-check-input me-1", name: "conflict-" + number, value: side, checked: side === "mine" });
          return element("td", {}, element("label", { className: "desk-choice" }, input, textOf(one[side], texts)));
        };
        const title = (row ? row.name + texts.colon : "") + (titles[one.field] || one.field);
        return element("tr", {}, element("th", { scope: "row", textContent: title }), cell("mine"), cell("theirs"));
      }));
      panel.hidden = false;
      panel.querySelector("[data-decide]").onclick = () => this.decide(answer, sent);
      panel.focus();
    },

    decide(answer, sent) {
      const panel = document.getElementById("conflict");
      const merged = { project: Object.assign({}, answer.project), indicators: answer.indicators.map(sheet.copy) };
      answer.conflicts.forEach((one, number) => {
        const side = panel.querySelector('input[name="conflict-' + number + '"]:checked').value;
        if (!one.key) merged.project[one.field] = one[side];
        else if (one.field === "row") this.wholeRow(merged, one, side);
        else merged.indicators.find((row) => row.key === one.key)[one.field] = one[side];
      });
      // What was typed while the question stood is laid over the answer.
      const bare = (rows) => rows.map((row) => Object.assign(sheet.newRow(row), { key: row.key }));
      const base = { project: sent.project, indicators: sent.indicators.map(sheet.texts) };
      const stored = { project: merged.project, indicators: bare(merged.indicators) };
      panel.hidden = true;
      here().become(sheet.settle(base, here().now(), stored, []), answer.revision);
      here().back();
    },

    wholeRow(merged, one, side) {
      merged.indicators = merged.indicators.filter((row) => row.key !== one.key || one[side] !== null);
    },
  };

  /* ---- after a crash ---- */

  desk.recovery = {
    async offer() {
      const { data, texts, saver, fill } = here();
      const now = { project: data.project, indicators: data.indicators.map(sheet.texts) };
      const found = (await saver.left()).filter((one) => {
        const other = !sheet.same(one.project, now.project) || !sheet.same(one.indicators, now.indicators);
        if (!other) localStorage.removeItem(one.storage);
        return other;
      });
      const panel = document.getElementById("recovery");
      if (!found.length) return;
      const [last] = found;
      const at = new Date(last.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
      panel.querySelector("[data-what]").textContent = fill(texts.left, { at });
      panel.querySelector("ul").replaceChildren(...this.differences(last, now).map((text) => element("li", { textContent: text })));
      panel.querySelector("[data-take]").onclick = () => this.close(panel, last, () => here().become(last, last.revision));
      panel.querySelector("[data-drop]").onclick = () => this.close(panel, last, () => this.offer());
      panel.hidden = false;
    },

    close(panel, entry, then) {
      localStorage.removeItem(entry.storage);
      panel.hidden = true;
      then();
    },

    differences(left, now) {
      const { data, texts } = here();
      const told = [];
      const add = (title, before, after) => told.push(title + texts.colon + textOf(before, texts) + " → " + textOf(after, texts));
      Object.keys(left.project).forEach((name) => {
        if (left.project[name] !== now.project[name]) add(data.titles.project[name], now.project[name], left.project[name]);
      });
      const rows = sheet.byKey(now.indicators);
      left.indicators.forEach((row) => {
        const old = rows.get(row.key);
        if (!old) { add(texts.newRow, null, row); return; }
        sheet.ROW_FIELDS.filter((name) => row[name] !== old[name]).forEach((name) => {
          add((old.name ? old.name + " " : "") + data.titles.indicators[name], old[name], row[name]);
        });
      });
      return told.slice(0, 20);
    },
  };

  /* ---- a published cell, read on the spot ---- */

  const prose = document.getElementById("prose");
  if (!prose) return;
  let rows = [];
  const read = async () => {
    const { saver, texts, grid } = here();
    const status = prose.querySelector("[data-prose-state]");
    const take = prose.querySelector("[data-prose-take]");
    take.hidden = true;
    status.textContent = texts.reading;
    let answer;
    try {
      const reply = await fetch(prose.dataset.address, { method: "POST", redirect: "manual", credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": saver.token() },
        body: JSON.stringify({ text: prose.querySelector("textarea").value }) });
      answer = await reply.json();
    } catch (error) {
      status.textContent = texts.readingFailed;
      return;
    }
    rows = answer.indicators || [];
    status.textContent = rows.length ? here().fill(texts.read, { count: rows.length }) : texts.readNothing;
    const shown = ["level", "name", "comparator", "value", "unit", "period_target"];
    prose.querySelector("tbody").replaceChildren(...rows.map((row) => element("tr", {},
      ...shown.map((name) => element("td", { textContent: sheet.get(row, name) || (name === "name" ? row.raw_text : "") })))));
    prose.querySelector("table").hidden = !rows.length;
    const remarks = (answer.notes || []).concat((answer.remainder || []).map((text) => texts.remainder + text));
    prose.querySelector("ul").replaceChildren(...remarks.map((text) => element("li", { textContent: text })));
    take.hidden = !rows.length || !grid.edits;
  };
  prose.querySelector("[data-prose-read]").addEventListener("click", read);
  prose.querySelector("textarea").addEventListener("paste", () => setTimeout(read, 0));
  prose.querySelector("[data-prose-take]").addEventListener("click", () => {
    const { grid, back } = here();
    grid.choose({ row: grid.rows.length - 1, column: 1 });
    grid.insert(rows.map((row) => Object.assign({}, row, { key: undefined })));
    prose.querySelector("textarea").value = "";
    prose.querySelector("[data-prose-take]").hidden = true;
    prose.querySelector("table").hidden = true;
    prose.querySelector("[data-prose-state]").textContent = "";
    prose.open = false;
    back();
  });
})(window.desk);
