// Pasting and dropping into the body: foreign HTML is cleaned, pictures go into the library. What a body may have and no
// button makes, stays in it.

import { Extension, Plugin } from "django-prose-editor/editor"
import { insertPhotos } from "./editor-photo.js";
import { cleaned, parsed } from "./paste.js";
import { bring } from "./paste-pictures.js";
import { isPicture } from "./photos.js";

const picturesOf = (transfer) => [...(transfer?.files ?? [])].filter(isPicture)

// A picture copied by itself comes with a line of HTML that only names it.
const hasWords = (html) => Boolean(parsed(html).textContent.trim())

const taking = (editor) =>
  new Plugin({
    props: {
      transformPastedHTML(html) {
        if (/\sdata-pm-slice=/.test(html)) return html // from an editor of ours
        const { html: body, pictures } = cleaned(html)
        if (pictures.length) setTimeout(() => bring(editor, pictures))
        return body
      },
      handlePaste(view, event) {
        const files = picturesOf(event.clipboardData)
        if (!files.length || hasWords(event.clipboardData.getData("text/html"))) return false
        insertPhotos(editor, { files })
        return true
      },
      handleDrop(view, event) {
        const files = picturesOf(event.dataTransfer)
        if (!files.length) return false
        event.preventDefault()
        const waiting = event.target.closest(".desk-figure.is-waiting:not(.is-gallery, .is-recording)")
        if (waiting && files.length === 1) waiting.dispatchEvent(new CustomEvent("photofiles", { detail: files }))
        else insertPhotos(editor, { files }, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null)
        return true
      },
    },
  })

const kept = (name) => ({ default: null, renderHTML: (attrs) => (attrs[name] ? { [name]: attrs[name] } : {}) })

export const Paste = Extension.create({
  name: "pasting", // the library has a paste of its own

  addGlobalAttributes() {
    const types = ["paragraph", "heading", "blockquote", "pullQuote", "bulletList", "orderedList", "listItem", "tableCell", "tableHeader"]
    return [{ types, attributes: { dir: kept("dir"), lang: kept("lang") } }]
  },

  addProseMirrorPlugins() {
    return [taking(this.editor)]
  },
})
