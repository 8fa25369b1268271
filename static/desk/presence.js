// Who else has the article open, and whether somebody has saved it meanwhile.

import { ask } from "./line.js";
import { csrf, el } from "./page.js";

const BEAT = 10000
const TYPING = 15000 // somebody types whose last key is no older

/** `heard` takes what the server said of the article; `start` begins the heartbeat. `seen` is the save that the user has
 * before her. */
export const startPresence = (panel, form, seen) => {
  const { check } = panel.dataset
  const isPresent = "presence" in panel.dataset
  const newer = panel.querySelector("[data-newer]")
  const people = panel.querySelector("[data-people]")
  let typedAt = 0

  const draw = (present) => {
    people.hidden = !present.length
    const names = people.querySelector("[data-names]")
    names.replaceChildren(
      ...present.map((person) => el("span", {}, person.name, person.is_typing ? el("small", {}, names.dataset.typing) : null)),
    )
  }
  const heard = (said) => {
    if (!isPresent) return
    if (said.people) draw(said.people)
    newer.hidden = said.saves <= seen
    newer.querySelector("[data-who]").textContent = `${said.by} ${said.at}`
  }
  const beat = async (done) => {
    const body = new FormData()
    body.set("typing", Date.now() - typedAt < TYPING ? "1" : "0")
    done(await ask(check, body))
  }
  const leave = () => {
    const body = new FormData()
    body.set("csrfmiddlewaretoken", csrf())
    body.set("leaving", "1")
    navigator.sendBeacon(check, body)
  }
  return {
    heard,
    start(done) {
      if (!isPresent) return
      form.addEventListener("input", () => (typedAt = Date.now()))
      form.addEventListener("keydown", () => (typedAt = Date.now()))
      beat(done)
      setInterval(() => beat(done), BEAT)
      addEventListener("pagehide", leave)
    },
  }
}
