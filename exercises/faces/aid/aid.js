// @ts-check
// Follows the tree that aid.html.j2 wrote. It decides nothing: each choice names what comes next.
// Without this script the same choices are links that jump to the next question on the page.

const d9311Aid = (() => {
  "use strict";

  /**
   * @param {HTMLElement} root
   * @param {{address?: boolean, changed?: (path: string[]) => void, path?: string[]}} [seam]
   */
  function mount(root, { address = false, changed = () => {}, path: given = [] } = {}) {
    const name = root.dataset.aid || "";
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const steps = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".aid-step")]);
    const start = find("[data-start]");
    /** @type {string[]} */
    let path = [];

    /** Where a path leads: the steps on the way, or null for one that leads nowhere. @param {string[]} choices */
    function walk(choices) {
      const way = [start];
      for (const choice of choices) {
        const here = way[way.length - 1];
        const link = /** @type {HTMLElement | undefined} */ (
          [...here.querySelectorAll(".aid-choice")].find(
            (each) => /** @type {HTMLElement} */ (each).dataset.choice === choice,
          )
        );
        const next =
          link && steps.find(({ dataset }) => [dataset.question, dataset.verdict].includes(link.dataset.then));
        if (!next) return null;
        way.push(next);
      }
      return way;
    }

    /** @param {string[]} choices @param {{move?: boolean, said?: string}} [how] */
    function show(choices, { move = true, said = "" } = {}) {
      const way = walk(choices) || [start];
      path = way.length > 1 ? choices : [];
      const here = way[way.length - 1];
      for (const step of steps) step.hidden = step !== here;
      const trail = find(".aid-trail");
      trail.replaceChildren(...way.slice(0, -1).map((step, at) => crumb(step, path[at], at)));
      trail.hidden = !path.length;
      find(".aid-tools").hidden = !path.length;
      find(".aid-link").hidden = !address || !here.dataset.verdict;
      find(".aid-said").textContent = said;
      find(".aid-copied").textContent = "";
      const [least, most] = [here.dataset.least, here.dataset.most].map((left) => path.length + Number(left));
      find(".aid-at").hidden = !here.dataset.most;
      find(".aid-at").textContent = `Step ${path.length + 1} of ${least === most ? "" : "up to "}${most}`;
      if (move) face(/** @type {HTMLElement} */ (here.querySelector("h2")));
      changed(path);
    }

    /** Focus a heading, and bring it up where it is low on a phone, or its choices or first step are.
     * @param {HTMLElement} heading */
    function face(heading) {
      heading.focus({ preventScroll: true });
      const { top } = heading.getBoundingClientRect();
      const rest = heading.parentElement?.querySelector("ul, ol > li")?.getBoundingClientRect();
      if (top < 64 || top > innerHeight / 3 || (rest && rest.bottom > innerHeight))
        heading.scrollIntoView({ behavior: "instant" });
    }

    /** One fact already given, with a way to change it.
     * @param {HTMLElement} step @param {string} choice @param {number} at */
    function crumb(step, choice, at) {
      const line = document.createElement("li");
      const answer = [...step.querySelectorAll(".aid-choice")].find(
        (each) => /** @type {HTMLElement} */ (each).dataset.choice === choice,
      );
      const change = document.createElement("button");
      change.type = "button";
      change.textContent = "Change";
      change.setAttribute("aria-label", `Change: ${step.querySelector("h2")?.textContent}`);
      change.addEventListener("click", () => go(path.slice(0, at)));
      const row = document.createElement("div");
      row.append(`${step.querySelector("h2")?.textContent} ${answer?.textContent} `, change);
      line.append(row);
      return line;
    }

    /** @param {string[]} choices */
    function go(choices) {
      if (address)
        history.pushState(
          history.state,
          "",
          choices.length ? `#${name}=${choices.join(".")}` : location.pathname + location.search,
        );
      show(choices);
    }

    /** Show what the address says, and start afresh where it says what cannot be. @param {boolean} move */
    function read(move) {
      // Who chose before this script had come followed a link to the next question: go on from there.
      const links = /** @type {HTMLAnchorElement[]} */ ([...start.querySelectorAll(".aid-choice")]);
      const early = links.filter((each) => each.hash === location.hash);
      if (early.length === 1) return show([early[0].dataset.choice || ""], { move });
      const [key, ...rest] = location.hash.slice(1).split("=");
      // A link to the page's own label, `#which-code`, names no choices and is no wrong link.
      if (key !== name || !rest.length) return show([], { move: false });
      const choices = rest.join("=").split(".").filter(Boolean);
      const way = walk(choices);
      if (way && way.length > 1) return show(choices, { move });
      show([], { move: false, said: "That link leads to no verdict here. Start afresh below." });
    }

    root.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest(".aid-choice");
      if (!link) return;
      event.preventDefault();
      go([...path, /** @type {HTMLElement} */ (link).dataset.choice || ""]);
    });
    root.addEventListener(
      "toggle",
      ({ target }) => /** @type {HTMLElement} */ (target).scrollIntoView({ block: "nearest", behavior: "instant" }),
      true, // it does not bubble
    );
    find(".aid-restart").addEventListener("click", () => go([]));
    find(".aid-link").addEventListener("click", async () => {
      const left = await d9311Copy(location.href);
      const said = find(".aid-copied");
      said.classList.toggle("is-done", !left);
      said.textContent = left || "Link copied. It holds the choices above and nothing else.";
      said.scrollIntoView({ block: "nearest" });
    });
    if (address) {
      addEventListener("popstate", () => read(true));
      read(true);
    } else {
      show(given, { move: false });
    }
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.aid"))) {
      mount(root, { address: true });
    }
  }
  return { mount };
})();
