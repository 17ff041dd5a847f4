// @ts-check
// A text that the reader copies.

/** Copy a text. Returns nothing to say once it is copied; where the browser bars that, the text is
 * selected where it is shown, and what is returned says how to go on.
 * @param {string} text @param {HTMLElement} [shown] @returns {Promise<string>} */
async function d9311Copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return "";
  } catch {
    if (!shown) return "Copy the address of this page: it is the link.";
    getSelection()?.selectAllChildren(shown);
    return "The text is selected: press Ctrl+C, or Cmd+C, to copy it.";
  }
}
