// The settings of an article that name other articles and stories: the original of a translation, related stories; and
// the edition, to which section and topic belong.

import { addresses, completed, debounced, el, icon, say } from "./page.js";
import { sortable } from "./sorting.js";
import { searching } from "./story-search.js";

const asked = async (url, values) => {
  const response = await fetch(`${url}?${new URLSearchParams(values)}`)
  if (!response.ok) throw new Error(say("failed"))
  return response.json()
}

const startOriginal = () => {
  const select = document.getElementById("id_translation_of")
  if (!select) return
  completed(select, {
    valueField: "number",
    labelField: "headline",
    searchField: [],
    maxOptions: 20,
    allowEmptyOption: false,
    plugins: { clear_button: { title: say("remove") } },
    async load(typed, show) {
      this.clearOptions()
      show((await asked(select.dataset.url, { q: typed }).catch(() => ({ articles: [] }))).articles)
    },
    score: () => () => 1, // the server has searched
    render: {
      option: (one, safe) => `<div>${safe(one.headline ?? one.text)} <small>${safe(one.number ?? "")} ${safe(one.language ?? "")}</small></div>`,
      item: (one, safe) => `<div>${safe(one.headline ?? one.text)}</div>`,
      no_results: () => null,
      loading: () => null,
    },
  })
}

const rowOf = (story) =>
  el("li", { "data-story": story.number },
    el("span", { className: "desk-grip material-symbols-outlined", draggable: true, "aria-hidden": "true" }, "drag_indicator"),
    el("span", { className: "desk-related-headline" }, story.headline, el("small", {}, [story.section, story.date].filter(Boolean).join(" · "))),
    el("span", { className: "desk-cell is-order" },
      el("button", { type: "button", "data-up": "", title: say("up"), "aria-label": say("up") }, icon("keyboard_arrow_up")),
      el("button", { type: "button", "data-down": "", title: say("down"), "aria-label": say("down") }, icon("keyboard_arrow_down")),
      el("button", { type: "button", "data-out": "", title: say("remove"), "aria-label": say("remove") }, icon("close"))),
  )

const startRelated = async (changed) => {
  const input = document.getElementById("id_related")
  if (!input) return
  const numbers = () => input.value.split(/[,\s]+/).filter(Boolean)
  const list = el("ol", { className: "desk-related-list" })
  const field = el("input", { type: "search", className: "desk-input", placeholder: say("findStory"), "aria-label": say("findStory") })
  const write = () => {
    input.value = [...list.children].map((row) => row.dataset.story).join(", ")
    changed()
  }
  const add = (story) => {
    if (!numbers().includes(String(story.number))) list.append(rowOf(story))
    field.value = ""
    field.dispatchEvent(new Event("input"))
    write()
    field.focus()
  }
  const found = searching(field, add, (typed) => typed !== "")
  const holder = el("div", {}, list, field, found)
  // what is looked for is no change of the article, and Enter looks instead of saving it
  for (const name of ["input", "change"]) holder.addEventListener(name, (e) => e.stopPropagation())
  field.addEventListener("keydown", (e) => e.key === "Enter" && e.preventDefault())
  sortable(list, { sorted: write, takenOut: (row) => row.remove() })

  const kept = numbers()
  const known = new Map()
  if (kept.length) {
    const { stories } = await asked(addresses.stories, { numbers: kept.join(",") }).catch(() => ({ stories: [] }))
    for (const story of stories) known.set(String(story.number), story)
  }
  list.append(...kept.map((number) => rowOf(known.get(number) ?? { number, headline: say("notOnTheSite", number) })))
  input.type = "hidden"
  input.after(holder)
  holder.parentElement.querySelector(".desk-help")?.remove() // it says how numbers are typed
}

const startEdition = () => {
  const language = document.querySelector("select#id_language")
  if (!language) return
  const fields = ["id_section", "id_topic"].map((id) => document.getElementById(id)).filter(Boolean)
  const narrow = () => {
    for (const field of fields) {
      for (const option of field.options) {
        option.hidden = Boolean(option.dataset.language) && option.dataset.language !== language.value
        if (option.hidden && option.selected) field.value = ""
      }
    }
  }
  language.addEventListener("change", narrow)
  fields[0]?.addEventListener("change", () => {
    const chosen = fields[0].selectedOptions[0]?.dataset.language
    if (chosen) language.value = chosen
    narrow()
  })
  narrow()
}

const startSource = () => {
  const input = document.getElementById("id_source")
  if (!input?.dataset.url) return
  const offered = el("datalist", { id: "sources" })
  input.after(offered)
  input.setAttribute("list", "sources")
  const offer = debounced(async () => {
    const { names } = await asked(input.dataset.url, { q: input.value }).catch(() => ({ names: [] }))
    offered.replaceChildren(...names.map((name) => el("option", { value: name })))
  }, 200)
  input.addEventListener("input", offer)
  input.addEventListener("focus", offer, { once: true })
}

/** Make these settings of the page work; `changed` is called after every change that the form's own events miss. */
export const startSettings = (changed) => {
  startOriginal()
  startRelated(changed)
  startEdition()
  startSource()
}
