// The form of an article: tags, cover, the count of characters, and the guard of unsaved words.

import { startDeciding } from "./deciding.js";
import { completed, say } from "./page.js";
import { nameMenu } from "./menu.js";
import { startNotes } from "./notes.js";
import { startPeople } from "./people.js";
import { showChosen } from "./photos.js";
import { pick } from "./picker.js";
import { startSaving } from "./autosave.js";
import { startPreview } from "./preview.js";
import { startReadiness } from "./readiness.js";
import { startSettings } from "./settings.js";
import { startSharing } from "./share.js";

const form = document.getElementById("article_form")
const MARKS = /[,，、;；\n]/

const startTags = (changed) => {
  const input = document.getElementById("id_tags")
  if (!input) return
  completed(input, {
    create: true,
    createOnBlur: true,
    persist: false,
    delimiter: ",",
    splitOn: MARKS,
    maxOptions: 20,
    plugins: { remove_button: { title: say("remove") } },
    preload: "focus",
    async load(typed, show) {
      const response = await fetch(`${input.dataset.url}?${new URLSearchParams({ q: typed })}`)
      const { names, also } = response.ok ? await response.json() : { names: [], also: {} }
      show(names.map((name) => ({ value: name, text: name, also: also[name] ?? "" })))
    },
    searchField: ["text", "also"], // a tag comes up for its other names too
    render: {
      option: (tag, safe) => `<div>${safe(tag.text)}${tag.also ? ` <small>${safe(tag.also)}</small>` : ""}</div>`,
      option_create: (typed, safe) => `<div class="create">＋ ${safe(typed.input)}</div>`,
      no_results: () => null,
      loading: () => null,
    },
    // typed by an input method, a Chinese comma never reaches the library as a key
    onType(typed) {
      if (!MARKS.test(typed)) return
      this.setTextboxValue("")
      for (const name of typed.split(MARKS)) if (name.trim()) this.createItem(name.trim().slice(0, 40), () => {})
    },
    onChange: changed,
  })
}

const startCover = (changed) => {
  const holder = document.getElementById("cover")
  if (!holder) return
  const input = holder.querySelector("input")
  const shown = holder.querySelector("[data-cover]")
  const out = holder.querySelector("[data-out]")
  const draw = () => {
    out.hidden = !input.value
    showChosen(shown, input.value)
  }
  const put = (number) => {
    input.value = number
    draw()
    changed()
  }
  holder.querySelector("[data-choose]").addEventListener("click", async () => {
    const [chosen] = await pick({ multiple: false, title: say("chooseCover") })
    if (chosen) put(chosen.number)
  })
  out.addEventListener("click", () => put(""))
  draw()
}

const startEditor = (changed) => {
  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    // an untouched body goes back as it came: the editor may write the same words in another way, and they are signed
    const came = textarea.value
    const first = editor.getHTML()
    form.addEventListener("formdata", (e) => {
      if (editor.getHTML() === first) e.formData.set(textarea.name, came)
    })
    nameMenu(editor, textarea.closest(".desk-field").querySelector("label").textContent)
    editor.on("update", changed)
  })
}

const startGuard = () => {
  let isLeaving = false
  let isDirty = false
  const shown = document.getElementById("unsaved")
  const mark = () => {
    isDirty = true
    if (shown) shown.hidden = false
  }
  if ("dirty" in document.getElementById("work").dataset) mark() // it came back unsaved
  form.addEventListener("submit", () => (isLeaving = true))
  addEventListener("beforeunload", (e) => {
    if (isDirty && !isLeaving) e.preventDefault()
  })
  addEventListener("keydown", (e) => {
    if (e.key !== "s" || !(e.metaKey || e.ctrlKey)) return
    e.preventDefault()
    form.requestSubmit(form.querySelector("[name=_save]"))
  })
  return mark
}

// The first thing that was wrong, wherever it stands.
const goToError = () => {
  const wrong = form.querySelector(".has-errors")
  if (!wrong) return
  const said = wrong.querySelector(".desk-error") ?? wrong // a body may be longer than any window
  said.scrollIntoView({ block: "center" })
  wrong.querySelector(".desk-input")?.focus({ preventScroll: true })
}

if (form && document.getElementById("work")) {
  const mark = startGuard()
  const keep = startSaving(form)
  const refresh = startPreview(form)
  const check = startReadiness(form)
  const changed = () => {
    mark()
    keep()
    refresh()
    check()
  }
  form.addEventListener("input", changed)
  form.addEventListener("change", changed)
  startEditor(changed)
  // the libraries fill their fields while they start, which is no change of the user's
  startTags(() => changed())
  startCover(changed)
  startPeople(changed)
  startSettings(changed)
  goToError()
}
startDeciding()
startNotes()
startSharing()
