"use strict";
/* The grid of indicators: Tabulator draws it; choosing and typing are here, what is done with rows
   and blocks in grid-commands.js and grid-paste.js, keys and clipboard in grid-keys.js.

   One text area lies over the active cell and always has the focus, so that an input method may
   begin a word on a cell that is only chosen; it is invisible until something is typed. */
window.desk = window.desk || {};
(function (desk) {
  const { sheet } = desk;
  const SIGNS = ["≥", "＞", "=", "＜", "≤"];

  /* options: host, columns [{field, title, width, frozen}], levels, headings, texts, edits, changed(),
     touched(cells), leave() */
  class Grid {
    constructor(options) {
      Object.assign(this, options);
      this.rows = [];
      this.drawn = new Set(); // keys of the rows that Tabulator shows; it follows a moment later
      this.from = this.to = { row: 0, column: 3 };
      this.mode = "idle"; // typing: begun by a key, arrows leave; editing: arrows move in the text
      this.past = [];
      this.future = [];
      this.problems = new Map(); // "key/field" → the words
      this.ready = this.build();
    }

    /* What stays in sight when the rest is scrolled away: at most half of the grid, or the first alone. */
    frozen() {
      const wanted = this.columns.filter((one) => one.frozen);
      const width = wanted.reduce((sum, one) => sum + one.width, 0);
      const kept = width * 2 <= this.host.clientWidth ? wanted : wanted.slice(0, 1);
      return new Set(kept.map((one) => one.field));
    }

    build() {
      const frozen = this.frozen();
      this.table = new Tabulator(this.host.querySelector("[data-grid]"), {
        data: [], index: "key", layout: "fitDataFill", renderVertical: "basic", headerSortClickElement: "icon",
        placeholder: this.texts.nothing, columnDefaults: { headerSort: false, resizable: "header" },
        columns: this.columns.map((one) => ({
          field: one.field, title: one.title, width: one.width, frozen: frozen.has(one.field),
          cssClass: one.calm ? "desk-calm" : "", variableHeight: true,
          formatter: (cell) => this.draw(cell.getElement(), cell.getData().key, one.field),
        })),
      });
      this.table.on("cellMouseDown", (event, cell) => this.pointed(event, cell));
      this.table.on("cellMouseEnter", (event, cell) => { if (event.buttons === 1 && this.dragging) this.extend(this.place(cell)); });
      this.table.on("cellDblClick", () => this.edit());
      this.table.on("scrollHorizontal", () => this.lay());
      this.table.on("scrollVertical", () => this.lay());
      this.table.on("columnResized", () => this.lay());
      this.catcher = this.host.querySelector("[data-catcher]");
      this.catcher.readOnly = !this.edits;
      this.list = this.host.querySelector("[data-options]");
      this.said = this.host.querySelector("[data-said]");
      desk.gridKeys(this);
      window.addEventListener("resize", () => this.lay());
      return new Promise((done) => { this.table.on("tableBuilt", () => { this.nameParts(); done(); }); });
    }

    /* Tabulator nests groups of rows in one another, which no reader of screens understands. */
    nameParts() {
      const roles = { ".tabulator-tableholder": "rowgroup", ".tabulator-table": "presentation",
        ".tabulator-header-contents": "presentation" };
      Object.entries(roles).forEach(([part, role]) => this.host.querySelector(part).setAttribute("role", role));
      this.host.querySelector("[data-grid]").removeAttribute("aria-owns");
    }

    /* ---- rows ---- */

    row(key) { return this.rows.find((one) => one.key === key); }

    async show(rows) {
      this.rows = rows;
      await this.ready;
      await this.table.replaceData(rows.map((one) => ({ key: one.key })));
      this.drawn = new Set(this.table.getData().map((one) => one.key));
      this.paint();
    }

    /* Take over what is stored; what is chosen, and a cell that is being typed in, stay. */
    refresh(rows) {
      const keys = this.rows.map((one) => one.key), active = keys[this.to.row];
      this.rows = rows;
      if (sheet.same(rows.map((one) => one.key), keys)) {
        rows.forEach((one) => this.redraw(one.key));
        this.paint();
        return;
      }
      const again = rows.findIndex((one) => one.key === active);
      if (again >= 0 && again !== this.to.row) this.from = this.to = { row: again, column: this.to.column };
      this.show(rows);
    }

    drawnRow(key) { return this.drawn.has(key) && this.table.getRow(key); }

    redraw(key) {
      const row = this.drawnRow(key);
      if (row) row.reformat();
    }

    draw(element, key, column) {
      const row = this.row(key);
      if (!row) return "";
      const text = column === "number" ? String(this.rows.indexOf(row) + 1) : sheet.get(row, column);
      const field = sheet.field(column);
      const part = column === "comparator" || column === "unit" || column === "level1";
      const problem = !part && (this.problems.get(key + "/" + field) || (column === "name" && this.problems.get(key + "/")));
      element.classList.toggle("desk-copied", row.copied.includes(field));
      element.classList.toggle("desk-found", Boolean(problem));
      const notes = [problem, row.copied.includes(field) && this.texts.copied,
        column === "name" && row.suggested && this.texts.suggested, ...(column === "name" ? row.doubts : [])];
      const told = notes.filter(Boolean).join(" ");
      if (told) element.setAttribute("title", told); else element.removeAttribute("title");
      element.classList.toggle("desk-doubt", column === "name" && row.doubts.length > 0);
      const node = document.createElement("span");
      node.className = "desk-cell";
      node.textContent = text;
      return node;
    }

    /* ---- what is chosen ---- */

    place(cell) {
      return { row: this.rows.findIndex((one) => one.key === cell.getData().key),
        column: this.columns.findIndex((one) => one.field === cell.getField()) };
    }

    cell(place) {
      const row = this.rows[place.row] && this.drawnRow(this.rows[place.row].key);
      return row && row.getCell(this.columns[place.column].field);
    }

    range() {
      const rows = [this.from.row, this.to.row].sort((a, b) => a - b);
      const columns = [this.from.column, this.to.column].sort((a, b) => a - b);
      return { top: rows[0], bottom: Math.min(rows[1], this.rows.length - 1), left: columns[0], right: columns[1] };
    }

    pointed(event, cell) {
      if (event.button !== 0) return;
      event.preventDefault();
      this.commit();
      this.dragging = true;
      window.addEventListener("mouseup", () => { this.dragging = false; }, { once: true });
      if (event.shiftKey) this.extend(this.place(cell)); else this.choose(this.place(cell));
      this.catcher.focus({ preventScroll: true });
    }

    choose(place) { this.from = this.bound(place); this.to = this.from; this.paint(); }

    extend(place) { this.to = this.bound(place); this.paint(); }

    bound(place) {
      const within = (value, low, high) => Math.max(low, Math.min(value, high));
      return { row: within(place.row, 0, Math.max(this.rows.length - 1, 0)),
        column: within(place.column, 1, this.columns.length - 1) };
    }

    paint() {
      const { top, bottom, left, right } = this.range();
      this.host.querySelectorAll(".desk-chosen, .desk-active").forEach((one) => one.classList.remove("desk-chosen", "desk-active"));
      this.to = this.bound(this.to);
      if (!this.rows.length) { this.lay(); return; }
      for (let row = top; row <= bottom; row += 1) {
        for (let column = left; column <= right; column += 1) {
          const cell = this.cell({ row, column });
          if (cell) cell.getElement().classList.add("desk-chosen");
        }
      }
      const active = this.cell(this.to);
      if (active) active.getElement().classList.add("desk-active");
      this.scroll();
      this.lay();
      this.say();
    }

    scroll() {
      const cell = this.cell(this.to);
      const holder = this.host.querySelector(".tabulator-tableholder");
      if (!cell || !holder) return;
      const box = cell.getElement().getBoundingClientRect(), view = holder.getBoundingClientRect();
      const fixed = Array.from(cell.getRow().getElement().querySelectorAll(".tabulator-frozen"))
        .reduce((most, one) => Math.max(most, one.getBoundingClientRect().right), view.left);
      if (box.top < view.top) holder.scrollTop -= view.top - box.top;
      else if (box.bottom > view.bottom) holder.scrollTop += box.bottom - view.bottom;
      if (cell.getElement().classList.contains("tabulator-frozen")) return;
      if (box.left < fixed) holder.scrollLeft -= fixed - box.left;
      else if (box.right > view.right) holder.scrollLeft += box.right - view.right;
    }

    /* Put the text area over the active cell. */
    lay() {
      const cell = this.cell(this.to);
      if (!cell) return;
      const box = cell.getElement().getBoundingClientRect(), frame = this.host.getBoundingClientRect();
      const style = this.catcher.style;
      style.left = box.left - frame.left + "px";
      style.top = box.top - frame.top + "px";
      style.width = Math.max(box.width, this.mode === "idle" ? 0 : 120) + "px";
      style.height = box.height + "px";
      if (this.mode !== "idle") style.height = Math.max(box.height, this.catcher.scrollHeight + 2) + "px";
      this.list.style.left = style.left;
      this.list.style.top = parseFloat(style.top) + this.catcher.offsetHeight + "px";
    }

    say() {
      const row = this.rows[this.to.row], column = this.columns[this.to.column];
      if (!row) return;
      const words = this.texts.cell.replace("%r", this.to.row + 1).replace("%c", column.title);
      const problem = this.problems.get(row.key + "/" + sheet.field(column.field));
      const text = sheet.get(row, column.field) || this.texts.empty;
      this.catcher.setAttribute("aria-label", words);
      this.said.textContent = [words, text, problem].filter(Boolean).join(this.texts.comma);
    }

    /* ---- typing ---- */

    column() { return this.columns[this.to.column].field; }

    edit() {
      if (!this.edits || !this.rows.length || this.mode !== "idle") return;
      this.catcher.value = sheet.get(this.rows[this.to.row], this.column());
      this.begin("editing");
      this.catcher.setSelectionRange(this.catcher.value.length, this.catcher.value.length);
    }

    begin(mode) {
      this.mode = mode;
      this.was = sheet.copy(this.rows[this.to.row]);
      this.host.classList.add("desk-typing");
      this.offer();
      this.lay();
    }

    /* The text that is being typed, so that it is kept before it is entered. */
    live() {
      if (this.mode === "idle" || !this.rows[this.to.row]) return null;
      return { key: this.rows[this.to.row].key, column: this.column(), text: this.catcher.value };
    }

    commit(chosen) {
      if (this.mode === "idle") return;
      const column = this.column();
      const text = chosen === undefined ? this.catcher.value : chosen;
      const row = this.asItWas();
      this.end();
      if (!row) return;
      if (text === sheet.get(row, column)) {
        if (row.copied.includes(sheet.field(column))) this.touch([[row.key, sheet.field(column)]]);
        else this.changed();
        return;
      }
      this.act(() => this.put(row, column, text));
    }

    cancel() { this.asItWas(); this.end(); this.changed(); }

    /* What is typed is saved meanwhile, so the row may hold half a word: giving up, and undo, go back
       to what stood in the cell before. */
    asItWas() {
      const row = this.rows[this.to.row], field = sheet.field(this.column());
      if (!row || !this.was || row.key !== this.was.key) return row;
      row[field] = this.was[field];
      if (row.parts[field]) row.parts[field] = this.was.parts[field];
      this.redraw(row.key);
      return row;
    }

    end() {
      this.mode = "idle";
      this.catcher.value = "";
      this.host.classList.remove("desk-typing");
      this.list.hidden = true;
      this.catcher.setAttribute("aria-expanded", "false");
      this.lay();
    }

    put(row, column, text) {
      if (column === "level1") this.asked.set(row.key, { text: text.trim(), level: sheet.get(row, "level") });
      else if (column === "level" && this.asked.has(row.key)) this.asked.get(row.key).both = true;
      sheet.set(row, column, text, this.levels);
      row.copied = row.copied.filter((name) => name !== sheet.field(column));
    }

    /* ---- a list to choose from ---- */

    offer() {
      const kind = this.column();
      const all = { level: this.levels.map((one) => one.title), level1: sheet.classes(this.levels),
        comparator: SIGNS }[kind] || [];
      const typed = this.mode === "typing" ? this.catcher.value.trim() : "";
      const fit = all.filter((one) => one.includes(typed));
      this.list.replaceChildren(...fit.map((text, number) => {
        const item = document.createElement("li");
        item.id = "grid-option-" + number;
        item.setAttribute("role", "option");
        item.textContent = text;
        item.addEventListener("mousedown", (event) => { event.preventDefault(); this.commit(text); });
        return item;
      }));
      this.list.hidden = !fit.length;
      this.catcher.setAttribute("aria-expanded", String(fit.length > 0));
      const now = fit.indexOf(sheet.get(this.rows[this.to.row], kind));
      this.point(typed ? 0 : now);
    }

    point(number) {
      const items = Array.from(this.list.children);
      this.option = Math.max(-1, Math.min(number, items.length - 1));
      items.forEach((one, place) => one.setAttribute("aria-selected", String(place === this.option)));
      const chosen = items[this.option];
      if (chosen) { this.catcher.setAttribute("aria-activedescendant", chosen.id); chosen.scrollIntoView({ block: "nearest" }); } else this.catcher.removeAttribute("aria-activedescendant");
    }

    optionText() {
      const chosen = !this.list.hidden && this.list.children[this.option];
      return chosen ? chosen.textContent : undefined;
    }

    /* ---- findings ---- */

    mark(problems) {
      this.problems = problems;
      this.rows.forEach((one) => this.redraw(one.key));
      this.paint();
    }

    goTo(key, field) {
      const row = this.rows.findIndex((one) => one.key === key);
      if (row < 0) return false;
      const wanted = field === "annual_target" ? "value" : field;
      const column = this.columns.findIndex((one) => one.field === wanted);
      this.commit();
      this.choose({ row, column: column > 0 ? column : this.columns.findIndex((one) => one.field === "name") });
      this.host.scrollIntoView({ block: "nearest" });
      this.catcher.focus({ preventScroll: true });
      return true;
    }
  }

  Object.assign(Grid.prototype, desk.gridCommands, desk.gridPaste);
  desk.Grid = Grid;
})(window.desk);
