"use strict";
/* Files dropped on the form; said at once what cannot be sent. */
(() => {
  const form = document.getElementById("upload");
  if (!form) return;
  const words = form.dataset;
  const input = document.getElementById("files");
  const drop = document.getElementById("drop");
  const chosen = document.getElementById("chosen");
  const bar = document.getElementById("upload-progress");

  let leftOut = [];

  /* What cannot be sent leaves the choice; the others go. */
  function sift() {
    const kept = new DataTransfer();
    leftOut = [];
    for (const file of input.files) {
      const why = file.size > Number(words.mostBytes) ? words.tooLarge : file.size === 0 ? words.empty : "";
      if (why) leftOut.push(file.name + words.colon + why); else kept.items.add(file);
    }
    if (leftOut.length) input.files = kept.files;
  }

  function tell() {
    const files = [...input.files];
    const found = files.length > Number(words.mostFiles) ? [words.tooMany] : leftOut;
    const names = files.length ? [words.chosen + files.map((file) => file.name).join(words.between)] : [];
    chosen.classList.toggle("text-danger-emphasis", found.length > 0);
    chosen.textContent = [...found, ...names].join("\n");
    return files.length <= Number(words.mostFiles) && (files.length > 0 || !leftOut.length);
  }

  input.addEventListener("change", () => { sift(); tell(); });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    sift();
    if (tell()) form.requestSubmit();
  });
  form.addEventListener("htmx:confirm", (event) => { if (!tell()) event.preventDefault(); });
  form.addEventListener("htmx:xhr:progress", (event) => {
    bar.hidden = false;
    if (event.detail.total) bar.value = (100 * event.detail.loaded) / event.detail.total;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    bar.hidden = true;
    const wrong = document.querySelector("#uploaded [data-form-problem]");
    if (event.detail.successful && wrong) {
      // Nothing was taken: the files stay chosen.
      const field = document.getElementById(wrong.dataset.formProblem);
      (field || input).focus();
    } else if (event.detail.successful) {
      input.value = "";
      tell();
      leftOut = [];
    } else {
      chosen.classList.add("text-danger-emphasis");
      chosen.textContent = words.failed;
    }
  });
})();
