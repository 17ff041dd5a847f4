// @ts-check
// The book without a network. It is started only by the button of offline.js.
// With a network every page comes from there, so nobody reads an old edition unawares; without one
// the copy is shown, and says that it is one. A new build is another version: it is fetched whole,
// checked file by file, and only then takes the place of the old.

/** What is kept: each file with the digest it must have. Filled in by offline.py. */
const BOOK = { version: "", files: /** @type {Record<string, string>} */ ({}) };
const PATIENCE = 4000; // milliseconds to wait for a network that does not answer
const LATE = "late";
const QUIET = 30000; // and for how long then not to wait for it again

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PREFIX = `d9311 ${worker.registration.scope} `;
const whole = (/** @type {string} */ file) => new URL(file, worker.registration.scope).href;

/** @param {ArrayBuffer} data */
async function digest(data) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep the whole book or nothing of it, whatever goes wrong on the way. */
async function fetchBook() {
  try {
    const cache = await caches.open(PREFIX + BOOK.version);
    for (const [file, wanted] of Object.entries(BOOK.files)) await keep(cache, file, wanted);
    await cache.put(whole("kept-on"), new Response(new Date().toISOString()));
  } catch (error) {
    await caches.delete(PREFIX + BOOK.version);
    throw error;
  }
  await worker.skipWaiting();
}

/** @param {Cache} cache @param {string} file @param {string} wanted */
async function keep(cache, file, wanted) {
  const response = await fetch(whole(file), { cache: "reload" });
  if (!response.ok || (await digest(await response.clone().arrayBuffer())) !== wanted) {
    throw new Error(`${file} is not the one of this edition`);
  }
  await cache.put(whole(file), response);
}

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PREFIX + BOOK.version) await caches.delete(name);
  }
  await worker.clients.claim();
}

let quiet = 0; // until when the network is not waited for: it has just let a page wait

/** From the network; from the copy if it does not answer, or answers that it cannot.
 * @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  /** @type {Response | undefined} */
  let failing;
  try {
    const patience = Date.now() < quiet ? 0 : PATIENCE;
    const late = new Promise((_, fail) => setTimeout(fail, patience, LATE));
    const found = /** @type {Response} */ (await Promise.race([fetch(request), late]));
    if (found.status < 500) return found;
    failing = found;
  } catch (error) {
    if (error === LATE) quiet = Date.now() + QUIET;
  }
  return (
    (await fromCopy(request)) ||
    failing ||
    new Response("There is no network, and this is not in the copy that was kept.", { status: 503 })
  );
}

/** @param {Request} request */
async function fromCopy(request) {
  const cache = await caches.open(PREFIX + BOOK.version);
  const { origin, pathname } = new URL(request.url);
  const found = await cache.match(origin + pathname.replace(/\/$/, "/index.html"));
  if (!found || request.mode !== "navigate" || !/html/.test(found.headers.get("content-type") || "")) return found;
  const day = new Date((await (await cache.match(whole("kept-on")))?.text()) || 0);
  const kept = day.toLocaleDateString("en-US", { dateStyle: "long" });
  const note = `<span class="offline-note">No network: this is the copy that this browser kept on ${kept}.</span> `;
  const page = await found.text();
  const html = page.replace(
    /<p class="stamp">/.test(page) ? /<p class="stamp">/ : /<article[^>]*>/,
    (start) => start + note,
  );
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

worker.addEventListener("install", (event) => event.waitUntil(fetchBook()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request));
});
