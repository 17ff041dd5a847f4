// @ts-check
// The button that prints the page it stands on.
for (const button of document.querySelectorAll(".print-page")) button.addEventListener("click", () => print());
