// @ts-check
// A button that copies the line to send, in what is unfolded to tell of a fault. Without this script it is selected by hand.

document.addEventListener(
  "toggle",
  ({ target }) => {
    const fold = /** @type {HTMLElement} */ (target);
    const line = fold.matches(".fault") && fold.querySelector("code");
    if (!line || fold.querySelector("button")) return;
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy";
    said.setAttribute("role", "status");
    line.after(" ", button, " ", said);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(line.textContent || "");
        said.textContent = "Copied";
      } catch {
        getSelection()?.selectAllChildren(line);
      }
    });
  },
  true,
);
