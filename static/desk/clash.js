// The page of a clash: it is only sent to a server that is there, and left by no slip once something is chosen.

import { heeding, showing, startGate, startLogins } from "./gate.js";
import { ask } from "./line.js";
import { startPresence } from "./presence.js";

const form = document.getElementById("clash")
const panel = document.getElementById("saving")
const banners = showing(panel)
const presence = startPresence(panel, form, Number(panel.dataset.seen))
const done = heeding(panel, banners, presence.heard)
const standing = async () => done(await ask(panel.dataset.check))
let isChosen = false

startGate(form, banners, standing)
startLogins(panel, standing)
presence.start(done)
form.addEventListener("input", () => (isChosen = true))
form.addEventListener("submit", () => (isChosen = false))
addEventListener("beforeunload", (e) => {
  if (isChosen) e.preventDefault()
})
for (const own of form.querySelectorAll(".clash-own")) {
  own.querySelector("[type=radio]").addEventListener("change", () => own.querySelector("textarea").focus())
}
