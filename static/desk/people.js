// The people of an article, byline and editor line: rows that are added, taken out and sorted; people found by name.

import { addresses, completed, csrf, debounced, el, notice, say } from "./page.js";
import { sortable } from "./sorting.js";

const peopleNamed = async (typed) => {
  const response = await fetch(`${addresses.people}?${new URLSearchParams({ q: typed })}`)
  return response.ok ? await response.json() : { people: [], is_known: true }
}

// What stands in the select beside the numbers of reporters: a name that stays one, and one to make a reporter of.
const KEPT = "="
const MADE = "+"

/** What may become of a name that nobody bears. */
const unknown = (typed) => [
  { number: KEPT + typed, name: typed, offer: "nameKept" },
  ...(addresses.newPerson ? [{ number: MADE + typed, name: typed, offer: "nameMade" }] : []),
]

/** The person of that name, made a reporter; null where that failed, which is said. */
const made = async (name, role) => {
  const sent = new URLSearchParams({ name, role: role.value })
  const response = await fetch(addresses.newPerson, {
    method: "POST",
    body: sent,
    headers: { "X-CSRFToken": csrf() },
  }).catch(() => null)
  if (response?.ok && !response.redirected) return response.json()
  notice(say("nameFailed", name))
  return null
}

const completion = (select, role) => {
  const names = completed(select, {
    valueField: "number",
    labelField: "name",
    searchField: ["name", "unit"],
    maxOptions: 20,
    openOnFocus: true,
    preload: "focus",
    // the select starts with the chosen person alone; all others come from the server
    load(typed, show) {
      peopleNamed(typed).then(({ people, is_known: isKnown }) => {
        // found by the server, whatever dots and spaces were typed
        for (const person of people) if (this.options[person.number]) this.options[person.number].typed = typed
        const name = typed.trim()
        const stale = Object.values(this.options).filter((one) => one.offer && one.name !== this.inputValue())
        for (const { number } of stale) if (!this.items.includes(number)) this.removeOption(number, true)
        show(people.map((person) => ({ ...person, typed })).concat(name && !isKnown ? unknown(name) : []))
      }, () => show([]))
    },
    score(typed) {
      const usual = this.getScoreFunction(typed)
      return (person) => (person.offer ? (person.name === typed.trim() ? 0.001 : 0) : usual(person) || Number(person.typed === typed))
    },
    render: {
      option: (person, safe) =>
        person.offer
          ? `<div>${safe(say(person.offer, person.name))}</div>`
          : `<div>${safe(person.name ?? person.text)} <small>${safe(person.role ?? "")}</small></div>`,
      item: (person, safe) => `<div>${safe(person.name ?? person.text)}</div>`,
      no_results: () => el("div", { className: "no-results" }, say("nobodyNamed")),
      loading: () => null,
    },
    onItemAdd(number) {
      const person = this.options[number]
      if (person?.role && role.dataset.touched === undefined) role.value = person.role
      this.blur()
      if (number.startsWith(MADE)) make(person.name)
    },
  })
  // until she is made she stays by name, so that a save in between loses nobody
  const make = async (name) => {
    const kept = KEPT + name
    names.addOption({ number: kept, name, offer: "nameKept" })
    names.setValue(kept)
    const person = await made(name, role)
    if (!person || names.getValue() !== kept) return
    names.addOption(person)
    names.setValue(person.number)
  }
}

const within = (row, name) => row.querySelector(`[name$="-${name}"]`)

/** Rows of people in `section`: `start` makes a row work, `begin` fills one that was just added and gives the field to
 * type in. */
const startRows = (section, changed, { start, begin }) => {
  const list = section.querySelector("ol")
  const total = section.querySelector("[name$=-TOTAL_FORMS]")
  const rows = () => [...list.children].filter((row) => !row.hidden)
  const number = () => {
    rows().forEach((row, place) => (within(row, "position").value = place))
    changed()
  }
  section.classList.add("is-live")
  for (const row of list.children) start(row)
  section.querySelector("[data-add]").addEventListener("click", () => {
    const holder = document.createElement("ol")
    holder.innerHTML = section.querySelector("template").innerHTML.replaceAll("__prefix__", total.value)
    const row = holder.firstElementChild
    total.value = Number(total.value) + 1
    const before = rows()
    list.append(row)
    start(row)
    number()
    begin(row, before).focus()
  })
  sortable(list, {
    sorted: number,
    takenOut(row) {
      within(row, "DELETE").checked = true
      row.hidden = true
    },
  })
}

const startBylines = (section, changed) =>
  startRows(section, changed, {
    start(row) {
      const role = within(row, "role")
      if (within(row, "reporter").value) role.dataset.touched = ""
      role.addEventListener("input", () => (role.dataset.touched = ""))
      completion(within(row, "reporter"), role)
    },
    begin: (row) => within(row, "reporter").tomselect,
  })

const startEditorLine = (section, changed) => {
  const offered = section.querySelector("#editor-names")
  const duties = [...section.querySelectorAll("#duties option")].map((option) => option.value)
  const offer = debounced(async (typed) => {
    const { people } = await peopleNamed(typed).catch(() => ({ people: [] }))
    offered.replaceChildren(...people.map((person) => el("option", { value: person.name })))
  }, 200)
  startRows(section, changed, {
    start(row) {
      const name = within(row, "name")
      name.addEventListener("input", () => offer(name.value))
    },
    begin(row, before) {
      const taken = new Set(before.map((one) => within(one, "role").value))
      within(row, "role").value = duties.find((duty) => !taken.has(duty)) ?? duties[0]
      return within(row, "name")
    },
  })
}

/** Make the byline and the editor line of the page work; `changed` is called after every change. */
export const startPeople = (changed) => {
  const bylines = document.getElementById("bylines")
  const editors = document.getElementById("editors")
  if (bylines) startBylines(bylines, changed)
  if (editors) startEditorLine(editors, changed)
}
