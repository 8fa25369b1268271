// A field for the number of a photo: the photo itself and the way into the library stand in its place.

import { el, icon, say } from "./page.js";
import { showChosen } from "./photos.js";
import { pick } from "./picker.js";

const start = (input) => {
  const shown = el("div", { className: "desk-cover", hidden: true })
  const out = el("button", { type: "button", className: "desk-button", hidden: true }, say("remove"))
  const choose = el("button", { type: "button", className: "desk-button" }, icon("photo_library"), say("choose"))
  const draw = () => {
    out.hidden = !input.value
    showChosen(shown, input.value)
  }
  const put = (number) => {
    input.value = number
    input.dispatchEvent(new Event("change", { bubbles: true }))
    draw()
  }
  choose.addEventListener("click", async () => {
    const [chosen] = await pick({ multiple: false })
    if (chosen) put(chosen.number)
  })
  out.addEventListener("click", () => put(""))
  input.hidden = true
  input.after(shown, el("p", { className: "desk-cover-buttons" }, choose, out))
  draw()
}

for (const input of document.querySelectorAll("input[data-photo-number]")) start(input)
