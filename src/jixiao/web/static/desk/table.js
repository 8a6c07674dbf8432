"use strict";
/* Finding one of many projects in a table: by its name, or those that still want something. */
(function () {
  const form = document.querySelector("[data-find-rows]");
  if (!form) return;
  const lines = Array.from(document.querySelectorAll("[data-line]"));
  const words = form.querySelector("#find-words"), kind = form.querySelector("#find-kind");
  const titles = Array.from(kind.options, (one) => one.textContent);
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  function find() {
    const wanted = plain(words.value).split(/\s+/), mark = kind.value;
    let shown = 0;
    lines.forEach((line) => {
      const name = plain(line.querySelector("a").textContent);
      line.hidden = !wanted.every((word) => name.includes(word)) || Boolean(mark && !line.querySelector(mark));
      shown += line.hidden ? 0 : 1;
    });
    Array.from(kind.options).forEach((one, place) => {
      if (one.value) one.textContent = titles[place] + " " + lines.filter((line) => line.querySelector(one.value)).length;
    });
    const all = shown === lines.length;
    document.querySelectorAll("[data-add]").forEach((one) => { one.hidden = !all; });
    document.querySelectorAll(".desk-unit").forEach((unit) => {
      unit.hidden = !all && !unit.parentElement.querySelector("[data-line]:not([hidden])");
    });
    form.querySelector("[role=status]").textContent = all ? "" : form.dataset.shown.replace("%n", shown);
  }

  form.hidden = lines.length < 8;
  form.addEventListener("submit", (event) => { // Enter opens the first that is listed
    event.preventDefault();
    const first = lines.find((line) => !line.hidden);
    if (first && (words.value || kind.value)) first.querySelector("a").click();
  });
  form.addEventListener("input", find);
  document.body.addEventListener("htmx:afterSettle", find);
  find(); // a browser that goes back fills the fields in again
})();
