/* Lists the stories that are kept on this device, the one read last first. */
const list = document.querySelector("#kept-stories");
const stories = await caches.open("stories");
for (const key of (await stories.keys()).reverse()) {
  const page = new DOMParser().parseFromString(await (await stories.match(key)).text(), "text/html");
  const row = document.querySelector("#kept-story").content.cloneNode(true);
  Object.assign(row.querySelector("a"), { href: key.url, textContent: page.querySelector("h1").textContent });
  list.append(row);
}
list.hidden = !list.children.length;
document.querySelector("#none").hidden = !list.hidden;
