// @ts-check
// Copies words to say, without the quotation marks that they are shown in; a link with its address.

for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".script"))) {
  const words = /** @type {HTMLElement} */ (root.querySelector(".script-words"));
  const said = /** @type {HTMLElement} */ (root.querySelector(".script-done"));
  const lines = [...words.querySelectorAll("p, li")].map((line) => {
    const copy = /** @type {HTMLElement} */ (line.cloneNode(true));
    for (const link of copy.querySelectorAll("a")) link.textContent += `, ${link.href}`;
    return (copy.textContent || "").slice(1, -1);
  });
  /** @type {HTMLElement} */ (root.querySelector(".script-copy")).addEventListener("click", async () => {
    const left = await d9311Copy(lines.join("\n"), words);
    said.classList.toggle("is-done", !left);
    said.textContent = left || "Copied";
    said.scrollIntoView({ block: "nearest" });
  });
}
