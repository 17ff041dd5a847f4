// @ts-check
// Keeps the whole book in the browser if the reader asks for it, and takes it away again.
// What is kept, and when it is shown, stands in sw.js.

for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section.offline"))) {
  const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(what));
  const [keep, drop, said] = [".offline-keep", ".offline-drop", ".offline-said"].map(find);
  const folder = new URL(root.dataset.root || "./", location.href);
  const able = "serviceWorker" in navigator && "caches" in window && isSecureContext;

  /** A browser that may store nothing, an address without https: the file does instead. */
  function unable() {
    keep.hidden = drop.hidden = true;
    root.classList.add("is-live");
    said.textContent = "This browser, or this address without https, can't keep a copy. Take the file below.";
  }

  /** The copy that is kept, with the day it was, or nothing. */
  async function kept() {
    const worker = await navigator.serviceWorker.getRegistration(folder.href);
    if (worker?.scope !== folder.href) return null;
    const day = await caches.match(new URL("kept-on", folder).href);
    return day ? { worker, day: new Date(await day.text()) } : null;
  }

  /** @param {string} [text] */
  async function show(text = "") {
    const copy = await kept();
    keep.hidden = Boolean(copy);
    drop.hidden = !copy;
    root.classList.add("is-live");
    const day = copy?.day.toLocaleDateString("en-US", { dateStyle: "long" });
    said.textContent = text || (copy ? `This browser keeps the book. The copy is of ${day}.` : "");
  }

  /** Wait until the worker has the whole book. @param {ServiceWorker} worker */
  const ready = (worker) =>
    new Promise((done, fail) => {
      const look = () => {
        if (worker.state === "activated") done(worker);
        if (worker.state === "redundant") fail(new Error("the book did not arrive whole"));
      };
      worker.addEventListener("statechange", look);
      look();
    });

  keep.addEventListener("click", async () => {
    said.textContent = "Keeping the book …";
    try {
      const registration = await navigator.serviceWorker.register(new URL("sw.js", folder), {
        scope: folder.href,
        updateViaCache: "none",
      });
      const worker = registration.installing || registration.waiting || registration.active;
      if (worker) await ready(worker);
      await show();
      drop.focus();
    } catch {
      const registration = await navigator.serviceWorker.getRegistration(folder.href).catch(() => null);
      if (registration && !registration.active) await registration.unregister();
      said.textContent =
        "That didn't work: the book didn't come through whole, or this browser has no room for it. Nothing was kept.";
    }
  });

  drop.addEventListener("click", async () => {
    const copy = await kept();
    await copy?.worker.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`d9311 ${folder.href} `)) await caches.delete(name);
    await show("Removed. This browser keeps nothing of the book.");
    keep.focus();
  });

  if (location.protocol === "file:")
    said.textContent = "You have the book on your own device already: this copy asks no server for anything.";
  else if (able) show().catch(unable);
  else unable();
}
