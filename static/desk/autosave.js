// Nothing typed is lost: it goes to the server every few seconds, and into the browser until the server has it.

import { heeding, showing, startGate, startLogins } from "./gate.js";
import { ask } from "./line.js";
import { debounced } from "./page.js";
import { startPresence } from "./presence.js";
import { shelf } from "./shelf.js";
import { startStrips } from "./strips.js";

const QUIET = 2000 // this long without a key, and it is sent
const LONGEST = 10000 // nor does it wait longer than this
const PAUSES = [2000, 4000, 8000, 15000, 30000] // between tries while the server is away

const panel = document.getElementById("saving")

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
  const heed = heeding(panel, banners, heard)
  const done = (answer) => {
    heed(answer)
    if (answer.case === "ok") {
      tries = 0
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
      if (["ok", "refused"].includes(banners.now())) later(Math.max(0, Math.min(QUIET, first + LONGEST - Date.now())))
    },
    /** Until nothing is left to send, or the server does not take it; gives how the article stands then. */
    async all() {
      let answer = await flush()
      while (answer.case === "ok" && changes !== stored) answer = await flush()
      return answer.case === "ok" ? done(await ask(check)) : answer
    },
  }
}

/** Make saving safe on the page; returns the function to call after every change. */
export const startSaving = (form) => {
  const banners = showing(panel)
  const presence = startPresence(panel, form, Number(form.elements.saves.value))
  const sender = startSending(form, banners, presence.heard)
  startGate(form, banners, sender.all)
  startLogins(panel, sender.flush)
  presence.start(sender.done)
  startStrips(panel, shelf(panel.dataset.user, panel.dataset.article), form.elements.tab.value)
  return sender.typed
}
