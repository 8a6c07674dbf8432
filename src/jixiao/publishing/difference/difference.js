(function () {
  "use strict";

  var form = document.getElementById("filters");
  if (!form) { return; }
  var box = document.getElementById("filter-box");
  var search = document.getElementById("search");
  var status = document.getElementById("shown");
  var all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };
  var ticks = all("input[name=tag]", form);
  var unitNames = [];
  var changes = all(".change").map(function (element) {
    if (unitNames.indexOf(element.dataset.u) < 0) { unitNames.push(element.dataset.u); }
    return {
      element: element,
      tags: element.dataset.t.split(" "),
      unit: element.dataset.u,
      text: element.textContent.toLowerCase()
    };
  });
  var sections = all(".projects");

  function apply() {
    var wanted = {};
    ticks.forEach(function (tick) { wanted[tick.value] = tick.checked; });
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var choice = form.elements.unit.value;
    // Options are in the order in which the page first names each unit.
    var unit = choice === "" ? null : unitNames[Number(choice) - 1];
    var count = 0;
    changes.forEach(function (change) {
      var shown = change.tags.some(function (tag) { return wanted[tag]; }) &&
        (unit === null || change.unit === unit) &&
        words.every(function (word) { return change.text.indexOf(word) >= 0; });
      change.element.hidden = !shown;
      if (shown) { count += 1; }
    });
    sections.forEach(function (section) {
      section.querySelector(".none").hidden = all(".change:not([hidden])", section).length > 0;
    });
    status.textContent = count === changes.length
      ? "共 " + count + " 个项目有变化"
      : "显示 " + count + " 个，共 " + changes.length + " 个项目有变化";
  }

  function tickAll(on) {
    ticks.forEach(function (tick) { tick.checked = on; });
    apply();
  }

  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  document.getElementById("none-of").addEventListener("click", function () { tickAll(false); });
  document.getElementById("all-of").addEventListener("click", function () { tickAll(true); });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      box.open = true;
      search.focus();
    } else if (event.key === "Escape") {
      form.reset();
    }
  });
  box.hidden = false;
  box.open = window.matchMedia("(min-width: 900px)").matches;
  window.addEventListener("beforeprint", function () {
    all("details").forEach(function (one) { if (one !== box) { one.open = true; } });
  });
  apply();
})();
