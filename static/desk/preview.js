// The live preview: the form, as it is typed, sent to the desk and shown as the page that it makes.

import { csrf, debounced } from "./page.js";

const KEPT = "desk-preview"
const KEPT_WIDTH = "desk-preview-width"

/** Make the frame in `panel` show what `address` answers to the form, at the width that its buttons say. Returns the
 * function that draws it anew, and the one that fits it to the panel. */
export const startFrame = (panel, form, address) => {
  const stage = panel.querySelector(".desk-stage")
  const frame = panel.querySelector("iframe")
  let asked = null

  const fit = () => {
    const width = Number(panel.dataset.width)
    const scale = Math.min(1, stage.clientWidth / width)
    frame.style.width = `${width}px`
    frame.style.height = `${stage.clientHeight / scale}px`
    frame.style.transform = `scale(${scale})`
    frame.style.marginInlineStart = `${Math.max(0, (stage.clientWidth - width * scale) / 2)}px`
  }
  const widen = (width) => {
    panel.dataset.width = width
    localStorage.setItem(KEPT_WIDTH, width)
    for (const button of panel.querySelectorAll("[data-width]")) {
      if (button !== panel) button.setAttribute("aria-pressed", String(button.dataset.width === String(width)))
    }
    fit()
  }
  const refresh = async () => {
    asked?.abort()
    asked = new AbortController()
    try {
      const response = await fetch(address, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-CSRFToken": csrf() },
        signal: asked.signal,
      })
      if (!response.ok) return
      const at = frame.contentWindow?.scrollY ?? 0
      frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, at), { once: true })
      frame.srcdoc = await response.text()
    } catch (error) {
      if (error.name !== "AbortError") frame.srcdoc = ""
    }
  }

  panel.querySelector(".desk-widths").addEventListener("click", (e) => e.target.dataset.width && widen(e.target.dataset.width))
  new ResizeObserver(fit).observe(stage)
  widen(localStorage.getItem(KEPT_WIDTH) ?? "390")
  return { refresh, fit }
}

/** Make the preview beside the form of an article work; returns the function to call after every change. */
export const startPreview = (form) => {
  const panel = document.getElementById("preview")
  const toggle = document.getElementById("preview-toggle")
  if (!panel || !toggle) return () => {}
  const { refresh, fit } = startFrame(panel, form, document.getElementById("work").dataset.preview)

  const show = (shown) => {
    panel.hidden = !shown
    document.body.classList.toggle("with-preview", shown)
    toggle.setAttribute("aria-pressed", String(shown))
    localStorage.setItem(KEPT, shown ? "1" : "0")
    if (shown) {
      fit()
      refresh()
    }
  }

  toggle.addEventListener("click", () => show(panel.hidden))
  show(localStorage.getItem(KEPT) === "1" && window.innerWidth >= 1100)
  return debounced(() => panel.hidden || refresh(), 600)
}
