/* Galleries: buttons, a counter, keys and the full screen. Without this script they scroll, and each photo leads to its
   largest file. The buttons come with the page. */

const tools = document.querySelector("#gallery-tools").content.firstElementChild;

/* Give `frame`, which holds a list of photos, its buttons, counter and keys. Returns {bar, at, go}. */
function furnish(frame) {
  const list = frame.querySelector("ul");
  const slides = [...list.children];
  const bar = tools.cloneNode(true);
  const [back, on] = bar.querySelectorAll("[data-go]");
  const last = slides.length - 1;
  const rtl = getComputedStyle(list).direction === "rtl";
  const side = rtl ? "right" : "left";
  const away = (slide) => slide.getBoundingClientRect()[side] - list.getBoundingClientRect()[side];
  let at = 0;
  let goal = null; // where a button or a key leads, until it is reached or a finger takes over
  let until = 0;
  let settling;

  function show(number) {
    at = number;
    bar.querySelector(".counter").textContent = `${at + 1} / ${slides.length}`;
    // not disabled: a button that is would lose the focus under the reader's finger
    back.setAttribute("aria-disabled", at === 0);
    on.setAttribute("aria-disabled", at === last);
  }

  function go(number, behavior) {
    goal = Math.max(0, Math.min(number, last));
    until = performance.now() + 2000;
    show(goal);
    head(behavior);
  }

  function head(behavior) {
    list.scrollTo({ left: list.scrollLeft + away(slides[goal]), behavior });
    clearTimeout(settling);
    settling = setTimeout(settle, 200);
  }

  function settle() {
    const nearest = slides.reduce((a, b) => (Math.abs(away(b)) < Math.abs(away(a)) ? b : a));
    const number = slides.indexOf(nearest);
    // a photo that arrives meanwhile makes the browser snap back: set out again
    if (goal !== null && goal !== number && performance.now() < until) head();
    else {
      goal = null;
      show(number);
    }
  }

  list.addEventListener("scroll", () => {
    clearTimeout(settling);
    settling = setTimeout(settle, 90);
  });
  for (const taken of ["pointerdown", "touchstart", "wheel"]) list.addEventListener(taken, () => (goal = null), { passive: true });
  frame.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key];
    const to = step ? at + step : { Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });
  back.addEventListener("click", () => go(at - 1));
  on.addEventListener("click", () => go(at + 1));
  back.hidden = on.hidden = last === 0;
  list.after(bar);
  show(0);
  return { bar, go, at: () => at };
}

/* A dialog as large as the screen with the photos of `gallery`. Returns what opens it at a photo. */
function screen(gallery, inPage) {
  const dialog = document.createElement("dialog");
  const list = gallery.querySelector("ul").cloneNode(true);
  dialog.className = "viewer";
  dialog.setAttribute("aria-label", list.getAttribute("aria-label") || document.querySelector("h1").textContent);
  for (const link of list.querySelectorAll(".large")) link.replaceWith(...link.childNodes);
  for (const file of list.querySelectorAll("[sizes]")) file.sizes = "100vw";
  dialog.append(list);
  document.body.append(dialog);
  const { bar, go, at } = furnish(dialog);
  let opener;
  bar.querySelector(".whole").remove();
  bar.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    inPage.go(at(), "instant");
    const link = gallery.querySelectorAll(".large")[at()];
    (opener.matches("button") ? opener : link || opener).focus({ preventScroll: true });
  });
  return (number, from) => {
    opener = from;
    dialog.showModal();
    go(number, "instant");
    list.focus();
  };
}

for (const gallery of document.querySelectorAll(".gallery")) {
  const inPage = furnish(gallery);
  const whole = inPage.bar.querySelector(".whole");
  let open;
  const enlarge = (number, from) => (open ??= screen(gallery, inPage))(number, from);
  inPage.bar.querySelector(".close").remove();
  whole.addEventListener("click", () => enlarge(inPage.at(), whole));
  [...gallery.querySelectorAll("li")].forEach((slide, number) => {
    slide.querySelector(".large")?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      enlarge(number, event.currentTarget);
    });
  });
  gallery.classList.add("is-furnished");
}
