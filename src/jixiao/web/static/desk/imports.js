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

  function problems() {
    const files = [...input.files];
    const found = files.length > Number(words.mostFiles) ? [words.tooMany] : [];
    for (const file of files) {
      if (file.size > Number(words.mostBytes)) found.push(file.name + words.colon + words.tooLarge);
      if (file.size === 0) found.push(file.name + words.colon + words.empty);
    }
    return found;
  }

  function tell() {
    const found = problems();
    chosen.classList.toggle("text-danger-emphasis", found.length > 0);
    const names = [...input.files].map((file) => file.name);
    chosen.textContent = found.length ? found.join("\n") : names.length ? words.chosen + names.join(words.between) : "";
    return found.length === 0;
  }

  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
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
      chosen.textContent = "";
    } else {
      chosen.classList.add("text-danger-emphasis");
      chosen.textContent = words.failed;
    }
  });
})();
