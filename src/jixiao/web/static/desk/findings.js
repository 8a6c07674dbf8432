"use strict";
// A click on a place of a finding tells the page which cell is meant; the page finds it.
document.addEventListener("click", (event) => {
  const spot = event.target.closest("[data-goto]");
  if (!spot) return;
  const { project, indicator, field } = spot.dataset;
  document.body.dispatchEvent(new CustomEvent("desk:goto", { detail: { project, indicator, field } }));
});

// An answer takes the place of the form that asked for it. The focus goes on to the next finding, or to
// what is wrong; what was done is said in a region that stays, because a new one is not always read out.
(function () {
  let place = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const field = event.target.closest(".finding, #findings-page") && event.target.querySelector("[name=place]");
    place = field ? field.value : null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!place || !event.target.closest("#findings-page, #findings")) return;
    const wanted = place;
    place = null;
    const panel = document.querySelector("[data-findings]");
    const wrong = (panel || document.getElementById("messages")).querySelector(".alert-danger");
    const status = panel && panel.querySelector(".findings-status");
    const next = wrong || document.getElementById(wanted) || document.getElementById("findings-shown") || status;
    if (next !== document.getElementById(wanted)) next.tabIndex = -1;
    next.focus();
    if (status && next !== status && !wrong) tell(status.textContent);
  });

  function tell(text) {
    let region = document.getElementById("findings-said");
    if (!region) {
      region = Object.assign(document.createElement("p"), { id: "findings-said", className: "visually-hidden" });
      region.setAttribute("aria-live", "polite");
      document.body.append(region);
    }
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 100); // the same words again are a change, too
  }
})();
