// @ts-check
// A file that the reader saves.

/** @param {string} name @param {string} type @param {string} text */
function d9311Save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
