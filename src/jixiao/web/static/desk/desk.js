"use strict";
/* A part of a page that does not come is told of, and the page stays as it is: what the database or the
   disk refused in the server's words, and what else went wrong in ours. */
(function () {
  const messages = document.getElementById("messages");
  function say(text) {
    if (messages.textContent === text) return; // what is asked for again and again is said once
    const box = document.createElement("div");
    box.className = "alert alert-danger";
    box.textContent = text;
    messages.replaceChildren(box);
  }

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.getResponseHeader("HX-Retarget") === "#messages") event.detail.shouldSwap = true;
    else if (new URL(xhr.responseURL || location.href, location.href).pathname.startsWith("/account/")) {
      event.detail.shouldSwap = false; // a page of its own, not the part that was asked for
      say(messages.dataset.login);
    } else if (xhr.status >= 400 && requestConfig.verb !== "get") say(messages.dataset.failed);
  });
  document.body.addEventListener("htmx:sendError", (event) => {
    if (event.detail.requestConfig.verb !== "get") say(messages.dataset.failed);
  });
})();

/* Who logs out leaves nothing of his on the screen: his other windows go, too, to what is public, as the
   server may not have ended the log-in yet. */
(function () {
  const session = new BroadcastChannel("desk-session");
  session.onmessage = (event) => window.location.replace(event.data.leave);
  document.addEventListener("submit", (event) => {
    const leave = event.target.dataset.leave;
    if (leave) session.postMessage({ leave });
  });
})();
