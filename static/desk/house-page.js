// The form of a page of the house: its editor's buttons by name.

import { nameMenu } from "./menu.js";

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) =>
  nameMenu(editor, document.querySelector(`label[for="${textarea.id}"]`)?.textContent.trim() ?? ""))
