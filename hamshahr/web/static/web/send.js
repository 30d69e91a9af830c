// Sends a form that is carried out once without leaving its page, so that a broken line costs nothing.
(() => {
  const PATIENCE = 30000, pressed = new WeakMap();
  const tell = (place, word) => place.dispatchEvent(new CustomEvent(`once:${word}`, { bubbles: true }));
  const show = (form, page) => {
    const main = new DOMParser().parseFromString(page, "text/html").querySelector("main");
    tell(form, "refused");
    document.querySelector("main").replaceWith(main);
    tell(main, "shown");
    main.querySelector("[autofocus]")?.focus();
  };
  const heard = (form, answer, page) => {
    const way = answer.headers.get("X-Receipt");
    if (answer.status > 501) throw new Error(page); // the server is away for a moment
    if (way || answer.status === 409) tell(form, "done");
    if (way || answer.redirected) location.assign(way || answer.url);
    else if (answer.status === 403) location.reload(); // another session has begun: the page is to be of that one
    else show(form, page);
  };
  const broken = (form) => {
    form.removeAttribute("aria-busy");
    form.querySelectorAll("[data-said]").forEach((each) => { each.hidden = each.dataset.said !== "cut"; });
    const notice = form.querySelector("[data-said=cut]");
    notice.querySelector("button").focus({ preventScroll: true });
    notice.scrollIntoView({ block: "center" });
  };
  const typed = (form, button) => { // with the button that was pressed; who sends again means the same one
    const plain = (each) => each?.type === "submit" && !each.closest("[data-said]");
    const own = plain(button) ? button : pressed.get(form) || [...form.elements].find(plain), body = new FormData(form);
    pressed.set(form, own);
    if (own?.name) body.append(own.name, own.value);
    return body;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target, once = form.querySelector("[data-kept]");
    if (!once) return;
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    const path = once.dataset.path;
    if (path === location.pathname) history.replaceState(null, "", `?sent=${once.value}`); // what a reload asks for
    tell(form, "sent");
    fetch(path, {
      method: "POST", body: typed(form, event.submitter), headers: { "X-Form": "kept" }, signal: AbortSignal.timeout?.(PATIENCE),
    }).then(async (answer) => heard(form, answer, await answer.text())).catch(() => broken(form));
  });
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // a page gone back to has a used key
})();
