// Stories on the site, found by words of their headline: the list under a field, walked with the arrow keys.

import { addresses, debounced, el, released, say } from "./page.js";

const known = new Map()
let ids = 0

const ask = async (values) => {
  const response = await fetch(`${addresses.stories}?${new URLSearchParams(values)}`)
  if (!response.ok) throw new Error(say("failed"))
  const { stories } = await response.json()
  for (const story of stories) known.set(String(story.number), story)
  return stories
}

/** The story of that number; null where it is not on the site, or nobody answers. */
export const storyOf = async (number) => {
  if (!known.has(String(number))) await ask({ numbers: number }).catch(() => [])
  return known.get(String(number)) ?? null
}

const language = () => document.querySelector("[name=language]")?.value ?? ""

/** Make `input` search: returns the list to stand under it. `take` is called with the story that is chosen, by click or by
 * Enter; `isWords` says whether what is typed is words to look for. */
export const searching = (input, take, isWords = () => true) => {
  const id = `stories-${++ids}`
  const list = el("ul", { className: "desk-stories", id, role: "listbox", "aria-label": say("storyTitle") })
  let shown = []
  let at = -1
  let turn = 0

  const mark = (place) => {
    at = place
    for (const [n, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(n === at))
      if (n === at) option.scrollIntoView({ block: "nearest" })
    }
    if (at >= 0) input.setAttribute("aria-activedescendant", `${id}-${at}`)
    else input.removeAttribute("aria-activedescendant")
  }
  const draw = (stories, said = "") => {
    shown = stories
    list.replaceChildren(...stories.map((story, n) =>
      el("li", { id: `${id}-${n}`, role: "option", "aria-selected": "false", onclick: () => take(story) },
        el("b", {}, story.headline), el("small", {}, `${story.section} · ${story.date} · ${story.number}`))))
    if (said) list.append(el("li", { className: "desk-help" }, said))
    input.setAttribute("aria-expanded", String(stories.length > 0))
    mark(-1)
  }
  const look = async () => {
    const mine = ++turn
    const text = input.value.trim()
    if (!isWords(text)) return draw([])
    try {
      const stories = await ask({ q: text, language: language() })
      await released()
      if (mine === turn) draw(stories, stories.length ? "" : say("noStories"))
    } catch (error) {
      if (mine === turn) draw([], error.message)
    }
  }

  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": id, "aria-autocomplete": "list", "aria-expanded": "false" })) {
    input.setAttribute(name, value)
  }
  input.addEventListener("input", debounced(look, 200))
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const step = event.key === "ArrowDown" ? 1 : -1
      if (shown.length) mark(at < 0 && step < 0 ? shown.length - 1 : (at + step + shown.length) % shown.length)
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault()
      event.stopImmediatePropagation()
      take(shown[at])
    }
  })
  look()
  return list
}
