// Notes on the article: the panel beside the form, in the order of the text, and what can be done with each.

import { completed, csrf, el, icon, notice, released, say } from "./page.js";
import { editor, selected, show, withEditor } from "./passages.js";

const asked = async (address, values) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(values ?? {})) data.append(name, value)
  const sent = values ? { method: "POST", body: data, headers: { "X-CSRFToken": csrf() } } : {}
  const response = await fetch(address, sent).catch(() => null)
  const answer = response?.headers.get("Content-Type")?.includes("json") ? await response.json() : {}
  if (!response?.ok) throw new Error(answer.message ?? say("failed"))
  return answer
}

const button = (text, action, name = "desk-button") => el("button", { type: "button", className: name, onclick: action }, text)

/** A box to write in that forgets nothing: what is typed is kept in this browser until it was sent. */
const writing = (key, label, send, cancel) => {
  const field = el("textarea", { className: "desk-input", rows: 3, maxLength: 1000, "aria-label": label, placeholder: label, value: localStorage.getItem(key) ?? "" })
  const failed = el("p", { className: "desk-error", role: "alert", hidden: true })
  const go = button(say("noteSend"), async () => {
    go.disabled = true
    failed.hidden = true
    try {
      await send(field.value)
      localStorage.removeItem(key)
    } catch (error) {
      failed.textContent = error.message
      failed.hidden = false
    }
    go.disabled = false
  }, "desk-button is-primary")
  field.addEventListener("input", () => localStorage.setItem(key, field.value))
  field.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) go.click()
    if (e.key === "Escape" && !e.isComposing) cancel()
  })
  return { field, box: [field, failed, el("p", { className: "desk-note-do" }, button(say("cancel"), cancel), go)] }
}

const addressee = (url) => {
  const select = el("select", {})
  const holder = el("div", { className: "desk-note-to" }, el("span", {}, say("noteTo")), select)
  const start = () =>
    completed(select, {
      valueField: "number",
      labelField: "name",
      searchField: ["name", "role"],
      placeholder: say("noteAll"),
      onInitialize() {
        this.control_input.setAttribute("aria-label", say("noteTo"))
      },
      preload: "focus",
      plugins: { clear_button: { title: say("noteAll") } },
      load: (typed, done) => asked(`${url}?${new URLSearchParams({ q: typed })}`).then(({ people }) => done(people), () => done([])),
      render: {
        option: (person, safe) => `<div>${safe(person.name)} <small>${safe(person.role)}</small></div>`,
        no_results: () => null,
        loading: () => null,
      },
    })
  return { select, holder, start }
}

class Panel {
  constructor(section) {
    Object.assign(this, { section, notes: [], places: null, isAll: false, answering: null }) // {number, field, box}
    this.list = section.querySelector("[data-list]")
    this.compose = section.querySelector("[data-compose]")
    this.kept = `desk-note-${section.dataset.article}`
    // what is typed here is no change of the article, and Enter here does not save it
    for (const name of ["input", "change"]) section.addEventListener(name, (e) => e.stopPropagation())
    section.addEventListener("keydown", (e) => e.key === "Enter" && e.target.matches("input, select") && e.preventDefault())
    section.querySelector("[data-add]").addEventListener("click", () => this.write())
    this.more = section.querySelector("[data-resolved]")
    this.more.addEventListener("click", () => {
      this.isAll = !this.isAll
      this.draw()
    })
    withEditor(async (body) => {
      const { startMarks } = await import("./note-marks.js")
      this.mark = startMarks(body, {
        pressed: (number) => this.reach(number),
        placed: async (places) => {
          const before = this.standing()
          this.places = places
          if (this.standing() === before) return
          await released()
          this.draw()
        },
        write: () => this.write(),
      })
      this.mark(this.open())
      await released()
      this.draw()
    })
    if (localStorage.getItem(this.kept)) this.write()
  }

  open = () => this.notes.filter((note) => !note.isResolved)

  take = ({ notes }) => {
    this.notes = notes
    if (this.mark) this.mark(this.open())
    this.draw()
  }

  load = () => asked(this.section.dataset.url).then(this.take, (error) => notice(error.message))

  at = (note) => (note.quote && this.places?.get(note.number)?.from) ?? note.place

  isGone = (note) => Boolean(note.quote && this.places && !note.isResolved && !this.places.get(note.number))

  shown = () => (this.isAll ? [...this.notes] : this.open()).sort((one, other) => this.at(one) - this.at(other))

  /** What of the list depends on the places of the passages. */
  standing = () => JSON.stringify(this.shown().map((note) => [note.number, this.isGone(note)]))

  draw() {
    const done = this.notes.length - this.open().length
    const shown = this.shown()
    const isAnswering = this.answering !== null && document.activeElement === this.answering.field
    this.list.replaceChildren(...shown.map((note) => this.card(note)))
    if (isAnswering) this.answering?.field.focus({ preventScroll: true })
    const none = this.section.querySelector("[data-none]")
    none.textContent = say("noteNone")
    none.hidden = shown.length > 0
    this.more.hidden = !done
    this.more.textContent = this.isAll ? say("noteHide") : say("noteShow", done)
    const count = this.section.querySelector("[data-count]")
    count.textContent = this.open().length
    count.hidden = !this.open().length
  }

  passage(note) {
    if (!note.quote) return el("span", { className: "desk-note-whole" }, say("noteWhole"))
    const quote = el("button", { type: "button", className: "desk-note-quote", onclick: () => show(note) || notice(say("noteGone")) }, note.quote)
    if (!editor()) quote.disabled = true
    return el("div", {}, quote, this.isGone(note) ? el("small", { className: "desk-missing" }, say("noteGone")) : null)
  }

  said = ({ author, at, text }, to = "") =>
    el("div", { className: "desk-note-said" },
      el("p", { className: "desk-note-who" }, el("b", {}, author), to ? ` → ${to}` : "", el("time", {}, at)), el("p", {}, text))

  card(note) {
    const where = `${this.section.dataset.url}${note.number}/`
    const run = (values) => asked(where, values).then(this.take, (error) => notice(error.message))
    const buttons = el("p", { className: "desk-note-do" })
    const box = el("div", {})
    if (this.answering?.number === note.number) box.append(...this.answering.box)
    else {
      buttons.append(button(say("noteAnswer"), () => this.answer(note.number, where), "desk-link"))
      if (note.mayResolve) {
        buttons.append(button(note.isResolved ? say("noteReopen") : say("noteResolve"), () => run({ do: note.isResolved ? "reopen" : "resolve" }), "desk-link"))
      }
    }
    return el("li", { className: `desk-note${note.isResolved ? " is-done" : ""}${note.isToMe ? " is-mine" : ""}`, "data-card": note.number, tabIndex: -1 },
      this.passage(note), this.said(note, note.to || say("noteAll")), ...note.answers.map((answer) => this.said(answer)),
      note.isResolved ? el("p", { className: "desk-help" }, icon("check"), note.resolvedBy ? say("noteResolvedBy", note.resolvedBy) : say("noteResolved")) : null,
      box, buttons)
  }

  /** Open the box for an answer; it stays the same one, whatever is drawn around it. */
  answer(number, where) {
    const close = () => (this.answering = null)
    const { field, box } = writing(`${this.kept}-${number}`, say("noteAnswer"), async (text) => {
      const answer = await asked(where, { do: "answer", text })
      close()
      this.take(answer)
    }, () => {
      close()
      this.draw()
    })
    this.answering = { number, field, box }
    this.draw()
    field.focus()
  }

  /** Open the box for a new note, about the words that are selected in the body. */
  write() {
    const body = editor()
    let passage = body && selected(body.state)
    const about = el("p", { className: "desk-note-about" })
    const draw = () => about.replaceChildren(...(passage
      ? [el("span", {}, say("noteOn")), el("q", {}, passage.quote), button(say("noteWholeInstead"), () => { passage = null; draw() }, "desk-link")]
      : [say("noteWhole")]))
    draw()
    const to = addressee(this.section.dataset.colleagues)
    const close = () => {
      localStorage.removeItem(this.kept)
      this.compose.replaceChildren()
    }
    const { field, box } = writing(this.kept, say("noteText"), async (text) => {
      const answer = await asked(this.section.dataset.url, { text, to: to.select.value, ...passage })
      close()
      this.take(answer)
    }, close)
    this.compose.replaceChildren(el("div", { className: "desk-note is-new" }, about, to.holder, ...box))
    to.start()
    this.compose.scrollIntoView({ block: "center", behavior: "smooth" })
    field.focus({ preventScroll: true })
  }

  reach(number) {
    const note = this.notes.find((one) => one.number === number)
    if (!note) return
    if (note.isResolved && !this.isAll) {
      this.isAll = true
      this.draw()
    }
    const card = this.list.querySelector(`[data-card="${number}"]`)
    card?.scrollIntoView({ block: "center", behavior: "smooth" })
    card?.focus({ preventScroll: true })
    return note
  }
}

/** Fill the panel of notes; `?note=12` in the address leads to that note and its passage. */
export const startNotes = async () => {
  const section = document.getElementById("notes")
  if (!section) return
  const panel = new Panel(section)
  await panel.load()
  const wanted = Number(new URLSearchParams(location.search).get("note"))
  const note = wanted && panel.reach(wanted)
  if (note?.quote) withEditor(() => requestAnimationFrame(() => show(note)))
}
