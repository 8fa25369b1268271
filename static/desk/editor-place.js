// What every place in the body has: a frame that is dragged and taken out whole, buttons, and a caption of one line.

import { crel, pm } from "django-prose-editor/editor"
import { say } from "./page.js";

export const button = (text, action, name = "") => {
  const made = crel("button", { type: "button", className: `desk-button ${name}`, textContent: text })
  made.addEventListener("click", action)
  return made
}

const fixed = (className) => crel("div", { className, contentEditable: "false" })

/** The view of a place; what extends it draws into `bar`, `shown` and `foot`, at once and whenever the node changes. */
export class Place {
  constructor({ node, editor, getPos }, name = "", ghost = "captionNone") {
    Object.assign(this, { node, editor, getPos, ghost: say(ghost) })
    this.bar = fixed("desk-figure-bar")
    this.shown = fixed("desk-shown")
    this.contentDOM = crel("figcaption")
    this.foot = fixed("desk-credit")
    this.dom = crel("figure", { className: `desk-figure ${name}` }, [this.bar, this.shown, this.contentDOM, this.foot])
    this.contentDOM.dataset.ghost = this.ghost
    this.bareness()
  }

  bareness() {
    this.dom.classList.toggle("is-bare", this.node.content.size === 0)
  }

  /** Other attributes for the node, as one step that can be undone. */
  put(attrs) {
    const at = this.getPos()
    this.editor.view.dispatch(this.editor.state.tr.setNodeMarkup(at, undefined, { ...this.node.attrs, ...attrs }))
  }

  remove() {
    const at = this.getPos()
    this.editor.chain().focus().deleteRange({ from: at, to: at + this.node.nodeSize }).run()
  }

  removal() {
    return button(say("remove"), () => this.remove())
  }

  update(node) {
    if (node.type !== this.node.type) return false
    const isSame = JSON.stringify(node.attrs) === JSON.stringify(this.node.attrs)
    this.node = node
    this.bareness()
    if (!isSame) this.draw()
    return true
  }

  ignoreMutation(mutation) {
    if (mutation.type === "selection") return false
    return mutation.type === "attributes" || !this.contentDOM.contains(mutation.target)
  }

  stopEvent(event) {
    return [this.bar, this.foot].some((part) => part.contains(event.target))
  }
}

/** What the nodes of places with a caption have in common. */
export const captioned = {
  group: "block",
  content: "text*",
  marks: "",
  draggable: true,
  isolating: true,
  defining: true,

  addKeyboardShortcuts() {
    // a caption is one line: Enter goes on below the place
    const below = ({ editor }) => {
      const { $from } = editor.state.selection
      if ($from.parent.type.name !== this.name) return false
      return editor.chain().insertContentAt($from.after(), { type: "paragraph" }).focus($from.after() + 1).run()
    }
    return { Enter: below, "Shift-Enter": below }
  },
}

/** An attribute of a node that stands in the HTML as `data-<name>`. */
export const said = (name) => ({
  default: "",
  parseHTML: (element) => element.getAttribute(`data-${name}`) ?? "",
  renderHTML: (attrs) => ({ [`data-${name}`]: attrs[name] }),
})

// Behind a place that is selected or whose caption has the cursor; null where the cursor stands in text.
const behindPlace = ({ selection }) => {
  if (selection instanceof pm.state.NodeSelection) return selection.to
  const { $from } = selection
  return $from.parent.type.spec.isolating ? $from.after() : null
}

/** Put nodes where the cursor stands, or at a position of the document; a place that is there stays. */
export const insertNodes = (editor, nodes, at = null) => {
  const place = at ?? behindPlace(editor.state)
  const chain = editor.chain().focus()
  if (place === null) chain.insertContent(nodes).run()
  else chain.insertContentAt(place, nodes).run()
}
