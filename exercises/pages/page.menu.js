// @ts-check
// The menu and the contents of a narrow window: opened by the keyboard too; the own page is in view.

document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  for (const label of /** @type {NodeListOf<HTMLLabelElement>} */ (document.querySelectorAll(".page label[for]"))) {
    const box = /** @type {HTMLInputElement | null} */ (label.control);
    if (!box || !box.matches(".sidebar-toggle")) continue;
    const tell = () => label.setAttribute("aria-expanded", String(box.checked));
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", box.getAttribute("aria-label") || "");
    tell();
    box.addEventListener("change", tell);
    document.addEventListener("keydown", (event) => {
      const press = event.target === label && (event.key === "Enter" || event.key === " ");
      if (!press && !(event.key === "Escape" && box.checked)) return;
      event.preventDefault();
      box.click();
      if (!press) label.focus();
    });
  }
  const at = document.querySelector(".sidebar-tree [aria-current]");
  const list = document.querySelector(".sidebar-scroll");
  if (!at || !list) return;
  const below = at.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
  if (below > 0) list.scrollTop += below + list.clientHeight / 3;
});
