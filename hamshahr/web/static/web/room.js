/* The live room: ask every second whether anything changed, with the tag of what stands there; 304 costs nothing. */
"use strict";
const room = document.querySelector("[data-live]");
let tag = room.dataset.tag;
let wait = 1000;

async function ask() {
  try {
    const answer = await fetch(room.dataset.live, { headers: { "If-None-Match": tag }, cache: "no-store" });
    wait = document.hidden ? 5000 : 1000;
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") || tag;
      show(await answer.text());
    } else if (answer.status === 404 || answer.redirected) {
      location.reload();
      return;
    }
  } catch {
    wait = Math.min(wait * 2, 15000); // the line is cut; what was seen last stays
  }
  setTimeout(ask, wait);
}

function show(text) {
  room.innerHTML = text;
  // The chair's buttons follow from what changed; nothing typed is thrown away.
  const busy = document.activeElement && document.activeElement.matches("select, input");
  if (room.dataset.changes && !busy) location.assign(room.dataset.changes);
}

room.setAttribute("aria-live", "polite");
setTimeout(ask, wait);

// Alt and a key do what the browser's access keys do, where the key is on the keyboard, whatever its language.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.defaultPrevented || event.repeat || !event.code.startsWith("Key")) return;
  const place = document.querySelector(`[accesskey="${event.code.slice(3).toLowerCase()}"]`);
  if (!place) return;
  event.preventDefault();
  if (place.matches("select")) place.focus();
  else place.click();
});
