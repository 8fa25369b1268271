/* Keeps for later what was read. */
const STORY = /\/\d{4}\/\d\d\/\d\d\/\d+\/$/;
const NEVER = /\/(admin|preview|search)\//;
const FILE = /\/(static|colours)\/[^"]+/;
const MOST = { stories: 30, lists: 10, offline: 1, files: 60 };
const ahead = { cache: "no-cache", headers: { purpose: "prefetch" } };
const open = (what) => caches.open(what);
const plain = (url) => url.split(/[?#]/)[0];

async function put(what, url, answer) {
  const shelf = await open(what);
  await shelf.put(url, answer);
  for (const old of (await shelf.keys()).slice(0, -MOST[what])) await shelf.delete(old);
}

async function fill(what, urls) {
  for (const url of urls) {
    const got = !(await caches.match(url)) && (await fetch(url, { mode: "no-cors" }).catch(() => 0));
    if (got.ok || got.type === "opaque") await put(what, url, got);
  }
}

async function take(url, answer) {
  const stories = await open("stories");
  if ([404, 410].includes(answer.status)) {
    await stories.delete(url);
    await caches.delete("lists");
  } else if (answer.ok && !NEVER.test(url) && /html/.test(answer.headers.get("content-type"))) {
    const text = await answer.clone().text();
    await put(STORY.test(url) ? "stories" : /offline/.test(url) ? "offline" : "lists", url, answer);
    await fill("files", text.match(RegExp(FILE, "g")));
  }
  let shown = "";
  for (const one of await stories.matchAll()) shown += await one.text();
  const photos = await open("photos");
  for (const { url } of await photos.keys()) if (!shown.includes(url.slice(-40))) await photos.delete(url);
}

async function visit(event) {
  const url = plain(event.request.url);
  const asked = fetch(event.request.url, { cache: "no-cache", redirect: "manual" }).then((answer) => {
    if (url === event.request.url || STORY.test(url)) event.waitUntil(take(url, answer.clone()));
    return answer;
  });
  const kept = await caches.match(url);
  try {
    return await Promise.race([asked, new Promise((_, fail) => kept && setTimeout(fail, 4e3))]);
  } catch {
    await caches.delete("state");
    if (!kept) return (await (await open("offline")).matchAll())[0] || Response.error();
    const photos = await (await open("photos")).keys();
    const text = (await kept.text())
      .replace(/<template id="kept"[^>]*>(.*?)<.template>/s, "$&$1")
      .replace(/<picture.*?<.picture>/gs, (all) => {
        const { url } = photos.find(({ url }) => all.includes(url.slice(-40))) ?? {};
        return url ? all.replace(/<source[^>]*>| srcset="[^"]*"/g, "").replace(/ src="[^"]*/, ` src="${url}`) : all;
      });
    return new Response(text, kept);
  }
}

async function file(request) {
  const { url } = request;
  const kept = await caches.match(url);
  if (kept && /[0-9a-f]{64}|\.[0-9a-f]{12}\./.test(url)) return kept;
  const answer = await fetch(request).catch(() => kept || Response.error());
  if (answer.ok && FILE.test(url)) await put("files", url, answer.clone());
  return answer;
}

async function seen(url, [offline, ...photos]) {
  const last = await (await open("state")).match("/-");
  if (!last || Date.now() - (await last.text()) > 36e5) {
    const kept = await (await open("stories")).keys();
    for (const { url } of [...kept, { url: offline }]) await take(url, await fetch(url, ahead));
    await put("state", "/-", new Response(Date.now()));
  }
  for (const one of [url, offline]) if (!(await caches.match(one))) await take(one, await fetch(one, ahead));
  await fill("photos", photos);
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(seen(plain(event.source.url), event.data)));
addEventListener("fetch", (event) => {
  const { method, mode, destination, url } = event.request;
  if (method !== "GET" || NEVER.test(url)) return;
  if (mode === "navigate") event.respondWith(visit(event));
  else if (destination === "image" || FILE.test(url)) event.respondWith(file(event.request));
});
