"use strict";
/* What the database or the disk refused is told on the page, and the page stays as it is. */
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Retarget") === "#messages") event.detail.shouldSwap = true;
});
