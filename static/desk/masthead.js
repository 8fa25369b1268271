// The colour of a masthead: picked or typed, shown on paper by day and by night, and whether it can be read there. The
// server decides by the same count (newsroom/colours.py).

const STEPS = 20;

const partsOf = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const written = (parts) => "#" + parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

const luminance = (colour) => {
  const [red, green, blue] = partsOf(colour).map((part) => linear(part / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one, other) => {
  const [darker, brighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (brighter + 0.05) / (darker + 0.05);
};

const atNight = (colour, ground, least) => {
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const mixed = steps.map((share) => written(partsOf(colour).map((part) => part + (255 - part) * share)));
  return mixed.find((found) => contrast(found, ground) >= least);
};

/** The colour that was typed, as #b3261e; "" where nothing was, null where it is no colour. */
const read = (typed) => {
  let digits = typed.trim().toLowerCase().replace(/^#/, "");
  if (!digits) return "";
  if (/^[0-9a-f]{3}$/.test(digits)) digits = [...digits].map((digit) => digit + digit).join("");
  return /^[0-9a-f]{6}$/.test(digits) ? `#${digits}` : null;
};

for (const box of document.querySelectorAll(".masthead-colour")) {
  const { day, night, red, good, bad, none, odd } = box.dataset;
  const least = Number(box.dataset.least);
  const text = box.querySelector("input[type=text]");
  const picker = box.querySelector("input[type=color]");
  const samples = box.querySelector(".masthead-samples");
  const said = box.querySelector(".masthead-said");

  const say = (words, state) => {
    said.textContent = words;
    said.className = `masthead-said ${state}`;
  };

  const show = () => {
    const colour = read(text.value);
    samples.hidden = !colour;
    if (!colour) return say(colour === "" ? none : odd, colour === "" ? "is-plain" : "is-bad");
    const found = contrast(colour, day);
    const dark = atNight(colour, night, least);
    samples.querySelector(".is-day").style.color = picker.value = colour;
    samples.querySelector(".is-night").style.color = dark;
    const filled = (words) =>
      words.replace("{day}", (Math.floor(found * 10) / 10).toFixed(1)).replace("{least}", least).replace("{colour}", dark);
    return found >= least ? say(filled(good), "") : say(filled(bad), "is-bad");
  };

  picker.hidden = false;
  picker.value = read(text.value) || red;
  text.addEventListener("input", show);
  picker.addEventListener("input", () => {
    text.value = picker.value;
    show();
  });
  show();
}

// The theme writes the name of a file into a text field of its own, which this one has none of.
for (const file of document.querySelectorAll(".masthead-logo input")) file.hasChangeListener = true;
