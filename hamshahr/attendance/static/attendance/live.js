// Asks again for the parts of a page that change, counts the seconds of who speaks, and lets Alt and a key press buttons.
(() => {
  let skew = 0;
  const digits = (text) => text.replace(/\d/g, (digit) => Number(digit).toLocaleString(document.documentElement.lang));
  const count = () => document.querySelectorAll("[data-from]").forEach((place) => {
    const seconds = Math.max(0, Math.floor((Date.now() + skew) / 1000) - Number(place.dataset.from));
    const limit = Number(place.dataset.limit || 0);
    place.textContent = digits(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    place.classList.toggle("state-contradicted", limit > 0 && seconds > limit);
  });
  const show = async (part, answer) => {
    skew = Date.parse(answer.headers.get("Date")) - Date.now();
    if (answer.status !== 200) return;
    part.dataset.etag = answer.headers.get("ETag") || "";
    part.innerHTML = await answer.text();
    count();
  };
  const ask = (part) => {
    if (document.hidden || part.contains(document.activeElement)) return;
    const headers = part.dataset.etag ? { "If-None-Match": part.dataset.etag } : {};
    fetch(part.dataset.live, { headers, cache: "no-store" }).then((answer) => show(part, answer), () => {});
  };
  const start = (part) => setInterval(ask, 1000 * Number(part.dataset.every || 10), part);
  document.querySelectorAll("[data-live]").forEach(start);
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });
  if (document.querySelector("[data-from], [data-live]")) setInterval(count, 1000);
})();
