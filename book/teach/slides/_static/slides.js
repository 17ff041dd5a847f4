// @ts-check
// Starts the slides. Arrow keys or space go on, B blanks the screen, Esc shows all, ? lists the keys.
// ?print-pdf in the address lays them out one to a page; printing without it gives two to a page.
/** @type {any} */ (window).Reveal.initialize({
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
