// Another story of ours in the body: <aside data-story="4242"></aside>. Readers get a card while it is on the site.

import { Node, crel } from "django-prose-editor/editor"
import { labelled, openDialog, plain } from "./dialogs.js";
import { button, insertNodes, said } from "./editor-place.js";
import { el, icon, say } from "./page.js";
import { searching, storyOf } from "./story-search.js";

const choose = () =>
  new Promise((resolve) => {
    const { input, row } = labelled(say("storyField"), { type: "search" })
    const take = (story) => {
      resolve(story)
      dialog.close()
    }
    row.append(searching(input, take))
    const dialog = openDialog(
      { title: say("storyTitle"), foot: [plain(say("cancel"), () => dialog.close())], onclose: () => resolve(null) }, row)
    input.focus()
  })

class Card {
  constructor({ node, editor, getPos }) {
    Object.assign(this, { node, editor, getPos })
    this.bar = crel("div", { className: "desk-figure-bar" }, [button(say("remove"), () => this.remove())])
    this.shown = crel("div", { className: "desk-story-card" })
    this.dom = crel("aside", { className: "desk-figure is-related", contentEditable: "false" }, [this.bar, this.shown])
    this.draw()
  }

  async draw() {
    const { story } = this.node.attrs
    const known = await storyOf(story)
    this.dom.classList.toggle("is-waiting", !known)
    if (!known) return this.shown.replaceChildren(el("span", { className: "desk-missing" }, say("storyGone", story)))
    this.shown.replaceChildren(
      icon("feed"),
      el("span", {}, el("b", {}, known.headline),
        el("small", {}, `${known.section} · ${known.date} · ${say("storyPrinted")} `,
          el("a", { href: known.address, target: "_blank" }, say("storyOpen")))))
  }

  remove() {
    const at = this.getPos()
    this.editor.chain().focus().deleteRange({ from: at, to: at + this.node.nodeSize }).run()
  }

  update(node) {
    return node.type === this.node.type && node.attrs.story === this.node.attrs.story
  }

  ignoreMutation() {
    return true
  }

  stopEvent(event) {
    return this.bar.contains(event.target) || event.target.localName === "a"
  }
}

export const Related = Node.create({
  name: "related",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return { story: said("story") }
  },

  parseHTML() {
    return [{ tag: "aside[data-story]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["aside", HTMLAttributes]
  },

  addNodeView() {
    return (view) => new Card(view)
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "related",
      groups: "places",
      priority: 60,
      button: buttons.material("feed", say("addStory")),
      async command(editor) {
        const story = await choose()
        if (story) insertNodes(editor, { type: "related", attrs: { story: String(story.number) } })
      },
    })
  },
})
