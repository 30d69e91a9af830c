// Saves each answer of an entry a moment after it is typed; the button saves all of the step without it.
(() => {
  const PAUSE = 2000, AGAIN = 15000, waiting = new Map();
  const later = (box, pause) => { clearTimeout(waiting.get(box)); waiting.set(box, setTimeout(() => save(box), pause)); };
  const typed = (box) => [...box.querySelectorAll("input, select, textarea")]
    .filter((field) => field.name && (!/^(checkbox|radio)$/.test(field.type) || field.checked));
  const forget = (form, sent) => { // what the server has is not put back over what another author saves later
    const name = form.querySelector("[data-kept]").dataset.kept;
    try {
      const kept = JSON.parse(localStorage.getItem(name));
      Object.keys(kept.fields).filter((slot) => sent.includes(slot.split("=")[0])).forEach((slot) => delete kept.fields[slot]);
      localStorage.setItem(name, JSON.stringify(kept));
    } catch { /* this browser keeps nothing */ }
  };
  const save = async (box) => {
    const form = box.closest("form"), body = new FormData(), before = JSON.stringify(typed(box).map(({ value }) => value));
    waiting.delete(box);
    if (form.hasAttribute("aria-busy")) return;
    for (const name of ["csrfmiddlewaretoken", "once"]) body.append(name, form.elements[name].value);
    const sent = [...box.querySelectorAll("[name]")].map(({ name }) => name);
    typed(box).forEach(({ name, value }) => body.append(name, value));
    try {
      const answer = await fetch(box.dataset.save, { method: "POST", body });
      if (answer.status > 500) throw new Error(answer.statusText);
      const changed = JSON.stringify(typed(box).map(({ value }) => value)) !== before;
      if (answer.redirected || ![200, 409, 422].includes(answer.status)) return; // the button says what is wrong
      box.querySelector("[data-saved]").outerHTML = await answer.text();
      if (changed) later(box, PAUSE); else if (answer.ok) forget(form, sent);
    } catch { later(box, AGAIN); } // the line is cut: what is typed stays in this browser and is sent again
  };
  document.addEventListener("input", ({ target }) => {
    const box = target.closest("[data-save]");
    if (box) later(box, PAUSE);
  });
  document.addEventListener("once:sent", () => { waiting.forEach(clearTimeout); waiting.clear(); });
})();
