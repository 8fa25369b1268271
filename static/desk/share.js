// The dialog of preview links: what the server shows, with its forms sent from here.

import { openDialog } from "./dialogs.js";
import { el, say } from "./page.js";

const fill = async (holder, address, form) => {
  const sent = form ? { method: "POST", body: new FormData(form) } : {}
  const response = await fetch(address, sent).catch(() => null)
  if (!response?.ok || response.redirected) {
    holder.prepend(el("p", { className: "desk-error", role: "alert" }, say("failed")))
    return
  }
  holder.innerHTML = await response.text()
  const shown = holder.querySelector("[data-address]")
  shown?.select()
  holder.querySelector("[data-copy]")?.addEventListener("click", async (e) => {
    shown.select()
    // without the clipboard's leave the address stays selected, to be copied by hand
    await navigator.clipboard?.writeText(shown.value).then(() => (e.target.textContent = say("shareCopied")), () => {})
  })
}

/** Make the button that shares a preview work. */
export const startSharing = () => {
  const opener = document.getElementById("share")
  opener?.addEventListener("click", () => {
    const holder = el("div", {})
    openDialog({ title: opener.querySelector("[data-name]").textContent, name: "desk-share" }, holder)
    holder.addEventListener("submit", (e) => {
      e.preventDefault()
      fill(holder, e.target.action, e.target)
    })
    // in a dialog of the editor, Enter in a field is not the form's
    holder.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && e.target.name === "remark") e.target.form.requestSubmit()
    })
    fill(holder, opener.dataset.url)
  })
}
