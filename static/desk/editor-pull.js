// A pull quote: <blockquote data-pull=""><p>…</p></blockquote>.

import { Node } from "django-prose-editor/editor"
import { say } from "./page.js";

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,

  parseHTML() {
    return [{ tag: "blockquote[data-pull]", priority: 60 }]
  },

  renderHTML() {
    return ["blockquote", { "data-pull": "" }, 0]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      button: buttons.material("vertical_align_center", say("pullQuote")),
      command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().toggleWrap("pullQuote"),
    })
  },
})
