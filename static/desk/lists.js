// Lists of the desk. The folds above a list: one closes when the user goes elsewhere, by a click or by Escape.

import { debounced, el } from "./page.js";

const open = () => document.querySelectorAll(".desk-menu[open]")

document.addEventListener("click", (e) => {
  for (const menu of open()) if (!menu.contains(e.target)) menu.open = false
})
document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return
  for (const menu of open()) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

// A field with data-names is offered the names that its address has for what is typed.
for (const input of document.querySelectorAll("input[data-names]")) {
  input.addEventListener("input", debounced(async () => {
    const response = await fetch(`${input.dataset.names}?${new URLSearchParams({ q: input.value })}`)
    const { names } = response.ok ? await response.json() : { names: [] }
    input.list.replaceChildren(...names.map((value) => el("option", { value })))
  }, 200))
}
