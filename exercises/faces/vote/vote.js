// @ts-check
// A vote without devices: one person counts hands by key, and the counts stay hidden until Reveal.
// The cases are those of the page, in containers named vote-case; no verdict is on the page.

(() => {
  "use strict";
  /** @typedef {{votes: string[], shown: boolean}} Round  what was counted, in order */

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const screen = /** @type {HTMLDialogElement} */ (find(".vote-screen"));
    const cases = [...document.querySelectorAll(".vote-case")];
    const lines = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".vote-tally li")]);
    const said = (/** @type {HTMLElement} */ line, /** @type {string} */ what) =>
      (line.querySelector(what) || line).textContent || "";
    const NAMES = Object.fromEntries(lines.map((line) => [line.dataset.vote || "", said(line, ".vote-name")]));
    const KEYS = Object.fromEntries(lines.map((line) => [said(line, "kbd").toLowerCase(), line.dataset.vote || ""]));
    // A digit counts by its place too: with Shift held, or in another layout, it types another sign.
    const digit = (/** @type {string} */ code) => (/^(?:Digit|Numpad)([0-9])$/.exec(code) || [])[1];
    /** @type {Round[][]} */
    const cards = [...cases, null].map(() => [{ votes: [], shown: false }]);
    let at = 0;
    let sure = false;

    const rounds = () => cards[at];
    const round = () => rounds()[rounds().length - 1];
    const people = (/** @type {number} */ count) => `${count} ${count === 1 ? "vote" : "votes"}`;
    const count = (/** @type {Round} */ each, /** @type {string} */ name) =>
      each.votes.filter((vote) => vote === name).length;
    const title = () =>
      at < cases.length ? `Case ${at + 1} of ${cases.length}` : `Open round ${at - cases.length + 1}`;

    /** Show the card. @param {string} [said] */
    function draw(said = "") {
      const now = round();
      find(".vote-where").textContent = `${title()}${rounds().length > 1 ? `, vote ${rounds().length}` : ""}`;
      for (const line of lines) {
        const name = line.dataset.vote || "";
        const counts = /** @type {HTMLElement} */ (line.querySelector(".vote-counts"));
        counts.replaceChildren();
        if (!now.shown) continue;
        for (const [which, each] of rounds().entries()) {
          const row = document.createElement("p");
          const meter = document.createElement("meter");
          meter.max = Math.max(1, each.votes.length);
          meter.value = count(each, name);
          const vote = rounds().length > 1 ? `Vote ${which + 1}: ` : "";
          const words = `${vote}${count(each, name)} of ${each.votes.length}`;
          meter.setAttribute("aria-label", `${NAMES[name]}, ${words}`);
          row.append(meter, ` ${words}`);
          counts.append(row);
        }
      }
      find("[data-do=reveal]").textContent = now.shown ? "Hide" : "Reveal";
      find("[data-do=reset]").textContent = sure ? "Press again to reset" : "Reset this card";
      /** @type {HTMLButtonElement} */ (find("[data-do=previous]")).disabled = at === 0;
      find(".vote-said").textContent =
        said || (now.votes.length ? `${people(now.votes.length)} counted.` : "No vote counted yet.");
    }

    /** Put the case of this card on the screen. */
    function turn() {
      const text = find(".vote-text");
      const words =
        at < cases.length
          ? [...cases[at].childNodes].map((each) => each.cloneNode(true))
          : ["A case of your own: read it aloud, with no patient’s name."];
      text.replaceChildren(...words);
      draw();
      find(".vote-where").focus();
    }

    const doing = /** @type {Record<string, () => void>} */ ({
      close: () => screen.close(),
      reveal() {
        round().shown = !round().shown;
        const told = Object.keys(NAMES).map(
          (name) =>
            `${NAMES[name]} ${rounds()
              .map((each) => count(each, name))
              .join(", then ")}`,
        );
        draw(round().shown ? `${people(round().votes.length)}. ${told.join("; ")}.` : "Hidden.");
      },
      undo() {
        const gone = round().votes.pop();
        draw(gone ? `One taken back: ${people(round().votes.length)} counted.` : "Nothing to take back.");
      },
      again() {
        if (round().votes.length) cards[at].push({ votes: [], shown: false });
        draw(`Vote ${rounds().length}: no vote counted yet.`);
      },
      previous() {
        at = Math.max(0, at - 1);
        turn();
      },
      next() {
        at += 1;
        cards[at] ||= [{ votes: [], shown: false }];
        turn();
      },
      reset() {
        sure = !sure;
        if (!sure) cards[at] = [{ votes: [], shown: false }];
        draw(sure ? "Press again to reset: all votes on this card go." : "Reset.");
      },
    });

    /** @param {string} name @param {boolean} back */
    function vote(name, back) {
      const { votes } = round();
      const last = votes.lastIndexOf(name);
      if (!back) votes.push(name);
      else if (last >= 0) votes.splice(last, 1);
      draw(back ? `${last < 0 ? "Nothing to take back" : "One taken back"}: ${people(votes.length)} counted.` : "");
    }

    root.addEventListener("click", (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest("button");
      const { add, do: what = "" } = button?.dataset || {};
      if (what !== "reset") sure = false;
      if (add) vote(add, /** @type {MouseEvent} */ (event).shiftKey);
      if (what) doing[what]();
    });
    screen.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const name = KEYS[digit(event.code) || event.key.toLowerCase()];
      const what = {
        r: "reveal",
        v: "again",
        backspace: "undo",
        "-": "undo",
        arrowleft: "previous",
        arrowright: "next",
      }[event.key.toLowerCase()];
      if (!name && !what) return;
      event.preventDefault();
      sure = false;
      if (name) vote(name, event.shiftKey);
      else if (what && !event.repeat) doing[what]();
    });
    find(".vote-open").addEventListener("click", () => {
      screen.showModal();
      turn();
    });
    addEventListener("beforeunload", (event) => {
      if (cards.some((card) => card.some((each) => each.votes.length))) event.preventDefault();
    });
    root.classList.add("is-live");
  }

  for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("div.vote"))) mount(root);
})();
