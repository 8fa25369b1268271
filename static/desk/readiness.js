// The checklist beside the form: asked again after every pause in typing; every point leads to its place.

import { csrf, debounced, released } from "./page.js";
import { editor, replaceAll, show, showPhoto } from "./passages.js";

// Fields that are no plain input, by what stands for them on the page.
const HOLDERS = { bylines: "#bylines", editors: "#editors", cover: "#cover", tags: ".is-tags", body: ".is-body" }

const spotsOf = (button) =>
  JSON.parse(button.dataset.spots ?? "[]").map(([before, quote, after]) => ({ before, quote, after }))

const reach = (field) => {
  const holder = document.querySelector(HOLDERS[field] ?? `#id_${field}`)
  if (!holder) return
  for (let fold = holder.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  holder.scrollIntoView({ block: "center", behavior: "smooth" })
  const inside = holder.matches("input, textarea, select") ? holder : holder.querySelector(".ts-control input, input:not([type=hidden]), button")
  ;(inside?.tomselect ?? inside)?.focus({ preventScroll: true })
  return inside
}

const lead = (button) => {
  const { field, photo } = button.dataset
  const [spot] = spotsOf(button)
  if (field === "body" && photo !== undefined && showPhoto(photo)) return
  if (field === "body" && spot && show(spot)) return
  const input = reach(field)
  const at = spot && input?.value?.indexOf(spot.quote)
  if (at >= 0) input.setSelectionRange?.(at, at + spot.quote.length)
}

const put = (button) => {
  const { field, put: words } = button.dataset
  const spots = spotsOf(button)
  if (field === "body") return editor() && replaceAll(spots, words)
  const input = document.getElementById(`id_${field}`)
  for (const { before, quote, after } of spots) input.value = input.value.replace(before + quote + after, () => before + words + after)
  input.dispatchEvent(new Event("input", { bubbles: true }))
}

/** Make the checklist of the page live; returns the function to call after every change. */
export const startReadiness = (form) => {
  const address = document.getElementById("readiness")?.dataset.url
  if (!address) return () => {}
  let asked = null
  const refresh = async () => {
    asked?.abort()
    const mine = (asked = new AbortController())
    try {
      const response = await fetch(address, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-CSRFToken": csrf() },
        signal: mine.signal,
      })
      if (!response.ok || response.redirected) return
      const holder = document.createElement("div")
      holder.innerHTML = await response.text()
      await released()
      if (mine.signal.aborted) return
      const old = document.getElementById("readiness")
      const held = [...old.querySelectorAll("button")].indexOf(document.activeElement)
      old.replaceChildren(...holder.querySelector("#readiness").childNodes)
      if (held >= 0) old.querySelectorAll("button")[held]?.focus({ preventScroll: true })
    } catch {
      // without a connection the panel keeps what it knows; the banner of unsaved work says that the server is away
    }
  }
  document.getElementById("readiness").addEventListener("click", (e) => {
    const pressed = e.target.closest("button")
    if (pressed) (pressed.dataset.put === undefined ? lead : put)(pressed)
  })
  refresh() // the page comes without advice
  return debounced(refresh, 1000)
}
