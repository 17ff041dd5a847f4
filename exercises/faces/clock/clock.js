// @ts-check
// Keeps the time of a session: what is on now, and how long it lasts. Silent. The start stands in the
// history entry, so that a reload loses nothing and nothing is kept. Held by: tests/browser/test_session_desk.py.

const d9311Clock = (() => {
  "use strict";
  const MINUTE = 60000;

  /** Which step is on after so many milliseconds, what is left of it, and of the whole.
   * @param {number[]} starts  the minutes at which steps begin @param {number} length in minutes
   * @param {number} gone milliseconds */
  function at(starts, length, gone) {
    const minutes = gone / MINUTE;
    const step = starts.filter((start) => start <= minutes).length - 1;
    const end = starts[step + 1] ?? length;
    return { step, left: end * MINUTE - gone, whole: length * MINUTE - gone, over: minutes >= length };
  }

  /** Minutes and seconds: 4:05. @param {number} milliseconds */
  function spoken(milliseconds) {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  /** @param {HTMLElement} root */
  function mount(root) {
    const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
    const length = /** @type {HTMLSelectElement} */ (find(".clock-length"));
    const line = /** @type {HTMLProgressElement} */ (find(".clock-line"));
    const [start, stop] = [find(".clock-start"), find(".clock-stop")];
    const lists = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".clock-agenda")]);
    /** @type {{from: number, minutes: string} | null} */
    let running = history.state?.d9311Clock || null;
    /** @type {number | undefined} */
    let ticking;
    let said = "";

    /** The steps of the length that is chosen. */
    function steps() {
      const list = lists.find(({ dataset }) => dataset.minutes === length.value) || lists[0];
      return /** @type {HTMLElement[]} */ ([...list.children]);
    }

    /** Say what is on, once for each step: a screen reader hears no more. @param {string} text */
    function tell(text) {
      if (text !== said) find(".clock-now").textContent = text;
      said = text;
    }

    function show() {
      for (const list of lists) list.hidden = list.dataset.minutes !== length.value;
      find(".clock-face").hidden = stop.hidden = !running;
      start.textContent = running ? "Start again" : "Start the clock";
      const all = steps();
      for (const each of all) each.removeAttribute("aria-current");
      if (!running) return;
      const minutes = Number(length.value);
      const gone = Math.max(0, Date.now() - running.from);
      const now = at(all.map(({ dataset }) => Number(dataset.at)), minutes, gone); // prettier-ignore
      line.value = Math.min(1, gone / (minutes * MINUTE));
      if (now.over) {
        tell("Time is up. Thank everyone, and collect the sheets.");
        find(".clock-left").textContent = "0:00 left";
        clearInterval(ticking);
        return;
      }
      all[now.step].setAttribute("aria-current", "step");
      const next = all[now.step + 1];
      const name = (/** @type {HTMLElement} */ each) => each.querySelector("a")?.textContent || "";
      tell(`Now: ${name(all[now.step])}.${next ? ` Next: ${name(next)}.` : ""}`);
      find(".clock-left").textContent = `${spoken(now.left)} left for this, ${spoken(now.whole)} in all`;
    }

    /** @param {{from: number, minutes: string} | null} to */
    function set(to) {
      running = to;
      history.replaceState({ ...history.state, d9311Clock: to }, "");
      go();
    }

    function go() {
      clearInterval(ticking);
      said = "";
      if (running) ticking = setInterval(show, 1000);
      show();
    }

    start.addEventListener("click", () => set({ from: Date.now(), minutes: length.value }));
    stop.addEventListener("click", () => {
      set(null);
      start.focus();
    });
    length.addEventListener("change", () => (running ? set({ ...running, minutes: length.value }) : show()));
    if (running) length.value = running.minutes;
    go();
    root.classList.add("is-live");
  }

  if (document.currentScript) {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.clock")))
      mount(root);
  }
  return { at, spoken };
})();
