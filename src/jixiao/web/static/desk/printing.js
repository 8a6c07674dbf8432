"use strict";
/* On paper a box that scrolls would be cut: while printing, long texts and the grid stand written out. */
(function (desk) {
  let made = [];

  function element(name, className, ...children) {
    const one = document.createElement(name);
    one.className = className;
    one.append(...children);
    return one;
  }

  function table(grid) {
    const { sheet } = desk;
    const texts = (row, at, field) => (field === "number" ? String(at + 1) : sheet.get(row, field));
    const used = grid.columns.filter((one) => one.field === "number" || grid.rows.some((row, at) => texts(row, at, one.field)));
    const head = element("tr", "", ...used.map((one) => element("th", "", one.title)));
    const rows = grid.rows.map((row, at) => element("tr", "", ...used.map((one) => element("td", "", texts(row, at, one.field)))));
    return element("table", "desk-printed table table-sm", element("thead", "", head), element("tbody", "", ...rows));
  }

  window.addEventListener("beforeprint", () => {
    const { grid } = desk.project;
    made = Array.from(document.querySelectorAll(".desk-sheet textarea.form-control"), (one) => {
      const text = element("div", "desk-printed", one.value);
      one.after(text);
      return text;
    });
    const whole = table(grid);
    grid.host.after(whole);
    made.push(whole);
  });
  window.addEventListener("afterprint", () => made.splice(0).forEach((one) => one.remove()));
})(window.desk);
