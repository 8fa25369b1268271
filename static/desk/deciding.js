// The verbs that ask for something: their buttons open a dialog, which does not close before all is said.

const check = (fields) => {
  const missing = fields.filter((field) => "needed" in field.dataset && !field.value.trim())
  for (const field of fields) {
    field.setAttribute("aria-invalid", String(missing.includes(field)))
    const told = field.parentElement.querySelector("[data-missing]")
    if (told) told.hidden = !missing.includes(field)
  }
  missing[0]?.focus()
  return !missing.length
}

const startDialog = (dialog) => {
  const fields = [...dialog.querySelectorAll("textarea, input")]
  const act = dialog.querySelector("[name=_verb]")
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
  act.addEventListener("click", (e) => {
    if (!check(fields)) e.preventDefault()
  })
  for (const field of fields) {
    field.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || field.tagName === "TEXTAREA") return
      e.preventDefault() // else the browser saves and forgets the verb
      act.click()
    })
  }
  if ("open" in dialog.dataset) dialog.showModal() // it was refused: what was typed is here again
}

const startMore = (more) => {
  addEventListener("click", (e) => {
    if (!more.contains(e.target) || e.target.closest("[data-dialog]")) more.open = false
  })
  more.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !more.open) return
    more.open = false
    more.querySelector("summary").focus()
  })
}

/** Start the verbs' dialogs and the fold of the rarer ones. */
export const startDeciding = () => {
  for (const opener of document.querySelectorAll("[data-dialog]")) {
    opener.addEventListener("click", () => document.getElementById(opener.dataset.dialog).showModal())
  }
  for (const dialog of document.querySelectorAll(".desk-asking")) startDialog(dialog)
  for (const more of document.querySelectorAll(".desk-more")) startMore(more)
}
