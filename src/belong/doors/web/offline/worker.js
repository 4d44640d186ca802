// Where there is no connection, the one page that says so. Nothing else is kept: no page that anybody looked at.

const KEPT = "offline-{kept}";
const PAGE = "/offline";
const STYLE = "{style}";

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (new URL(request.url).pathname === STYLE) event.respondWith(styled(request));
});

async function keep() {
  const cache = await caches.open(KEPT);
  // As a stranger gets it: fetched without a cookie.
  await cache.addAll([PAGE, STYLE].map((path) => new Request(path, { cache: "reload", credentials: "omit" })));
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function styled(request) {
  return (await caches.match(STYLE)) ?? fetch(request);
}
