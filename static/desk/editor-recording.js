// Video or audio in the body: <figure data-video="https://…"> or data-audio by address, <figure data-clip="7"> for a file of
// ours, each with a caption. An empty value is a place that waits.

import { Node } from "django-prose-editor/editor"
import { clipOf } from "./clips.js";
import { Place, button, captioned, insertNodes } from "./editor-place.js";
import { el, icon, say } from "./page.js";
import { pickRecording } from "./picker-clips.js";

class Recording extends Place {
  constructor(view) {
    super(view, "is-recording", "recordingCaption")
    this.draw()
  }

  async draw() {
    const { kind, value } = this.node.attrs
    this.dom.classList.toggle("is-waiting", !value)
    this.bar.replaceChildren(
      button(say(value ? "changePhoto" : "recordingChoose"), () => this.change(), value ? "" : "is-primary"), this.removal())
    this.foot.className = "desk-credit"
    this.foot.replaceChildren()
    this.contentDOM.dataset.ghost = this.ghost
    if (!value) return this.shown.replaceChildren(el("div", { className: "desk-blank" }, icon("smart_display"), say("recordingWaiting")))
    if (kind !== "clip") return this.drawAddress(kind, value)
    const clip = await clipOf(value)
    if (this.node.attrs.value === value) this.drawClip(clip)
  }

  drawAddress(kind, address) {
    this.shown.replaceChildren(el("div", { className: "desk-blank" }, icon(kind === "video" ? "smart_display" : "graphic_eq"),
      el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address)))
  }

  drawClip(clip) {
    if (!clip) return this.shown.replaceChildren(el("div", { className: "desk-blank" }, say("clipLost")))
    this.shown.replaceChildren(el(clip.kind, { src: clip.src, controls: true, preload: "metadata" }))
    this.contentDOM.dataset.ghost = clip.title || this.ghost
    this.foot.className = clip.credit && !clip.isKilled ? "desk-credit" : "desk-missing"
    this.foot.append(clip.isKilled ? say("killed") : clip.credit || say("clipBare"), " ",
      el("a", { href: clip.address, target: "_blank" }, say("editClip")))
  }

  async change() {
    const { kind, value } = this.node.attrs
    const chosen = await pickRecording(kind === "clip" ? {} : { kind, address: value })
    if (!chosen) return
    const { caption, ...attrs } = chosen
    const at = this.getPos()
    const text = this.node.content.size || !caption ? this.node.content : this.editor.schema.text(caption)
    const made = this.node.type.create(attrs, text)
    this.editor.view.dispatch(this.editor.state.tr.replaceWith(at, at + this.node.nodeSize, made))
  }

  stopEvent(event) {
    return super.stopEvent(event) || this.shown.contains(event.target)
  }
}

const KINDS = ["video", "audio", "clip"]

const RecordingNode = Node.create({
  name: "recording",
  ...captioned,

  addAttributes() {
    return {
      kind: {
        default: "video",
        parseHTML: (figure) => KINDS.find((kind) => figure.hasAttribute(`data-${kind}`)),
        renderHTML: () => ({}),
      },
      value: {
        default: "",
        parseHTML: (figure) => figure.getAttribute(`data-${KINDS.find((kind) => figure.hasAttribute(`data-${kind}`))}`) ?? "",
        renderHTML: ({ kind, value }) => ({ [`data-${kind}`]: value }),
      },
    }
  },

  parseHTML() {
    return KINDS.map((kind) => ({ tag: `figure[data-${kind}]`, contentElement: "figcaption" }))
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addNodeView() {
    return (view) => new Recording(view)
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "recording",
      groups: "places",
      priority: 70,
      button: buttons.material("smart_display", say("addVideo")),
      async command(editor) {
        const chosen = await pickRecording()
        if (!chosen) return
        const { caption, ...attrs } = chosen
        insertNodes(editor, { type: "recording", attrs, content: caption ? [{ type: "text", text: caption }] : [] })
      },
    })
  },
})

export { RecordingNode as Recording }
