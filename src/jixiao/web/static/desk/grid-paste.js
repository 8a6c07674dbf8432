"use strict";
/* A block from a spreadsheet: what its headings say, cells that were merged there, and what of it
   has no column here. Nothing is left out without being told. */
window.desk = window.desk || {};
(function (desk) {
  const { sheet } = desk;
  const HEADED = 2; // so many known headings make a first row one of headings
  const bare = (text) => text.normalize("NFKC").replace(/[\s*]/g, "");

  /* Spreadsheets put a merged cell's text into its first row alone; their HTML tells how far it went.
     Only its tags are read: parsed, its styles would be refused by the page's policy. */
  function unmerge(block, html) {
    const rows = (html || "").split(/<tr\b/i).slice(1).map((row) => row.match(/<t[dh]\b[^>]*>/gi) || []);
    if (rows.length !== block.length) return 0;
    const span = (cell, name) => Math.max(1, Number((cell.match(new RegExp(name + "\\s*=\\s*[\"']?(\\d+)", "i")) || [])[1] || 1));
    const covered = block.map(() => []);
    let filled = 0;
    rows.forEach((cells, down) => {
      let column = 0;
      cells.forEach((cell) => {
        while (covered[down][column]) column += 1;
        const wide = Math.min(span(cell, "colspan"), block[down].length);
        for (let under = down; under < Math.min(down + span(cell, "rowspan"), block.length); under += 1) {
          for (let across = column; across < column + wide; across += 1) covered[under][across] = true;
          if (under === down || !block[down][column] || block[under][column]) continue;
          block[under][column] = block[down][column];
          filled += 1;
        }
        column += wide;
      });
    });
    return filled;
  }

  /* The field of each column by the headings of the first row, if that is what it is. */
  function headed(first, rows, headings) {
    const named = new Map(Object.entries(headings).flatMap(([field, titles]) => titles.map((one) => [bare(one), field])));
    const found = first.map((text) => named.get(bare(text)) || "");
    const enough = found.filter((field) => field).length >= Math.min(HEADED, first.length);
    return enough && rows > 1 ? found.map((field, at) => (found.indexOf(field) === at ? field : "")) : null;
  }

  /* Comparators have no numbers: here whole targets stand in one column, without one for the unit. */
  const withNumbers = (block, column) => column >= 0 &&
    block.some((cells) => /\d/.test((cells[column] || "").normalize("NFKC")));

  desk.gridPaste = {
    /* From the first chosen cell on; rows that are missing are added. */
    paste(text, html) {
      const block = sheet.parseBlock(text);
      const merged = unmerge(block, html);
      const fields = headed(block[0], block.length, this.headings);
      const titles = fields && block.shift();
      if (block.length === 1 && block[0].length === 1 && this.rows.length) {
        this.act(() => this.chosenRows().forEach((row) => this.chosenColumns().forEach((one) => this.put(row, one.field, block[0][0]))));
        return;
      }
      const { top, bottom, left, right } = this.range();
      const first = this.rows.length ? left : this.columns.findIndex((one) => one.field === this.begins(block[0][0]));
      const order = this.columns.slice(first).map((one) => one.field);
      const joined = !fields && withNumbers(block, order.indexOf("comparator"));
      const places = fields || (joined ? order.filter((field) => field !== "comparator" && field !== "unit") : order);
      const here = (across) => places[across] || "";
      const lost = new Set();
      let width = 0;
      this.act(() => block.forEach((cells, down) => {
        const place = top + down;
        if (!this.rows[place]) this.rows.push(sheet.newRow());
        const taken = new Map();
        cells.forEach((cell, across) => {
          const field = here(across);
          width = Math.max(width, across);
          if (field && (this.takes(field) || field.startsWith("period_"))) taken.set(field, cell);
          else if (cell.trim() && field !== "number") lost.add((titles && titles[across]) || this.texts.column.replace("%n", across + 1));
        });
        this.enter(this.rows[place], taken);
      }));
      const edges = fields ? [1, this.columns.length - 1] : [Math.min(first, left), Math.max(right, first + width)];
      this.from = this.bound({ row: Math.max(bottom, top + block.length - 1), column: edges[1] });
      this.extend({ row: top, column: edges[0] });
      this.tell([...this.levelled(), joined && this.texts.joined, fields && this.texts.headed, merged && this.texts.merged.replace("%n", merged),
        lost.size && this.texts.lost.replace("%s", Array.from(lost).join(this.texts.comma))]);
    },

    takes(field) { return this.columns.some((one) => one.field === field); },

    /* In an empty grid nothing is chosen: a block that begins with a level begins there. */
    begins(text) {
      const label = (one) => bare(one || "").replace(/^\d+-/, "");
      const level = (part) => this.levels.some((one) => label(one.value.split(sheet.BETWEEN)[part]) === label(text));
      return level(0) ? "level1" : level(1) ? "level" : "name";
    },

    /* The cells of one row; the sign and the unit of the whole period belong to its target. */
    enter(row, taken) {
      const period = ["period_sign", "period_target", "period_unit"];
      if (period.some((field) => taken.has(field))) {
        taken.set("period_target", period.map((field) => (taken.get(field) || "").trim()).join(""));
      }
      if (taken.get("level1") && taken.get("level")) row.level = "";
      if (taken.get("level1") && !taken.get("level")) taken.delete("level"); // would take it away again
      taken.forEach((text, field) => { if (this.takes(field)) this.put(row, field, text); });
    },

    tell(parts) { this.host.querySelector("[data-told]").textContent = parts.filter(Boolean).join(" "); },
  };
})(window.desk);
