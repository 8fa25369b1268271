// The editor library names its buttons in English alone.

import { say } from "./page.js";

const nameButtons = (menu) => {
  for (const button of menu.querySelectorAll("[title]")) {
    const title = say("menu")[button.title.toLowerCase()]
    if (!title) continue
    button.title = title
    button.setAttribute("aria-label", title)
  }
  for (const option of menu.querySelectorAll(".prose-menubar__option > *")) {
    option.textContent = say("menu")[option.textContent.toLowerCase()] ?? option.textContent
  }
}

/** Name the buttons of the editor in the user's language, now and whenever they are drawn; `label` is what it is called. */
export const nameMenu = (editor, label) =>
  editor.on("create", () => {
    const menu = editor.view.dom.parentElement
    editor.view.dom.setAttribute("aria-label", label)
    nameButtons(menu)
    editor.on("transaction", () => nameButtons(menu))
  })
