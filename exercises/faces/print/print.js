// @ts-check
// The button that prints the page it stands on; a link to the button has pressed it already.
for (const button of document.querySelectorAll(".print-page")) button.addEventListener("click", () => print());
if (location.hash.endsWith("-print")) {
  history.replaceState(history.state, "", location.pathname + location.search); // a reload prints nothing
  if (document.readyState === "complete") print();
  else addEventListener("load", () => print(), { once: true });
}
