/* Easy reading (长者模式), light or dark, pages read aloud: what a reader chooses stays in her browser. The buttons come with
   the page: data-do says what of `kept` each turns, data-to to what, data-by by how many steps. */

const { comfort, speechSynthesis: synth } = window;
const { kept } = comfort;
const steps = { size: [130, 150, 175, 200], rate: [0.6, 0.8, 1, 1.25, 1.5, 2] };
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const player = document.querySelector(".listen");
const [toggle, told] = all("[data-do=read], [role=status]", player);

const next = (name, by) => steps[name][steps[name].indexOf(kept[name]) + Number(by)];

function mark() {
  comfort.apply();
  document.querySelector(".comfort output").value = `${kept.size}%`;
  for (const button of all("[data-do]")) {
    const { do: name, to, by } = button.dataset;
    if (by) button.ariaDisabled = !next(name, by);
    else if (button.ariaPressed) button.ariaPressed = to ? kept[name] === to : Boolean(kept[name]);
  }
}

function choose({ do: name, to, by }) {
  kept[name] = by ? next(name, by) || kept[name] : to || !kept[name];
  try {
    localStorage.setItem("comfort", JSON.stringify(kept));
  } catch {}
  mark();
  if (name === "rate" && speaking) say();
}

document.addEventListener("click", (event) => {
  const { dataset } = event.target.closest("[data-do]") || {};
  if (dataset) (({ read, stop })[dataset.do] || choose)(dataset);
});

/* In easy reading a digit presses the button that bears it. */
document.addEventListener("keydown", (event) => {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1] || event.key;
  const button = all(".comfort [aria-keyshortcuts]").find((one) => one.ariaKeyShortcuts === digit);
  if (!button || !kept.on || !kept.keys || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!event.target.closest("input, textarea, select, dialog")) button.click();
});

for (const elsewhere of ["pageshow", "storage"]) addEventListener(elsewhere, () => (comfort.recall(), mark()));

/* Reading aloud. */
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption";
const SILENT = "nav, form, .of, .dates, .meta, .pager, .gallery-tools, .story-foot";
let queue = []; // of {node, parts}: blocks and their sentences
let at, part, opener;
let speaking; // the sentence in the air: Chrome forgets what nobody holds

/* The sentences of a block, without blocks inside it. None takes 15 seconds, after which Chrome falls silent. */
function sentences(node) {
  const copy = node.cloneNode(true);
  for (const other of all(`${BLOCKS}, rt, rp, svg, button, .unseen, .count, .ai-label`, copy)) other.remove();
  const text = copy.textContent.replace(/\s+/g, " ").trim();
  const some = `.{1,${/[\u3400-\u9fff]/.test(text) ? 40 : 140}}`;
  const sentence = `${some}?(?:[。！？；…!?;؟؛۔]+[”’」』）)]*|\\.(?= |$))|${some}$|${some}[，、：,،\\s]|${some}`;
  return text.match(new RegExp(sentence, "g")) || [];
}

/* The best voice for a language. One for Cyrillic reads no Arabic letters. */
function voice(tag) {
  const [language, script] = tag.toLowerCase().split("-");
  const named = (one) => one.lang.toLowerCase().replace("_", "-").replace("cmn", "zh");
  const able = synth.getVoices().filter((one) => named(one).startsWith(language) && (script !== "arab" || named(one).includes(script)));
  return able.find((one) => named(one).includes({ hans: "cn", hant: "tw" }[script] || "")) || able[0];
}

function point(node) {
  for (const old of all("[data-read]")) old.removeAttribute("data-read");
  node?.setAttribute("data-read", "");
  node?.scrollIntoView({ block: "center" });
}

function silence() {
  speaking = null;
  synth?.cancel();
  toggle.textContent = toggle.dataset.resume;
}

function say() {
  while (queue[at]?.node.matches("figcaption") && !kept.captions) at += 1;
  if (!queue[at]) return stop();
  const { node, parts } = queue[at];
  silence();
  if (!node.matches("[data-read]")) point(node);
  const words = new SpeechSynthesisUtterance(parts[part]);
  words.voice = voice(node.closest("[lang]").lang) || voice(document.documentElement.lang);
  words.lang = words.voice.lang;
  words.rate = kept.rate;
  words.onend = () => {
    if (words !== speaking) return;
    part += 1;
    if (part === parts.length) [at, part] = [at + 1, 0];
    say();
  };
  words.onerror = () => words === speaking && fail();
  speaking = words;
  synth.speak(words);
  toggle.textContent = toggle.dataset.pause;
}

function fail() {
  queue = [];
  silence();
  told.textContent = told.dataset.none;
}

async function read() {
  if (speaking) return silence();
  if (queue.length) return say();
  opener = document.activeElement;
  told.textContent = "";
  player.hidden = false;
  toggle.focus({ preventScroll: true });
  if (!synth?.getVoices().length) await new Promise((come) => setTimeout(come, 1000)); // they come late
  if (!synth || !voice(document.documentElement.lang)) return fail();
  const scope = document.querySelector(".story") || document.querySelector("main");
  queue = all(BLOCKS, scope)
    .filter((node) => !node.closest(SILENT) && node.getClientRects().length)
    .map((node) => ({ node, parts: sentences(node) }))
    .filter(({ parts }) => parts[0]);
  at = part = 0;
  if (!player.hidden) say();
}

function stop() {
  queue = [];
  silence();
  point();
  player.hidden = true;
  opener?.focus({ preventScroll: true });
}

addEventListener("pagehide", silence);
mark();
