// The strips that offer unsaved work: what lies in this browser is brought to the server first, which shows what differs.

import { ask } from "./line.js";
import { csrf, notice, say } from "./page.js";

const bring = async (panel, local, own) => {
  let isNew = false
  for (const [tab, fields] of local.all()) {
    if (tab === own) continue
    const body = new FormData()
    for (const [name, value] of fields) body.append(name, value)
    body.set("writer", panel.dataset.user)
    const answer = await ask(panel.dataset.keep, body)
    if (answer.case !== "ok") continue
    local.drop(tab)
    isNew = true
  }
  return isNew
}

/** Make the strips of the page work; `own` is the tab of the form itself. */
export const startStrips = async (panel, local, own) => {
  const strips = panel.querySelector("[data-strips]")
  strips.addEventListener("submit", async (e) => {
    e.preventDefault() // leaving the page would lose what is typed in it
    const sent = await fetch(e.target.action, {
      method: "POST",
      body: new FormData(e.target),
      headers: { "X-CSRFToken": csrf() },
      redirect: "manual",
    }).catch(() => null)
    if (sent?.type === "opaqueredirect") e.target.closest("[data-offer]").remove()
    else notice(say("failed"))
  })
  if (!(await bring(panel, local, own))) return
  const shown = await fetch(`${panel.dataset.offers}?${new URLSearchParams({ tab: own })}`).catch(() => null)
  if (shown?.ok) strips.innerHTML = await shown.text()
}
