// The byline: rows that are added, taken out and sorted; people found by name.

import { addresses } from "./page.js";

const completion = (select) => {
  new TomSelect(select, {
    valueField: "number",
    labelField: "name",
    searchField: ["name", "unit"],
    maxOptions: 20,
    openOnFocus: true,
    preload: "focus",
    // the select starts with the chosen person alone; all others come from the server
    async load(typed, show) {
      const response = await fetch(`${addresses.people}?${new URLSearchParams({ q: typed })}`)
      show(response.ok ? (await response.json()).people : [])
    },
    render: {
      option: (person, safe) => `<div>${safe(person.name ?? person.text)} <small>${safe(person.role ?? "")}</small></div>`,
      item: (person, safe) => `<div>${safe(person.name ?? person.text)}</div>`,
      no_results: () => null,
      loading: () => null,
    },
    onItemAdd(number) {
      const person = this.options[number]
      const role = select.closest("[data-byline]").querySelector("[name$=-role]")
      if (person?.role && role.dataset.touched === undefined) role.value = person.role
      this.blur()
    },
  })
}

const within = (row, name) => row.querySelector(`[name$="-${name}"]`)

/** Make the byline of the page work; `changed` is called after every change. */
export const startBylines = (changed) => {
  const section = document.getElementById("bylines")
  if (!section) return
  const list = section.querySelector("ol")
  const total = section.querySelector("[name$=-TOTAL_FORMS]")

  const rows = () => [...list.children].filter((row) => !row.hidden)
  const number = () => {
    rows().forEach((row, place) => (within(row, "position").value = place))
    changed()
  }
  const start = (row) => {
    const role = within(row, "role")
    if (within(row, "reporter").value) role.dataset.touched = ""
    role.addEventListener("input", () => (role.dataset.touched = ""))
    completion(within(row, "reporter"))
  }

  section.classList.add("is-live")
  for (const row of list.children) start(row)
  section.querySelector("[data-add]").addEventListener("click", () => {
    const holder = document.createElement("ol")
    holder.innerHTML = section.querySelector("template").innerHTML.replaceAll("__prefix__", total.value)
    const row = holder.firstElementChild
    total.value = Number(total.value) + 1
    list.append(row)
    start(row)
    number()
    within(row, "reporter").tomselect.focus()
  })
  list.addEventListener("click", (e) => {
    const row = e.target.closest("[data-byline]")
    const pressed = e.target.closest("button")
    if (!row || !pressed) return
    const shown = rows()
    const at = shown.indexOf(row)
    if ("out" in pressed.dataset) {
      within(row, "DELETE").checked = true
      row.hidden = true
    } else if ("up" in pressed.dataset && at > 0) shown[at - 1].before(row)
    else if ("down" in pressed.dataset && at < shown.length - 1) shown[at + 1].after(row)
    pressed.focus()
    number()
  })

  let held = null
  list.addEventListener("dragstart", (e) => {
    if (!e.target.closest(".desk-grip")) return
    held = e.target.closest("[data-byline]")
    held.classList.add("is-held")
    e.dataTransfer.effectAllowed = "move"
    e.dataTransfer.setDragImage(held, 12, 12)
  })
  list.addEventListener("dragover", (e) => {
    const over = e.target.closest("[data-byline]")
    if (!held || !over || over === held) return
    e.preventDefault()
    const box = over.getBoundingClientRect()
    if (e.clientY < box.top + box.height / 2) over.before(held)
    else over.after(held)
  })
  list.addEventListener("dragend", () => {
    held?.classList.remove("is-held")
    held = null
    number()
  })
}
