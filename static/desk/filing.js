// The page of a dispatch: people are added, sorted and recognised, photos chosen, and nothing typed is left behind unasked.

import { addresses, debounced, el, icon, say } from "./page.js"
import { photo as photoOf } from "./photos.js"
import { pick } from "./picker.js"
import { sortable } from "./sorting.js"

const form = document.getElementById("dispatch")
const unsaved = document.getElementById("unsaved")

// ---- what is typed

let isTyped = Boolean(form.querySelector(".desk-error"))
const changed = () => {
  isTyped = true
  unsaved.hidden = false
}
form.addEventListener("input", changed)
form.addEventListener("change", changed)
let pressed = null
form.addEventListener("submit", (e) => {
  const button = e.submitter
  if (pressed || (button?.hasAttribute("data-asks") && !confirm(form.dataset.leave))) return e.preventDefault()
  pressed = button
  isTyped = false
})
addEventListener("pageshow", () => (pressed = null))
addEventListener("beforeunload", (e) => isTyped && e.preventDefault())
addEventListener("keydown", (e) => {
  if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== "s") return
  e.preventDefault()
  form.requestSubmit(form.querySelector(".dispatch-bar [value=save]"))
})

// ---- people

const within = (row, name) => row.querySelector(`[name$="-${name}"]`)
const names = document.getElementById("names")

const peopleNamed = async (typed) => {
  const response = await fetch(`${addresses.people}?${new URLSearchParams({ q: typed })}`).catch(() => null)
  return response?.ok ? (await response.json()).people : []
}

/** Offer who `name` may be: those of that name whom the house knows, somebody new, or nobody of ours. */
const offer = (row, people) => {
  const who = within(row, "who")
  if (!who) return
  const name = within(row, "name").value.trim()
  const known = people.filter((one) => one.name === name || one.name === `${name}（${one.unit}）`)
  const free = [...who.options].filter((one) => ["new", "text"].includes(one.value))
  const options = known.map((one) => el("option", { value: one.number }, `${one.name} · ${one.role}`))
  // one of those found may bear it as another name; the server knows
  if (!known.length && people.length) options.push(el("option", { value: "" }, form.dataset.later))
  who.replaceChildren(...options, ...free)
  who.selectedIndex = 0
  const mark = row.querySelector(".dispatch-who")
  mark.classList.toggle("is-known", known.length === 1)
  mark.classList.toggle("is-new", known.length === 0)
  mark.classList.toggle("is-ambiguous", known.length > 1)
  mark.querySelector("a")?.remove()
}

const startRow = (row) => {
  const name = within(row, "name")
  const look = debounced(async () => {
    const typed = name.value.trim()
    const people = typed ? await peopleNamed(typed) : []
    if (name.value.trim() !== typed) return
    names.replaceChildren(...people.map((one) => el("option", { value: one.name })))
    offer(row, people)
  }, 200)
  name.addEventListener("input", look)
  within(row, "who")?.addEventListener("change", (e) => {
    const mark = row.querySelector(".dispatch-who")
    const isFree = ["new", "text"].includes(e.target.value)
    mark.classList.remove("is-ambiguous")
    mark.classList.toggle("is-new", isFree)
    mark.classList.toggle("is-known", !isFree)
  })
}

for (const section of form.querySelectorAll(".dispatch-people")) {
  const list = section.querySelector("ol")
  const total = section.querySelector("[name$=-TOTAL_FORMS]")
  const rows = () => [...list.children].filter((row) => !row.hidden)
  const number = () => {
    rows().forEach((row, place) => (within(row, "position").value = place + 1))
    changed()
  }
  section.classList.add("is-live")
  for (const row of [...list.children]) {
    // the empty row at the end is for those without scripts
    if (!within(row, "name").value && !row.classList.contains("has-errors")) row.remove()
    else startRow(row)
  }
  section.querySelector("[data-add]").addEventListener("click", () => {
    const holder = el("ol")
    holder.innerHTML = section.querySelector("template").innerHTML.replaceAll("__prefix__", total.value)
    const row = holder.firstElementChild
    const role = within(row, "role")
    const duties = [...document.querySelectorAll(section.id === "editors" ? "#duties option" : "#roles option")].map((one) => one.value)
    const taken = new Set(rows().map((one) => within(one, "role").value))
    role.value = section.id === "editors" ? (duties.find((duty) => !taken.has(duty)) ?? duties[0]) : (within(rows().at(-1) ?? row, "role").value || duties[0])
    total.value = Number(total.value) + 1
    list.append(row)
    startRow(row)
    number()
    within(row, "name").focus()
  })
  sortable(list, {
    sorted: number,
    takenOut(row) {
      within(row, "DELETE").checked = true
      row.hidden = true
    },
  })
}

// ---- photos

const draw = (holder, photo) => {
  const address = photo.thumbnail || photo.src
  holder.replaceChildren(
    address
      ? el("img", { src: address, alt: "" })
      : el("span", { className: "desk-blank" }, icon("image"), photo.failure || (photo.isReady ? `#${photo.number}` : say("processing"))),
  )
}

/** Show the photo whose number `holder` has, again until its files are made. */
const show = async (holder) => {
  const number = holder.dataset.shows
  const photo = await photoOf(number, true)
  if (!photo || holder.dataset.shows !== number) return
  draw(holder, photo)
  if (!photo.isReady && !photo.failure) setTimeout(() => show(holder), 1500)
}
for (const holder of form.querySelectorAll("[data-shows]")) {
  if (holder.dataset.shows && !holder.querySelector("img")) show(holder)
}

for (const place of form.querySelectorAll("[data-place]")) {
  const [input, caption, credit] = ["photo", "caption", "credit"].map((name) => place.querySelector(`[name^=${name}-]`))
  const holder = place.querySelector("[data-shows]")
  const swap = place.querySelector("[data-swap]")
  place.querySelector(".dispatch-swap").classList.add("is-live")
  swap.hidden = false
  swap.addEventListener("click", async () => {
    const told = input.value ? {} : { caption: caption.value, credit: credit.value }
    const [chosen] = await pick({ multiple: false, told })
    if (!chosen) return
    input.value = holder.dataset.shows = chosen.number
    caption.value ||= chosen.caption
    credit.value ||= chosen.credit
    swap.lastElementChild.textContent = say("changePhoto")
    show(holder)
    changed()
  })
}

const more = form.querySelector("[data-more]")
more.hidden = false
more.parentElement.classList.add("is-live")
more.addEventListener("click", async () => {
  const photos = await pick()
  if (!photos.length) return
  const input = form.elements.more_photos
  input.value = [input.value, ...photos.map((photo) => photo.number)].filter(Boolean).join(" ")
  form.requestSubmit(form.querySelector(".dispatch-bar [value=save]"))
})
