// Keeps in this browser what is typed into a form that is carried out once, and puts it back after a reload.
(() => {
  const WEEK = 7 * 24 * 3600 * 1000, UNKEPT = /^(password|file|hidden|submit|button)$/;
  const shelf = (use) => { try { return use(localStorage); } catch { return null; } }; // some browsers keep nothing
  const taken = (name) => shelf((store) => JSON.parse(store.getItem(name)));
  const keep = ({ value, dataset: { kept: name } }, more) => shelf((store) =>
    store.setItem(name, JSON.stringify({ fields: {}, ...taken(name), at: Date.now(), once: value, ...more })));
  const forget = (name) => shelf((store) => store.removeItem(name));
  const once = (form) => form?.querySelector("[data-kept]");
  const part = (field) => (/^(checkbox|radio)$/.test(field.type) ? "checked" : "value");
  const slot = (field) => (part(field) === "checked" ? `${field.name}=${field.value}` : field.name);
  const fields = (form) => [...form.elements].filter((field) => field.name && !UNKEPT.test(field.type));
  const say = (form, word) =>
    form.querySelectorAll("[data-said]").forEach((each) => { each.hidden = each.dataset.said !== word; });
  const receipt = (path, key) => fetch(`${path}?sent=${key}`, { headers: { "X-Form": "kept" } })
    .then((answer) => answer.headers.get("X-Receipt"), () => null);
  const putBack = async (key) => {
    const form = key.form, fresh = key.value, name = key.dataset.kept, kept = taken(name);
    const find = (what) => form.querySelector(what);
    const empty = (word) => { forget(name); form.reset(); key.value = fresh; say(form, word); };
    find("[data-said=kept] button").addEventListener("click", () => { empty(""); fields(form)[0].focus(); });
    if (!kept) return;
    key.value = kept.once;
    const differs = (field) => slot(field) in kept.fields && field[part(field)] !== kept.fields[slot(field)];
    const changed = fields(form).filter(differs);
    changed.forEach((field) => { field[part(field)] = kept.fields[slot(field)]; });
    find("[data-said=kept] time").textContent =
      new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    const way = kept.sent && await receipt(key.dataset.path, kept.once);
    if (way) { find("[data-said=arrived] a").href = way; empty("arrived"); } else if (changed.length) say(form, "kept");
  };
  document.addEventListener("input", ({ target }) => {
    const key = once(target.form), same = key ? fields(target.form).filter((field) => field.name === target.name) : [];
    const typed = Object.fromEntries(same.map((field) => [slot(field), field[part(field)]]));
    if (same.length) keep(key, { fields: { ...taken(key.dataset.kept)?.fields, ...typed } });
  });
  document.addEventListener("once:sent", ({ target }) => keep(once(target), { sent: true }));
  document.addEventListener("once:refused", ({ target }) => keep(once(target), { sent: false }));
  document.addEventListener("once:done", ({ target }) => forget(once(target).dataset.kept));
  document.addEventListener("once:shown", ({ target }) => target.querySelectorAll("[data-kept]").forEach(putBack));
  const [mine] = (document.querySelector("[data-kept]")?.dataset.kept || "").split("/");
  const isOver = (name) => !name.startsWith(mine) || taken(name).at < Date.now() - WEEK; // of others, or too old
  shelf((store) => Object.keys(store).filter((name) => name.startsWith("kept:") && isOver(name)).forEach(forget));
  document.querySelectorAll("[data-kept]").forEach(putBack);
})();
