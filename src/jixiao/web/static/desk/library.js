"use strict";
// A link with data-library opens the library in a dialog over the page; without script it is a page.
// <a href="/library/?project=…" data-library data-close="…">…</a>
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-library]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const dialog = document.createElement("dialog");
  dialog.className = "library-dialog";
  dialog.setAttribute("aria-labelledby", "library-title");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-sm btn-outline-secondary library-close";
  close.textContent = link.dataset.close;
  close.addEventListener("click", () => dialog.close());
  const taken = document.createElement("div");
  taken.id = "library-taken";
  taken.setAttribute("aria-live", "polite");
  const panel = document.createElement("div");
  panel.id = "library-panel";
  dialog.append(close, taken, panel);
  document.body.append(dialog);
  dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
  dialog.showModal();
  htmx.ajax("GET", link.href, { target: panel, swap: "innerHTML" });
});

// What replaces the content of the panel begins with a heading: the focus goes there.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "library-panel") document.getElementById("library-title")?.focus();
});
