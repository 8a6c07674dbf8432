(function () {
  "use strict";

  var form = document.getElementById("filters");
  var box = document.getElementById("filter-box");
  var all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };
  var documents = all(".document").map(function (element) {
    return {
      element: element,
      none: element.querySelector(".none"),
      groups: all(".group", element).map(function (group) {
        var heading = group.querySelector("h3").textContent;
        return {
          element: group,
          number: group.querySelector(".number"),
          findings: all(".finding", group).map(function (finding) {
            return {
              element: finding,
              severity: finding.dataset.s,
              rule: finding.dataset.r,
              family: finding.dataset.r.replace(/[0-9]+$/, ""),
              groups: finding.dataset.g.split(" ").map(function (index) {
                return element.id + "-g" + index;
              }),
              unclear: "u" in finding.dataset,
              suppressed: "a" in finding.dataset,
              text: (heading + " " + finding.textContent).toLowerCase()
            };
          })
        };
      })
    };
  });

  function asked() {
    var severities = {};
    all("input[name=severity]", form).forEach(function (input) {
      severities[input.value] = input.checked;
    });
    return {
      severities: severities,
      rule: form.elements.rule.value,
      family: form.elements.family.value,
      group: form.elements.group.value,
      words: form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean),
      hideUnclear: form.elements["hide-unclear"].checked,
      hideSuppressed: form.elements["hide-suppressed"].checked
    };
  }

  function fits(finding, what) {
    return what.severities[finding.severity] &&
      (!what.rule || finding.rule === what.rule) &&
      (!what.family || finding.family === what.family) &&
      (!what.group || finding.groups.indexOf(what.group) >= 0) &&
      !(what.hideUnclear && finding.unclear) &&
      !(what.hideSuppressed && finding.suppressed) &&
      what.words.every(function (word) { return finding.text.indexOf(word) >= 0; });
  }

  function apply() {
    var what = asked();
    var total = 0;
    var visible = 0;
    documents.forEach(function (one) {
      var here = 0;
      one.groups.forEach(function (group) {
        var left = 0;
        group.findings.forEach(function (finding) {
          var fit = fits(finding, what);
          finding.element.hidden = !fit;
          left += fit ? 1 : 0;
        });
        group.left = left;
        if (group.number) {
          group.number.textContent = (left < group.findings.length ? left + " / " : "") +
            group.findings.length + " 条";
        }
        total += group.findings.length;
        here += left;
      });
      visible += here;
      one.here = here;
    });
    documents.forEach(function (one) {
      one.groups.forEach(function (group) {
        // A project whose findings are all listed with others is shown while nothing is left out.
        group.element.hidden = !group.left && visible < total && group.element.id !== what.group;
      });
      if (one.none) { one.none.hidden = one.here > 0; }
    });
    document.getElementById("shown").textContent = visible === total
      ? "共 " + total + " 条"
      : "显示 " + visible + " 条，共 " + total + " 条";
  }

  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) { return; }
    if (form && target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    target.scrollIntoView();
    if (target.hasAttribute("tabindex")) { target.focus({ preventScroll: true }); }
  }

  if (form) {
    box.hidden = false;
    box.open = window.matchMedia("(min-width: 900px)").matches;
    form.addEventListener("input", apply);
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        box.open = true;
        document.getElementById("search").focus();
      } else if (event.key === "Escape" && box.open && !event.isComposing) {
        form.reset();
      }
    });
    apply();
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { reveal(); }
  });
  reveal();

  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("main details:not([open])");
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
    opened = [];
  });
})();
