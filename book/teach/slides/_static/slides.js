// @ts-check
// On a wide screen reveal.js shows one slide at a time. Arrow keys or space go on, B blanks the
// screen, Esc shows all, ? lists the keys; ?print-pdf in the address lays them out one to a page.
// On a phone the slides are a page to read, one below the other, and nothing more is loaded.
const stage = /** @type {HTMLElement} */ (document.querySelector(".reveal"));
const wide = matchMedia("screen and (min-width: 40rem)");

/** Load *named*, before the styles of the slides. @param {HTMLElement} element @param {Record<string, string>} named */
function load(element, named) {
  Object.assign(element, named);
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    document.head.insertBefore(element, document.querySelector("style, [rel=stylesheet]"));
  });
}

/** Start reveal.js; without it, the slides stay a page. */
async function start() {
  const [href, src] = (stage.dataset.scripts ?? "").split(" ");
  const style = document.createElement("link");
  const script = document.createElement("script");
  try {
    await Promise.all([load(style, { rel: "stylesheet", href }), load(script, { src })]);
  } catch {
    style.remove();
    stage.classList.add("unstarted");
    return;
  }
  stage.classList.add("started");
  /** @type {any} */ (window).Reveal.initialize({
    postMessage: false, // another window turns no page here
    width: 1280,
    height: 720,
    margin: 0.04,
    center: false,
    controls: true,
    controlsTutorial: false,
    hash: true,
    pdfSeparateFragments: false,
    progress: false,
    slideNumber: "c/t",
    transition: "none",
  });
}

if (wide.matches || location.search.includes("print-pdf")) start();
else wide.addEventListener("change", start, { once: true });
