// The photo figure of the body editor: <figure data-photo="12"><figcaption>caption of its own</figcaption></figure>,
// as articles/markup documents it. An empty number is a place that waits for its photo.

import { Node, crel } from "django-prose-editor/editor"
import { Place, button, captioned, insertNodes, said } from "./editor-place.js";
import { icon, say } from "./page.js";
import { photo as photoOf, tell } from "./photos.js";
import { pick } from "./picker.js";

const POLL = 1500

class Figure extends Place {
  constructor(view) {
    super(view)
    this.image = crel("img", { alt: "", draggable: false })
    this.blank = crel("div", { className: "desk-blank" })
    this.shown.append(this.blank, this.image)
    this.dom.addEventListener("photofiles", ({ detail }) => this.change(detail))
    this.draw()
  }

  async draw(fresh = false) {
    const { photo, credit } = this.node.attrs
    this.dom.classList.toggle("is-waiting", !photo)
    this.image.hidden = true
    if (!photo) return this.drawPlace(credit)
    const known = await photoOf(photo, fresh)
    if (this.node.attrs.photo === photo) this.drawPhoto(known)
  }

  drawPlace(credit) {
    this.blank.hidden = false
    this.blank.replaceChildren(icon("add_photo_alternate"), say("waiting"))
    this.contentDOM.dataset.ghost = this.ghost
    this.foot.className = "desk-credit"
    this.foot.textContent = credit || ""
    this.bar.replaceChildren(button(say("choose"), () => this.change(), "is-primary"), this.removal())
  }

  drawPhoto(known) {
    this.bar.replaceChildren(button(say("changePhoto"), () => this.change()), this.removal())
    this.blank.hidden = Boolean(known?.src)
    this.contentDOM.dataset.ghost = known?.caption || this.ghost
    if (!known) {
      this.blank.textContent = say("lost")
      this.foot.textContent = ""
      return
    }
    if (known.src) {
      this.image.hidden = false
      this.image.src = known.src
    } else {
      this.blank.textContent = known.failure || say("processing")
      if (!known.failure) setTimeout(() => this.dom.isConnected && this.draw(true), POLL)
    }
    this.foot.className = known.isCredited && !known.isKilled ? "desk-credit" : "desk-missing"
    this.foot.textContent = known.isKilled ? say("killed") : known.isCredited ? known.credit : say("creditMissing")
    this.foot.append(" ", crel("a", { href: known.address, target: "_blank", textContent: say("editPhoto") }))
  }

  async change(files = []) {
    const caption = this.node.textContent
    const { credit, photo } = this.node.attrs
    const [chosen] = await pick({ multiple: false, told: photo ? {} : { caption, credit }, files })
    if (!chosen) return
    let taken = chosen
    if (!photo && credit && !chosen.isCredited) taken = await tell(chosen.number, { caption, credit }).catch(() => chosen)
    const keeps = caption && caption !== taken.caption
    const content = keeps ? this.node.content : undefined
    const at = this.getPos()
    const figure = this.node.type.create({ photo: String(taken.number), credit: null }, content)
    this.editor.view.dispatch(this.editor.state.tr.replaceWith(at, at + this.node.nodeSize, figure))
  }
}

const nodesOf = (photos) => photos.map((photo) => ({ type: "photo", attrs: { photo: String(photo.number) } }))

/** Ask for photos and put them into the body, each in a figure. `options` are those of the picker. */
export const insertPhotos = async (editor, options = {}, at = null) => {
  const photos = await pick(options)
  if (photos.length) insertNodes(editor, nodesOf(photos), at)
}

export const Photo = Node.create({
  name: "photo",
  ...captioned,

  addAttributes() {
    return {
      photo: said("photo"),
      credit: {
        default: null,
        parseHTML: (figure) => figure.getAttribute("data-credit"),
        renderHTML: ({ credit }) => (credit ? { "data-credit": credit } : {}),
      },
      // by which a pasted picture finds its place again; never part of the body
      token: { default: null, parseHTML: (figure) => figure.getAttribute("data-token"), renderHTML: () => ({}) },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]", contentElement: "figcaption" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addNodeView() {
    return (view) => new Figure(view)
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "photo",
      groups: "places",
      priority: 90,
      button: buttons.material("image", say("addPhoto")),
      command: (editor) => insertPhotos(editor),
    })
  },
})
