// @ts-check
// A button beside each line that tells of a fault: it copies the line, and comes when its fold is opened.

document.addEventListener(
  "toggle",
  ({ target }) => {
    const line = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).querySelector(".fault > p > code"));
    if (!line || line.nextElementSibling) return;
    const button = document.createElement("button");
    const said = document.createElement("output"); // a status, to whoever listens
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      said.textContent = (await d9311Copy(line.innerText, line)) || "Copied";
    });
    line.after(" ", button, " ", said);
  },
  true, // it does not bubble
);
