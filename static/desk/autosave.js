// Nothing typed is lost: it goes to the server every few seconds, into the browser until the server has it, and a form is
// only sent to a server that is there, with a login that lives.

import { ask, renew } from "./line.js";
import { debounced } from "./page.js";
import { startPresence } from "./presence.js";
import { shelf } from "./shelf.js";
import { startStrips } from "./strips.js";

const QUIET = 2000 // this long without a key, and it is sent
const LONGEST = 10000 // nor does it wait longer than this
const PAUSES = [2000, 4000, 8000, 15000, 30000] // between tries while the server is away
const BACK_SHOWN = 6000

const panel = document.getElementById("saving")

/** Show the banner of a case, and none where all is well. */
const showing = () => {
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

/** Send what is typed, as often as it takes. `typed` is called after every change, `flush` gives how the server stands. */
const startSending = (form, banners, heard) => {
  const { keep, check, user, article } = panel.dataset
  const local = shelf(user, article)
  const tab = form.elements.tab.value
  const kept = document.getElementById("kept")
  let changes = 0 // of the form, counted
  let stored = 0 // how many of them the server has
  let first = 0 // when the oldest that it has not was typed
  let tries = 0
  let timer
  let sending = null

  const later = (pause) => {
    clearTimeout(timer)
    timer = setTimeout(flush, pause)
  }
  const done = (answer) => {
    if (answer.case === "ok" && String(answer.said.user) !== user) answer.case = "other"
    banners.show(answer.case)
    if (answer.case === "ok") {
      tries = 0
      renew(answer.said.csrf)
      heard(answer.said)
      if (changes !== stored) later(QUIET)
    } else if (answer.case !== "long" && answer.case !== "gone") {
      later(PAUSES[Math.min(tries++, PAUSES.length - 1)])
    }
    return answer
  }
  const send = async () => {
    const upTo = changes
    const body = new FormData(form)
    body.set("writer", user)
    const answer = await ask(keep, body)
    if (answer.case === "ok") {
      stored = upTo
      first = changes === upTo ? 0 : Date.now()
      if (changes === upTo) local.drop(tab)
      kept.textContent = `${kept.dataset.text} ${new Date().toTimeString().slice(0, 5)}`
    }
    return answer
  }
  const flush = () => {
    clearTimeout(timer)
    sending ??= (changes === stored ? ask(check) : send()).then(done).finally(() => (sending = null))
    return sending
  }
  const putLocal = debounced(() => changes !== stored && local.put(form), 300)
  addEventListener("pagehide", () => changes !== stored && local.put(form))
  addEventListener("online", () => banners.now() !== "ok" && flush())
  addEventListener("focus", () => banners.now() !== "ok" && flush())
  return {
    flush,
    done,
    typed() {
      changes += 1
      first ||= Date.now()
      putLocal()
      if (banners.now() === "ok") later(Math.max(0, Math.min(QUIET, first + LONGEST - Date.now())))
    },
    /** Until nothing is left to send, or the server does not take it. */
    async all() {
      let answer = await flush()
      while (answer.case === "ok" && changes !== stored) answer = await flush()
      return answer
    },
  }
}

/** Hold every sending of the form until the server was asked whether it is there and who is logged in. */
const startGate = (form, sender, banners) => {
  let isFree = false
  let isAsking = false
  form.addEventListener("submit", async (e) => {
    if (isFree) return
    e.preventDefault()
    e.stopImmediatePropagation()
    if (isAsking) return
    isAsking = true
    const answer = await sender.all()
    const standing = answer.case === "ok" ? sender.done(await ask(panel.dataset.check)) : answer
    isAsking = false
    const reason = standing.said?.refusal
    if (reason && e.submitter?.name !== "_verb") return banners.show("refused", { isHeld: true, reason })
    if (standing.case !== "ok" && standing.case !== "long") return banners.show(standing.case, { isHeld: true })
    isFree = true
    form.requestSubmit(e.submitter)
  }, true)
  addEventListener("pageshow", () => (isFree = false))
}

/** Make saving safe on the page; returns the function to call after every change. */
export const startSaving = (form) => {
  const banners = showing()
  const presence = startPresence(panel, form)
  const sender = startSending(form, banners, presence.heard)
  startGate(form, sender, banners)
  presence.start(sender)
  startStrips(panel, shelf(panel.dataset.user, panel.dataset.article), form.elements.tab.value)
  for (const link of panel.querySelectorAll("[data-login]")) {
    link.addEventListener("click", (e) => {
      e.preventDefault()
      const opened = open(link.href, "desk-login", "popup,width=480,height=680")
      const waiting = setInterval(async () => {
        const answer = await sender.flush()
        if (answer.case !== "ok" && !opened?.closed) return
        clearInterval(waiting)
        opened?.close()
      }, 2000)
    })
  }
  return sender.typed
}
