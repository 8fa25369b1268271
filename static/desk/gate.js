// The gate before a form: it is only sent to a server that is there, with a login that lives. Banners say how it stands.

import { renew } from "./line.js";

const BACK_SHOWN = 6000

/** Show the banner of a case in `panel`, and none where all is well. */
export const showing = (panel) => {
  let shown = "ok"
  const draw = (name) => {
    for (const banner of panel.querySelectorAll("[data-case]")) banner.hidden = banner.dataset.case !== name
  }
  return {
    now: () => shown,
    show(name, { isHeld = false, reason = "" } = {}) {
      const isBack = name === "ok" && ["away", "out", "other"].includes(shown)
      if (name === shown && !isHeld) return
      shown = name
      draw(isBack ? "back" : name)
      for (const held of panel.querySelectorAll("[data-held]")) if (isHeld || name === "ok") held.hidden = !isHeld
      const reasons = panel.querySelector("[data-reason]")
      reasons.textContent = reason
      if (isBack) setTimeout(() => shown === "ok" && draw("ok"), BACK_SHOWN)
      else if (isHeld) panel.scrollIntoView({ block: "center" })
    },
  }
}

/** The function that heeds what the server answered, and returns the answer: the banner shows it, also where the article
 * may not be edited any more; `heard` takes what was said. */
export const heeding = (panel, banners, heard) => {
  let refusal = null
  return (answer) => {
    if (answer.case === "ok" && String(answer.said.user) !== panel.dataset.user) answer.case = "other"
    if (answer.case === "ok") {
      if ("refusal" in answer.said) refusal = answer.said.refusal
      renew(answer.said.csrf)
      heard(answer.said)
    }
    banners.show(answer.case === "ok" && refusal ? "refused" : answer.case, { reason: refusal ?? "" })
    return answer
  }
}

/** Hold every sending of the form until `standing` has asked the server whether it is there and who is logged in. */
export const startGate = (form, banners, standing) => {
  let isFree = false
  let isAsking = false
  const hold = (submitter, name, reason) => {
    submitter?.closest("dialog")?.close() // the banner stands behind it; what was typed in it stays
    banners.show(name, { isHeld: true, reason })
  }
  form.addEventListener("submit", async (e) => {
    if (isFree) return
    e.preventDefault()
    e.stopImmediatePropagation()
    if (isAsking) return
    isAsking = true
    const answer = await standing()
    isAsking = false
    const reason = answer.said?.refusal
    if (reason && e.submitter?.name !== "_verb") return hold(e.submitter, "refused", reason)
    if (answer.case !== "ok" && answer.case !== "long") return hold(e.submitter, answer.case)
    isFree = true
    form.requestSubmit(e.submitter)
  }, true)
  addEventListener("pageshow", () => (isFree = false))
}

/** Let the user log in in a window of its own, which closes once the server knows her; `standing` asks it. */
export const startLogins = (panel, standing) => {
  for (const link of panel.querySelectorAll("[data-login]")) {
    link.addEventListener("click", (e) => {
      e.preventDefault()
      const opened = open(link.href, "desk-login", "popup,width=480,height=680")
      const waiting = setInterval(async () => {
        const answer = await standing()
        if (answer.case !== "ok" && !opened?.closed) return
        clearInterval(waiting)
        opened?.close()
      }, 2000)
    })
  }
}
