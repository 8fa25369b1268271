// A gallery in the body: <figure data-gallery="12 13 14"><figcaption>…</figcaption></figure>. Photos are put in order by
// dragging, or with the buttons under each.

import { Node } from "django-prose-editor/editor"
import { Place, button, captioned, insertNodes, said } from "./editor-place.js";
import { el, icon, say } from "./page.js";
import { photo as photoOf } from "./photos.js";
import { pick } from "./picker.js";

const MOST = 60

class Gallery extends Place {
  constructor(view) {
    super(view, "is-gallery", "galleryCaption")
    this.list = el("ol", { className: "desk-gallery" })
    this.shown.append(this.list)
    this.draw()
  }

  get numbers() {
    return this.node.attrs.gallery.split(" ").filter(Boolean)
  }

  draw() {
    const { numbers } = this
    this.dom.classList.toggle("is-waiting", numbers.length === 0)
    this.list.replaceChildren(...numbers.map((number, place) => this.item(number, place, numbers.length)))
    if (!numbers.length) this.list.append(el("li", { className: "desk-blank" }, say("galleryEmpty")))
    this.foot.textContent = numbers.length ? say("photoCount", numbers.length) : ""
    this.bar.replaceChildren(button(say("addPhotos"), () => this.add(), numbers.length ? "" : "is-primary"), this.removal())
  }

  item(number, place, count) {
    const image = el("img", { alt: "", draggable: false })
    const credit = el("span", { className: "desk-credit" })
    const move = (way, name, to) =>
      el("button", { type: "button", title: say(name), "aria-label": say(name), disabled: to < 0 || to >= count,
        onclick: () => this.move(place, to) }, icon(way))
    const item = el("li", { draggable: true }, image, credit,
      el("span", { className: "desk-gallery-buttons" },
        move("chevron_left", "earlier", place - 1),
        move("chevron_right", "later", place + 1),
        el("button", { type: "button", title: say("remove"), "aria-label": say("remove"), onclick: () => this.take(place) }, icon("close"))))
    this.drags(item, place)
    photoOf(number).then((known) => {
      if (known?.thumbnail) image.src = known.thumbnail
      image.title = known?.caption ?? ""
      credit.className = known?.isCredited && !known.isKilled ? "desk-credit" : "desk-missing"
      credit.textContent = !known ? say("lost") : known.isKilled ? say("killed") : known.isCredited ? known.credit : say("creditMissing")
    })
    return item
  }

  drags(item, place) {
    item.addEventListener("dragstart", (event) => {
      this.dragged = place
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", "")
    })
    item.addEventListener("dragover", (event) => {
      if (this.dragged === undefined) return
      event.preventDefault()
      item.classList.add("is-over")
    })
    item.addEventListener("dragleave", () => item.classList.remove("is-over"))
    item.addEventListener("dragend", () => delete this.dragged)
    item.addEventListener("drop", (event) => {
      if (this.dragged === undefined) return
      event.preventDefault()
      const from = this.dragged
      delete this.dragged
      if (from !== place) this.move(from, place)
      else item.classList.remove("is-over")
    })
  }

  move(from, to) {
    const { numbers } = this
    numbers.splice(to, 0, ...numbers.splice(from, 1))
    this.put({ gallery: numbers.join(" ") })
  }

  take(place) {
    this.put({ gallery: this.numbers.filter((_number, at) => at !== place).join(" ") })
  }

  async add() {
    const photos = await pick()
    const numbers = new Set([...this.numbers, ...photos.map((photo) => String(photo.number))])
    if (photos.length) this.put({ gallery: [...numbers].slice(0, MOST).join(" ") })
  }

  stopEvent(event) {
    return super.stopEvent(event) || this.shown.contains(event.target)
  }
}

export const insertGallery = async (editor) => {
  const photos = await pick()
  const gallery = photos.slice(0, MOST).map((photo) => photo.number).join(" ")
  if (photos.length) insertNodes(editor, { type: "gallery", attrs: { gallery } })
}

const GalleryNode = Node.create({
  name: "gallery",
  ...captioned,

  addAttributes() {
    return { gallery: said("gallery") }
  },

  parseHTML() {
    return [{ tag: "figure[data-gallery]", contentElement: "figcaption" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addNodeView() {
    return (view) => new Gallery(view)
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "gallery",
      groups: "places",
      priority: 80,
      button: buttons.material("photo_library", say("addGallery")),
      command: (editor) => insertGallery(editor),
    })
  },
})

export { GalleryNode as Gallery }
