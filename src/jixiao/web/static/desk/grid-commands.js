"use strict";
/* What is done with rows and blocks of the grid; each act is one step of undo. */
window.desk = window.desk || {};
(function (desk) {
  const { sheet } = desk;
  const MOST_UNDONE = 200;

  desk.gridCommands = {
    act(change) {
      if (!this.edits) return;
      this.past.push(sheet.copy(this.rows));
      if (this.past.length > MOST_UNDONE) this.past.shift();
      this.future = [];
      this.asked = new Map(); // rows whose level 1 was put in: the words, and the level 2 until then
      const before = this.rows.map((one) => one.key);
      change();
      if (sheet.same(before, this.rows.map((one) => one.key))) {
        this.rows.forEach((one) => this.redraw(one.key));
        this.paint();
      } else this.show(this.rows);
      this.tell(this.levelled());
      this.changed();
    },

    /* What became of a level 1 that was put in: it and level 2 are one thing. */
    levelled() {
      const told = new Map();
      this.asked.forEach(({ text, level, both }, key) => {
        const row = this.row(key), one = sheet.get(row, "level1"), two = sheet.get(row, "level");
        const got = sheet.called(one, text);
        const what = both ? !got && text && "follows" : !got ? (text ? "unknown" : "kept") : level && level !== two && (two ? "brought" : "emptied");
        if (!what) return;
        const words = this.texts.level[what].replace("%t", text).replace("%o", level).replace("%n", one).replace("%s", two);
        told.set(words, [...(told.get(words) || []), this.rows.indexOf(row) + 1]);
      });
      return Array.from(told, ([words, rows]) => words.replace("%r", rows.join(this.texts.also)));
    },

    undo(back = true) {
      const [source, target] = back ? [this.past, this.future] : [this.future, this.past];
      if (!source.length || !this.edits) return;
      this.tell([]);
      target.push(sheet.copy(this.rows));
      this.show(source.pop());
      this.changed();
    },

    forgetSteps() { this.past = []; this.future = []; },

    chosenRows() { const { top, bottom } = this.range(); return this.rows.slice(top, bottom + 1); },

    chosenColumns() { const { left, right } = this.range(); return this.columns.slice(left, right + 1); },

    clear() {
      this.act(() => this.chosenRows().forEach((row) => this.chosenColumns().forEach((one) => this.put(row, one.field, ""))));
    },

    fillDown() {
      const { top, bottom } = this.range();
      const first = this.rows[top === bottom ? top - 1 : top];
      if (!first) return;
      const under = this.rows.slice(top === bottom ? top : top + 1, bottom + 1);
      this.act(() => under.forEach((row) => this.chosenColumns().forEach((one) => {
        this.put(row, one.field, sheet.get(first, one.field));
        if (one.field === "level") row.level = first.level;
      })));
    },

    insert(texts = [{}]) {
      const at = this.rows.length ? this.range().bottom + 1 : 0;
      const made = texts.map(sheet.newRow);
      this.act(() => this.rows.splice(at, 0, ...made));
      this.choose({ row: at, column: texts.length > 1 ? 1 : this.columns.findIndex((one) => one.field === "level") });
      return made;
    },

    remove() {
      if (!this.rows.length) return;
      const { top, bottom } = this.range();
      this.act(() => this.rows.splice(top, bottom - top + 1));
      this.choose({ row: top, column: this.to.column });
    },

    move(step) {
      const { top, bottom } = this.range();
      if (!this.rows.length || top + step < 0 || bottom + step >= this.rows.length) return;
      const [from, to] = [this.from, this.to];
      this.act(() => this.rows.splice(top + step, 0, ...this.rows.splice(top, bottom - top + 1)));
      this.from = { row: from.row + step, column: from.column };
      this.to = { row: to.row + step, column: to.column };
      this.paint();
    },

    block() {
      return sheet.printBlock(this.chosenRows().map((row) => this.chosenColumns().map((one) => sheet.get(row, one.field))));
    },

    touch(cells) {
      cells.forEach(([key, field]) => {
        const row = this.row(key);
        if (row) { row.copied = row.copied.filter((name) => name !== field); this.redraw(key); }
      });
      this.paint();
      this.touched(cells);
    },
  };
})(window.desk);
