// @ts-check
// A drawing of what stands in words beside it: how much of each topic a group has right. Light, and readable
// on a phone; a screen reader hears its label alone.

const d9311Plots = (() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const [WIDTH, ROW, BAR] = [320, 40, 12];

  /** @param {string} tag @param {Record<string, string | number>} about @param {string} [text] */
  function drawn(tag, about, text) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(about)) element.setAttribute(name, String(value));
    if (text) element.textContent = text;
    return element;
  }

  /** A bar for each topic, the weakest on top. @param {string} label
   * @param {{name: string, said: string, share: number}[]} bars */
  function bars(label, bars) {
    const about = { class: "report-plot", viewBox: `0 0 ${WIDTH} ${ROW * bars.length}`, role: "img" };
    const figure = drawn("svg", { ...about, "aria-label": label });
    bars.forEach(({ name, said, share }, at) => {
      const top = at * ROW;
      figure.append(
        drawn("text", { x: 0, y: top + 15 }, name),
        drawn("text", { x: WIDTH, y: top + 15, "text-anchor": "end" }, said),
        drawn("rect", { class: "report-whole", x: 0.5, y: top + 21, width: WIDTH - 1, height: BAR }),
        drawn("rect", { class: "report-share", x: 0.5, y: top + 21, width: (WIDTH - 1) * share, height: BAR }),
      );
    });
    return figure;
  }

  return { bars };
})();
