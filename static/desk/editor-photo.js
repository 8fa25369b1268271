// The photo figure of the body editor: <figure data-photo="12"><figcaption>caption of its own</figcaption></figure>,
// as articles/markup.py documents it. An empty number is a place that waits for its photo.

import { Node, Plugin, crel } from "django-prose-editor/editor"
import { icon, notice, say } from "./page.js";
import { pick } from "./picker.js";
import { isPicture, photo as photoOf, tell } from "./photos.js";
import { cleaned, lostPictures } from "./paste.js";

const POLL = 1500

const button = (text, action, name = "") => {
  const made = crel("button", { type: "button", className: `desk-button ${name}`, textContent: text })
  made.addEventListener("click", action)
  return made
}

class Figure {
  constructor(node, editor, getPos) {
    Object.assign(this, { node, editor, getPos })
    this.image = crel("img", { alt: "", draggable: false })
    this.blank = crel("div", { className: "desk-blank", contentEditable: "false" })
    this.contentDOM = crel("figcaption")
    this.credit = crel("div", { className: "desk-credit", contentEditable: "false" })
    this.bar = crel("div", { className: "desk-figure-bar", contentEditable: "false" })
    this.dom = crel("figure", { className: "desk-figure" }, [this.bar, this.blank, this.image, this.contentDOM, this.credit])
    this.draw()
  }

  async draw(fresh = false) {
    const { photo, credit } = this.node.attrs
    this.dom.classList.toggle("is-waiting", !photo)
    this.dom.classList.toggle("is-bare", this.node.content.size === 0)
    this.image.hidden = true
    if (!photo) return this.drawPlace(credit)
    const known = await photoOf(photo, fresh)
    if (this.node.attrs.photo === photo) this.drawPhoto(known)
  }

  drawPlace(credit) {
    this.blank.hidden = false
    this.blank.replaceChildren(icon("add_photo_alternate"), say("waiting"))
    this.contentDOM.dataset.ghost = say("captionNone")
    this.credit.className = "desk-credit"
    this.credit.textContent = credit || ""
    this.bar.replaceChildren(
      button(say("choose"), () => this.change(), "is-primary"),
      button(say("remove"), () => this.remove()),
    )
  }

  drawPhoto(known) {
    this.bar.replaceChildren(
      button(say("changePhoto"), () => this.change()),
      button(say("remove"), () => this.remove()),
    )
    this.blank.hidden = Boolean(known?.src)
    this.contentDOM.dataset.ghost = known?.caption || say("captionNone")
    if (!known) {
      this.blank.textContent = say("lost")
      this.credit.textContent = ""
      return
    }
    if (known.src) {
      this.image.hidden = false
      this.image.src = known.src
    } else {
      this.blank.textContent = known.failure || say("processing")
      if (!known.failure) setTimeout(() => this.dom.isConnected && this.draw(true), POLL)
    }
    this.credit.className = known.isCredited && !known.isKilled ? "desk-credit" : "desk-missing"
    this.credit.textContent = known.isKilled ? say("killed") : known.isCredited ? known.credit : say("creditMissing")
    this.credit.append(" ", crel("a", { href: known.address, target: "_blank", textContent: say("editPhoto") }))
  }

  async change() {
    const caption = this.node.textContent
    const { credit, photo } = this.node.attrs
    const [chosen] = await pick({ multiple: false, told: photo ? {} : { caption, credit } })
    if (!chosen) return
    let taken = chosen
    if (!photo && credit && !chosen.isCredited) taken = await tell(chosen.number, { caption, credit }).catch(() => chosen)
    const keeps = caption && caption !== taken.caption
    const content = keeps ? this.node.content : undefined
    const at = this.getPos()
    const figure = this.node.type.create({ photo: String(taken.number), credit: null }, content)
    this.editor.view.dispatch(this.editor.state.tr.replaceWith(at, at + this.node.nodeSize, figure))
  }

  remove() {
    const at = this.getPos()
    this.editor.chain().focus().deleteRange({ from: at, to: at + this.node.nodeSize }).run()
  }

  update(node) {
    if (node.type !== this.node.type) return false
    const isSame = node.attrs.photo === this.node.attrs.photo && node.attrs.credit === this.node.attrs.credit
    this.node = node
    if (isSame) this.dom.classList.toggle("is-bare", node.content.size === 0)
    else this.draw()
    return true
  }

  ignoreMutation(mutation) {
    if (mutation.type === "selection") return false
    return mutation.type === "attributes" || !this.contentDOM.contains(mutation.target)
  }

  stopEvent(event) {
    return this.bar.contains(event.target) || this.credit.contains(event.target)
  }
}

const nodesOf = (photos) => photos.map((photo) => ({ type: "photo", attrs: { photo: String(photo.number) } }))

const insert = async (editor, options = {}, at = null) => {
  const photos = await pick(options)
  if (!photos.length) return
  const chain = editor.chain().focus()
  if (at === null) chain.insertContent(nodesOf(photos)).run()
  else chain.insertContentAt(at, nodesOf(photos)).run()
}

const taking = (editor) =>
  new Plugin({
    props: {
      transformPastedHTML(html) {
        const lost = lostPictures(html)
        if (lost) notice(say("pictures", lost))
        return cleaned(html)
      },
      handlePaste(view, event) {
        const files = [...(event.clipboardData?.files ?? [])].filter(isPicture)
        if (!files.length || event.clipboardData.getData("text/html")) return false
        insert(editor, { files })
        return true
      },
      handleDrop(view, event) {
        const files = [...(event.dataTransfer?.files ?? [])].filter(isPicture)
        if (!files.length) return false
        event.preventDefault()
        insert(editor, { files }, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null)
        return true
      },
    },
  })

export const Photo = Node.create({
  name: "photo",
  group: "block",
  content: "text*",
  marks: "",
  draggable: true,
  isolating: true,
  defining: true,

  addAttributes() {
    return {
      photo: {
        default: "",
        parseHTML: (figure) => figure.getAttribute("data-photo") ?? "",
        renderHTML: ({ photo }) => ({ "data-photo": photo }),
      },
      credit: {
        default: null,
        parseHTML: (figure) => figure.getAttribute("data-credit"),
        renderHTML: ({ credit }) => (credit ? { "data-credit": credit } : {}),
      },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]", contentElement: "figcaption" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => new Figure(node, editor, getPos)
  },

  addKeyboardShortcuts() {
    // a caption is one line: Enter goes on below the figure
    const below = ({ editor }) => {
      const { $from } = editor.state.selection
      if ($from.parent.type.name !== this.name) return false
      return editor.chain().insertContentAt($from.after(), { type: "paragraph" }).focus($from.after() + 1).run()
    }
    return { Enter: below, "Shift-Enter": below }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "photo",
      groups: "photo",
      button: buttons.material("image", say("addPhoto")),
      command: (editor) => insert(editor),
    })
  },

  addProseMirrorPlugins() {
    return [taking(this.editor)]
  },
})
