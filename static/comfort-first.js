/* Runs in the head, before anything is painted: what this reader chose stands on <html>, and no page flickers or moves. */

window.comfort = {
  kept: { size: 130, contrast: "paper", theme: "auto", keys: true, rate: 1 },
  apply() {
    const { on, size, contrast, theme } = this.kept;
    const root = document.documentElement;
    const forced = on && { white: "light", black: "dark" }[contrast];
    Object.assign(root.dataset, { comfort: on ? "on" : "off", contrast: on ? contrast : "paper", theme: forced || theme });
    root.style.fontSize = on ? `${size}%` : "";
  },
  recall() {
    try {
      Object.assign(this.kept, JSON.parse(localStorage.getItem("comfort")));
    } catch {} // a browser that keeps nothing
    this.apply();
  },
};
window.comfort.recall();
