"use strict";
// A click on a place of a finding tells the page which cell is meant; the page finds it.
document.addEventListener("click", (event) => {
  const spot = event.target.closest("[data-goto]");
  if (!spot) return;
  const { project, indicator, field } = spot.dataset;
  document.body.dispatchEvent(new CustomEvent("desk:goto", { detail: { project, indicator, field } }));
});

// An answer takes the place of the button that asked for it: the focus goes to what it says.
document.addEventListener("htmx:afterSwap", (event) => {
  const status = event.target.querySelector("[data-findings] [role=alert], [data-findings] .findings-status:not(:empty)");
  if (!status) return;
  status.tabIndex = -1;
  status.focus();
});
