// Files that leave: how far they are, and a word before somebody sends what is too heavy. Without it the forms work as well.
"use strict";
(() => {
  const words = document.getElementById("sending");
  if (!words || !window.FormData || !window.XMLHttpRequest) return;
  const progress = words.querySelector("progress");
  const told = words.querySelector("[role=status]");
  const say = { way: words.dataset.way, all: words.dataset.all };
  const tooHeavy = document.getElementById("too-heavy");
  const cut = document.getElementById("cut-off");
  const most = Number(words.dataset.most);

  const weight = (form) =>
    [...form.querySelectorAll("input[type=file]")]
      .flatMap((field) => [...field.files])
      .reduce((sum, file) => sum + file.size, 0);

  const show = (notice, form) => {
    form.querySelector(".acts").before(notice);
    notice.setAttribute("role", "alert");
    notice.hidden = false;
    notice.focus();
  };

  const checkWeight = (form) => {
    const isTooHeavy = weight(form) > most;
    tooHeavy.hidden = true;
    if (isTooHeavy) show(tooHeavy, form);
    return isTooHeavy;
  };

  const send = (form, button) => {
    const request = new XMLHttpRequest();
    const back = () => {
      words.hidden = true;
      button?.removeAttribute("aria-disabled");
      delete form.dataset.leaves;
      show(cut, form);
    };
    form.dataset.leaves = "yes";
    cut.hidden = true;
    progress.value = 0;
    told.textContent = say.way;
    form.querySelector(".acts").before(words);
    words.hidden = false;
    button?.setAttribute("aria-disabled", "true");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress.value = Math.round((100 * event.loaded) / event.total);
    };
    request.upload.onload = () => {
      progress.removeAttribute("value");
      told.textContent = say.all;
    };
    request.onload = () => {
      // Too often, or not now: the form and its files stay as they are, to be sent again.
      if (request.status === 429 || request.status === 503 || !request.responseText) return back();
      document.open();
      document.write(request.responseText);
      document.close();
    };
    request.onerror = back;
    request.ontimeout = back;
    request.open("POST", form.action);
    request.send(new FormData(form, button ?? undefined));
  };

  for (const form of document.querySelectorAll("form[enctype='multipart/form-data']")) {
    form.addEventListener("change", (event) => {
      if (event.target.type === "file") checkWeight(form);
    });
    form.addEventListener("submit", (event) => {
      if (form.dataset.leaves) return event.preventDefault();
      if (checkWeight(form)) return event.preventDefault();
      if (!weight(form)) return undefined;
      event.preventDefault();
      return send(form, event.submitter);
    });
  }
})();
