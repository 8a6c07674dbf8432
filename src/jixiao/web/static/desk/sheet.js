"use strict";
/* Plain work on the texts of a project; no page. */
window.desk = window.desk || {};
(function (desk) {
  const BETWEEN = "；";
  const ROW_FIELDS = ["level", "name", "annual_target", "period_target", "raw_text", "weight",
    "basis", "scoring_standard", "data_source", "evidence"];
  const PLAIN_NUMBER = /^-?[0-9][0-9,]*(\.[0-9]+)?$/;

  /* randomUUID is missing where the page is not served over HTTPS. */
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  const copy = (value) => JSON.parse(JSON.stringify(value));

  /* What Excel and WPS put on the clipboard: tabs, lines, and quotes around cells with either. */
  function parseBlock(text) {
    const rows = [[]];
    let cell = "", quoted = false, fresh = true;
    text = text.replace(/\r\n?/g, "\n");
    if (text.endsWith("\n")) text = text.slice(0, -1);
    for (let at = 0; at < text.length; at += 1) {
      const here = text[at];
      if (quoted && here === '"') {
        if (text[at + 1] === '"') { cell += '"'; at += 1; } else quoted = false;
      } else if (quoted) cell += here;
      else if (here === '"' && fresh && closes(text, at)) { quoted = true; fresh = false; }
      else if (here === "\t" || here === "\n") {
        rows[rows.length - 1].push(cell);
        if (here === "\n") rows.push([]);
        cell = ""; fresh = true;
      } else { cell += here; fresh = false; }
    }
    rows[rows.length - 1].push(cell);
    return rows;
  }

  /* A quote opens a cell only if one closes it: a lone quote is text. */
  function closes(text, at) {
    const end = /"(?:""|[^"])*"(?=[\t\n]|$)/y;
    end.lastIndex = at;
    return end.test(text);
  }

  function printBlock(rows) {
    const quote = (text) => (/[\t\n"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
    return rows.map((cells) => cells.map(quote).join("\t")).join("\n");
  }

  /* What amounts come to, to the last digit; blank of blanks, null where one is no amount. */
  function sum(texts) {
    const given = texts.map((text) => text.normalize("NFKC").replace(/[\s,]/g, "")).filter((text) => text);
    if (!given.every((text) => /^-?\d{1,9}(\.\d{1,6})?$/.test(text))) return null;
    const total = given.reduce((all, text) => all + Math.round(Number(text) * 1e6), 0);
    return given.length ? (total / 1e6).toFixed(6).replace(/0{1,4}$/, "") : "";
  }

  const compose = (parts) => (parts.behind
    ? parts.value + parts.unit + parts.comparator : parts.comparator + parts.value + parts.unit);

  const whole = (text) => ({ comparator: "", value: text, unit: "", behind: false });

  function newRow(texts) {
    const row = { key: uuid(), number: null, copied: [], doubts: [], suggested: false };
    ROW_FIELDS.forEach((name) => { row[name] = (texts && texts[name]) || ""; });
    row.suggested = Boolean(texts && texts.suggested);
    row.parts = (texts && texts.parts) || {};
    ["annual_target", "period_target"].forEach((name) => {
      row.parts[name] = row.parts[name] || whole(row[name]);
    });
    return row;
  }

  /* A cell as the grid shows it; some columns are parts of a field. */
  function get(row, column) {
    if (column === "level1") return row.level.split(BETWEEN)[0];
    if (column === "level") return row.level.split(BETWEEN)[1] || "";
    if (column === "comparator" || column === "value" || column === "unit") {
      return row.parts.annual_target[column];
    }
    return row[column] === null || row[column] === undefined ? "" : String(row[column]);
  }

  function set(row, column, text, levels) {
    if (column === "number") return;
    if (column === "level1" || column === "level") setLevel(row, column, text.trim(), levels);
    else if (column === "comparator" || column === "value" || column === "unit") setPart(row, column, text);
    else {
      row[column] = text;
      if (row.parts[column]) row.parts[column] = whole(text);
    }
  }

  function setLevel(row, column, text, levels) {
    if (column === "level1") { setClass(row, text, levels); return; }
    const known = levels.find((one) => called(one.title, text));
    row.level = known ? known.value : text && get(row, "level1") + BETWEEN + text;
  }

  /* Another class keeps a level 2 that belongs to it and brings its only one; else that has to be
     chosen. Beside a level 2, what is no class changes nothing. */
  function setClass(row, text, levels) {
    const known = classes(levels).find((one) => called(one, text)), own = get(row, "level");
    if (!own) { row.level = text && (known || text) + BETWEEN; return; }
    if (!known || known === get(row, "level1")) return;
    const under = levels.filter((one) => one.value.split(BETWEEN)[0] === known);
    const fit = under.find((one) => one.title === own) || (under.length === 1 && under[0]);
    row.level = fit ? fit.value : known + BETWEEN;
  }

  const classes = (levels) => Array.from(new Set(levels.map((one) => one.value.split(BETWEEN)[0])));

  /* 「11-数量指标」 is also called 11, 数量指标 and 数量. */
  function called(title, text) {
    const bare = (one) => one.replace(/指标$/, "");
    const [code, ...label] = title.split("-");
    return title === text || code === text || bare(label.join("-")) === bare(text) || bare(title) === bare(text);
  }

  /* A number keeps comparator and unit beside it; any other text is the whole target, and so is one
     with a number in it that was put where the comparator stands. */
  function setPart(row, column, text) {
    const parts = Object.assign({}, row.parts.annual_target);
    text = text.trim();
    if (column === "comparator") {
      text = { ">=": "≥", "<=": "≤", "＞=": "≥", "＜=": "≤", "＝": "=", ">": "＞", "<": "＜" }[text] || text;
      parts.behind = parts.behind && text === parts.comparator;
    }
    parts[column] = text;
    const loose = (column === "value" && text && !PLAIN_NUMBER.test(text)) ||
      (column === "comparator" && /\d/.test(text.normalize("NFKC")));
    row.parts.annual_target = loose ? whole(text) : parts;
    row.annual_target = compose(row.parts.annual_target);
  }

  const field = (column) => ({ level1: "level", comparator: "annual_target", value: "annual_target",
    unit: "annual_target" }[column] || column);

  /* What is sent and kept: the texts alone. */
  function texts(row) {
    const found = { key: row.key };
    ROW_FIELDS.forEach((name) => { found[name] = row[name]; });
    if (row.suggested) found.suggested = true;
    return found;
  }

  /* An answer beside what was typed while it was under way: untouched cells take what is stored. */
  function settle(sent, now, stored, refused) {
    const bad = new Set(refused.map((one) => one.key + "/" + one.field));
    const project = {};
    Object.keys(stored.project).forEach((name) => {
      const untouched = now.project[name] === sent.project[name] && !bad.has("/" + name);
      project[name] = untouched ? stored.project[name] : now.project[name];
    });
    const before = byKey(sent.indicators), here = byKey(now.indicators), there = byKey(stored.indicators);
    const rows = new Map();
    stored.indicators.forEach((row) => {
      const typed = here.get(row.key), old = before.get(row.key);
      if (!typed) { if (!old) rows.set(row.key, row); return; }
      const merged = Object.assign({}, row);
      ROW_FIELDS.forEach((name) => {
        if ((old && typed[name] === old[name]) && !bad.has(row.key + "/" + name)) return;
        if (typed[name] === row[name]) return;
        merged[name] = typed[name];
        if (merged.parts[name]) merged.parts[name] = typed.parts ? typed.parts[name] : whole(typed[name]);
      });
      rows.set(row.key, merged);
    });
    now.indicators.forEach((row) => {
      const old = before.get(row.key);
      if (!there.has(row.key) && !(old && same(texts(row), texts(old)))) rows.set(row.key, row);
    });
    const moved = !same(now.indicators.map((r) => r.key), sent.indicators.map((r) => r.key));
    const order = moved ? now.indicators.map((r) => r.key) : stored.indicators.map((r) => r.key);
    const all = [...order, ...rows.keys()];
    const indicators = [...new Set(all)].filter((key) => rows.has(key)).map((key) => rows.get(key));
    return { project, indicators };
  }

  const byKey = (rows) => new Map(rows.map((row) => [row.key, row]));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  desk.sheet = { ROW_FIELDS, BETWEEN, uuid, copy, parseBlock, printBlock, compose, whole, newRow, get, set, classes, called, sum,
    field, texts, settle, byKey, same };
})(window.desk);
