// @ts-check
// The search page: loads the words of the book once somebody looks for one, and shows where they stand.

const d9311Search = (() => {
  "use strict";
  const MOST = 20;
  const query = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);

  /** @param {string} name @param {string} [words] @param {string} [kind] its class */
  function make(name, words = "", kind = "") {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  /** What is said above the places. @param {ReturnType<typeof d9311Match.search>} result */
  function summary({ found, lacking, taken, part }) {
    const near = Object.entries(taken);
    const told = near.map(([word, other]) => `“${word}” isn’t here; these are for “${other}”.`);
    const none = lacking.map((number) => `${number} isn’t in this book.`);
    const count = found.length;
    const what = count > MOST ? `the best ${MOST} of ${count} places` : count === 1 ? "one place" : `${count} places`;
    const how = part && count ? " No place has all of your words; these have most of them." : "";
    const end = count
      ? `Search finished: ${what}.${how}`
      : lacking.length
        ? "Search finished: nothing else to show. The CDT manual lists every code."
        : "Search finished: nothing found. Try one word, or another word for it.";
    return [...none, ...told, end].join(" ");
  }

  /** @param {ReturnType<typeof d9311Match.search>["found"][number]} place @param {string[]} ways */
  function entry(place, ways) {
    const item = make("li");
    const link = /** @type {HTMLAnchorElement} */ (make("a", place.heading));
    link.href = `${place.page}.html${place.anchor ? `#${place.anchor}` : ""}`;
    item.append(link);
    if (place.anchor) item.append(" ", make("span", `in ${place.title}`, "search-in"));
    const context = make("p", "", "context");
    context.append(...d9311Match.line(place.text, ways).map(({ text, hit }) => (hit ? make("mark", text) : text)));
    if (place.text) item.append(context);
    return item;
  }

  /** Look through *book*; its file calls this. @param {Parameters<typeof d9311Match.search>[1]} book */
  function look(book) {
    const out = document.getElementById("search-results");
    const status = out?.querySelector(".search-summary");
    if (!out || !status) return;
    const result = d9311Match.search(query, book);
    const list = make("ul", "", "search");
    list.append(...result.found.slice(0, MOST).map((place) => entry(place, result.ways)));
    status.textContent = summary(result);
    out.append(list);
    const other = document.getElementById("search-else");
    if (other) other.hidden = result.found.length > 0;
  }

  const words = document.currentScript?.dataset.scripts;
  const out = document.getElementById("search-results");
  if (query && words && out) {
    const box = /** @type {HTMLInputElement | null} */ (document.getElementById("search-words"));
    if (box) box.value = query;
    const status = make("p", "Searching …", "search-summary");
    status.setAttribute("role", "status");
    out.append(status);
    const script = document.createElement("script");
    script.src = words;
    script.onerror = () => (status.textContent = "The words of the book didn’t load. Load this page again.");
    document.head.append(script);
  }

  return { look };
})();
