// Begins each chooser of a form from its attributes: the policy of the office lets no script stand in a page.
(() => {
  const begin = () => {
    for (const place of document.querySelectorAll("[data-office-chooser]")) {
      const { id, options } = JSON.parse(place.dataset.officeChooser);
      delete place.dataset.officeChooser;
      new window.SnippetChooser(id, options);
    }
  };
  // Wagtail's dialog has no name of its own: it gets that of the button that opened it.
  let opener = "";
  document.addEventListener("click", (event) => {
    opener = event.target.closest("[data-chooser-action-choose]")?.textContent.trim() || opener;
  }, true);
  const name = () => document.querySelectorAll(".modal:not([aria-label])").forEach((box) => box.setAttribute("aria-label", opener));
  const watch = () => new MutationObserver(name).observe(document.body, { childList: true });
  document.addEventListener("DOMContentLoaded", watch);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
