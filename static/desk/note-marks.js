// The passages of the body that notes are about, marked in the editor, and the button beside a selection.

import { pm } from "django-prose-editor/editor"
import { debounced, el, icon, say } from "./page.js";
import { findAll, selected } from "./passages.js";

const { Decoration, DecorationSet } = pm.view
const { Plugin, PluginKey } = pm.state
const KEY = new PluginKey("notes")

const drawn = (doc, notes) => {
  const places = findAll(doc, notes)
  const marks = notes.flatMap((note, at) =>
    places[at] ? [Decoration.inline(places[at].from, places[at].to, { class: "desk-noted", "data-note": String(note.number) })] : [])
  return { notes, places, marks: DecorationSet.create(doc, marks) }
}

/** Mark passages in the body's editor. `pressed` is called with the number of a note whose passage was clicked, `placed`
 * with Map(number → place or null) whenever that may have changed, `write` when the button beside a selection was pressed.
 * Returns the function that takes the open notes. */
export const startMarks = (editor, { pressed, placed, write }) => {
  const tell = (state) => {
    const { notes, places } = KEY.getState(state)
    placed(new Map(notes.map((note, at) => [note.number, places[at]])))
  }
  editor.registerPlugin(new Plugin({
    key: KEY,
    state: {
      init: (_config, state) => drawn(state.doc, []),
      apply(step, kept) {
        const notes = step.getMeta(KEY)
        if (notes) return drawn(step.doc, notes)
        return step.docChanged ? { ...kept, marks: kept.marks.map(step.mapping, step.doc) } : kept
      },
    },
    props: {
      decorations: (state) => KEY.getState(state).marks,
      handleClick(_view, _at, event) {
        const number = event.target.closest?.("[data-note]")?.dataset.note
        if (number) pressed(Number(number))
        return false
      },
    },
  }))
  const take = (notes) => {
    editor.view.dispatch(editor.state.tr.setMeta(KEY, notes).setMeta("addToHistory", false))
    tell(editor.state)
  }
  // passages move along with what is typed; now and then they are looked for again
  editor.on("update", debounced(() => take(KEY.getState(editor.state).notes), 800))

  const beside = el("button", { type: "button", className: "desk-button desk-note-here", hidden: true }, icon("add_comment"), say("noteHere"))
  beside.addEventListener("mousedown", (e) => e.preventDefault()) // or the selection would be gone
  beside.addEventListener("click", () => {
    beside.hidden = true
    write()
  })
  const holder = editor.view.dom.parentElement
  holder.append(beside)
  const follow = debounced(() => {
    const { selection } = editor.state
    beside.hidden = !editor.isFocused || selection.node !== undefined || !selected(editor.state)
    if (beside.hidden) return
    const end = editor.view.coordsAtPos(selection.to)
    const box = holder.getBoundingClientRect()
    const most = box.width - beside.offsetWidth - 8
    beside.style.insetBlockStart = `${end.bottom - box.top + 6}px`
    beside.style.insetInlineStart = `${Math.max(8, Math.min(end.left - box.left, most))}px`
  }, 250)
  editor.on("selectionUpdate", follow)
  editor.on("blur", () => (beside.hidden = true))
  return take
}
