// @ts-check
// A button beside each line that tells of a fault: it copies the line, and comes when its fold is opened.

document.addEventListener(
  "toggle",
  ({ target }) => {
    const line = /** @type {Element} */ (target).querySelector(":scope > p > code");
    if (!line || !line.closest(".fault") || line.nextElementSibling) return;
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy the line";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      said.textContent = (await d9311Copy(line.textContent || "", /** @type {HTMLElement} */ (line))) || "Copied";
    });
    line.after(" ", button, " ", said);
  },
  true, // it does not bubble
);
