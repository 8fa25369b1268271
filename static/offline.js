/* For sw.js */
const photos = navigator.connection?.saveData ? [] : [...document.querySelectorAll(".story img")];
const worker = navigator.serviceWorker;
worker?.register("/sw.js");
for (const one of photos) one.loading = "eager";
await Promise.allSettled(photos.map((one) => one.decode()));
(await worker?.ready)?.active.postMessage([kept.dataset.page, ...photos.map((one) => one.currentSrc)]);
