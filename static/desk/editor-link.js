// The link of the body editor, with a dialog of ours: an address, or a story found by words of its headline.

import { Link as Stock } from "django-prose-editor/editor"
import { labelled, openDialog, plain, primary } from "./dialogs.js";
import { el, say } from "./page.js";
import { searching } from "./story-search.js";

const isAddress = (text) => /^(https?:\/\/\S|mailto:\S|\/(?![/\\])\S|#\S)/i.test(text)

/** What was typed as an address that may stand in a body; "" where it is none. */
const addressOf = (typed) => {
  const text = typed.trim()
  if (isAddress(text)) return text
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text)) return `mailto:${text}`
  return /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?([/?#]\S*)?$/i.test(text) ? `https://${text}` : ""
}

// {href, words} of what was chosen, {href: null} to take the link away, null where the dialog was left.
const ask = (href) =>
  new Promise((resolve) => {
    const { input, row } = labelled(say("linkField"), { value: href ?? "", inputMode: "url" })
    const error = el("p", { className: "desk-error", role: "alert", hidden: true }, say("addressBad"))
    const finish = (chosen) => {
      resolve(chosen)
      dialog.close()
    }
    const done = () => {
      const address = addressOf(input.value)
      error.hidden = Boolean(address)
      if (address) finish({ href: address, words: address.replace(/^mailto:/, "") })
      else input.focus()
    }
    row.append(el("p", { className: "desk-help" }, say("linkHelp")), error,
      searching(input, (story) => finish({ href: story.address, words: story.headline }), (text) => !isAddress(text)))
    input.addEventListener("input", () => (error.hidden = true))
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing && !event.defaultPrevented) done()
    })
    const dialog = openDialog({
      title: say("linkTitle"),
      foot: [href ? plain(say("unlink"), () => finish({ href: null })) : null, plain(say("cancel"), () => dialog.close()), primary(say("apply"), done)],
      onclose: () => resolve(null),
    }, row)
    input.select()
  })

const edit = async (editor) => {
  const isThere = editor.isActive("link")
  const chosen = await ask(isThere ? editor.getAttributes("link").href : null)
  if (!chosen) return editor.commands.focus()
  const chain = editor.chain().focus()
  if (chosen.href === null) return chain.extendMarkRange("link").unsetLink().run()
  const attrs = { href: chosen.href, title: null }
  if (isThere) return chain.extendMarkRange("link").setMark("link", attrs).run()
  if (!editor.state.selection.empty) return chain.setMark("link", attrs).run()
  return chain.insertContent({ type: "text", text: chosen.words, marks: [{ type: "link", attrs }] }).run()
}

export const Link = Stock.extend({
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", say("linkTitle")),
      command: edit,
      active: (editor) => editor.isActive("link"),
    })
  },

  addKeyboardShortcuts() {
    return {
      "Mod-k": ({ editor }) => {
        edit(editor)
        return true
      },
    }
  },
})
