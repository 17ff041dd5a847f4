// @ts-check
// The menu and the contents of a narrow window: opened by the keyboard too; the own page is in view.

(() => {
  "use strict";
  for (const label of /** @type {NodeListOf<HTMLLabelElement>} */ (document.querySelectorAll(".page label[for]"))) {
    const box = /** @type {HTMLInputElement | null} */ (label.control);
    if (!box || !box.matches(".sidebar-toggle")) continue;
    const button = document.createElement("button");
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    button.className = label.className;
    button.setAttribute("aria-label", box.getAttribute("aria-label") || "");
    button.append(...label.childNodes);
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", tell);
    label.replaceWith(button);
    tell();
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !box.checked) return;
      box.click();
      button.focus();
    });
  }
  const at = document.querySelector(".sidebar-tree [aria-current]");
  const list = document.querySelector(".sidebar-scroll");
  if (!at || !list) return;
  const below = at.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
  if (below > 0) list.scrollTop += below + list.clientHeight / 3;
})();
