// House layout, the count of characters, keyboard shortcuts.

import { Extension, pm } from "django-prose-editor/editor"
import { openDialog } from "./dialogs.js";
import { insertPhotos } from "./editor-photo.js";
import { addresses, debounced, el, notice, say } from "./page.js";
import { post } from "./photos.js";

const A_MINUTE = 400 // characters that are read in it
const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** Put `html` in place of the body: one step that can be undone, over no more than what differs. */
const replaceBody = (editor, html) => {
  const { state, view } = editor
  const holder = new DOMParser().parseFromString(html, "text/html").body
  const fresh = pm.model.DOMParser.fromSchema(state.schema).parse(holder)
  const start = state.doc.content.findDiffStart(fresh.content)
  if (start === null) return false
  let { a, b } = state.doc.content.findDiffEnd(fresh.content)
  const overlap = Math.max(0, start - Math.min(a, b))
  a += overlap
  b += overlap
  view.dispatch(pm.history.closeHistory(state.tr.replace(start, a, fresh.slice(start, b))))
  return true
}

const layOut = async (editor) => {
  const before = editor.getHTML()
  try {
    const { html, changed } = await post(addresses.layout, { body: before })
    if (editor.getHTML() !== before) return layOut(editor) // somebody went on typing: what was typed is laid out too
    const isChanged = changed > 0 && replaceBody(editor, html)
    notice(isChanged ? say("layoutDone", changed) : say("layoutNothing"))
  } catch (error) {
    notice(error.message)
  }
}

const showShortcuts = () => {
  const keys = (combination) =>
    combination.split(" ").flatMap((key) => [el("kbd", {}, isMac ? key.replace("Ctrl", "⌘").replace("Alt", "⌥").replace("Shift", "⇧") : key), " "])
  openDialog({ title: say("shortcuts") },
    el("dl", { className: "desk-keys" }, ...say("shortcutList").map(([combination, what]) =>
      el("div", {}, el("dt", {}, ...keys(combination)), el("dd", {}, what)))))
}

// Captions are not counted: their text stands in a place that stands alone.
const charactersOf = (doc) => {
  let found = 0
  doc.descendants((node, at, parent) => {
    if (node.isText && !parent.type.spec.isolating) found += [...node.text.replace(/\s/gu, "")].length
  })
  return found
}

const count = (editor) => {
  const shown = document.getElementById("word-count")
  if (!shown) return
  const found = charactersOf(editor.state.doc)
  shown.textContent = [say("wordCount", found), found ? say("readingTime", Math.max(1, Math.round(found / A_MINUTE))) : ""].filter(Boolean).join(" · ")
}

export const Tools = Extension.create({
  name: "tools",

  onCreate({ editor }) {
    count(editor)
    editor.on("update", debounced(() => count(editor), 200))
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      if (!document.querySelector("dialog[open]")) showShortcuts()
    })
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "layout",
      groups: "tools",
      priority: 90,
      button: buttons.material("auto_fix_high", say("layout")),
      command: layOut,
    })
    menu.defineItem({
      name: "shortcuts",
      groups: "tools",
      priority: 10,
      button: buttons.material("keyboard", say("shortcuts")),
      command: showShortcuts,
    })
  },

  addKeyboardShortcuts() {
    const doing = (action) => ({ editor }) => {
      action(editor)
      return true
    }
    return { "Mod-Shift-l": doing(layOut), "Mod-Alt-p": doing((editor) => insertPhotos(editor)) }
  },
})
