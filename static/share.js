// Buttons that pass a story on, and the one that prints it. Without them the page says the same: see _share.html.

for (const share of document.querySelectorAll(".share")) {
  const field = share.querySelector("input");
  const status = share.querySelector("[role=status]");
  const copy = share.querySelector("[data-copy]");
  const send = share.querySelector("[data-send]");
  const label = copy.textContent;

  const point = () => { // the reader copies by hand
    share.querySelector("details").open = true;
    field.focus();
    field.select();
  };

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return point();
    }
    copy.textContent = status.textContent = copy.dataset.done;
    setTimeout(() => {
      copy.textContent = label;
      status.textContent = "";
    }, 3000);
  });

  send.hidden = !navigator.share;
  send.addEventListener("click", () => {
    navigator.share({ title: document.title, url: field.value }).catch(() => {}); // she thought better of it
  });

  field.addEventListener("focus", () => field.select());
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
