// @ts-check
// JupyterLab takes plain keys for itself, arrows and letters: within a face they are the face's.

/** @param {HTMLElement} el @returns {() => void} what ends it */
function d9311LabKeys(el) {
  /** @param {KeyboardEvent} event */
  const keys = ({ target, ctrlKey, metaKey, altKey }) => {
    if (!(target instanceof Element) || !el.contains(target)) return;
    target.toggleAttribute("data-lm-suppress-shortcuts", !(ctrlKey || metaKey || altKey));
  };
  window.addEventListener("keydown", keys, { capture: true });
  return () => window.removeEventListener("keydown", keys, { capture: true });
}
