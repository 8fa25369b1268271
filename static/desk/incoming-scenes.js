// Which photos of the upload page show one scene: taken within seconds of each other, or looking nearly the same.

import { el } from "./page.js"
import { fill, words } from "./incoming-send.js"

const SECONDS = 5
const BITS = 12

const bitsApart = (one, other) => {
  if (!one || !other) return 64
  let left = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let bits = 0
  for (; left; left >>= 1n) bits += Number(left & 1n)
  return bits
}

const isOneScene = (one, other) =>
  Math.abs(new Date(one.taken || NaN) - new Date(other.taken || NaN)) <= SECONDS * 1000 || bitsApart(one.likeness, other.likeness) <= BITS

const scenesOf = (rows) => {
  const scenes = []
  const when = (row) => row.photo.taken || new Date(row.file.lastModified).toISOString()
  for (const row of rows.filter((one) => one.photo && !one.twin).sort((a, b) => when(a).localeCompare(when(b)))) {
    const scene = scenes.find((one) => isOneScene(one.at(-1).photo, row.photo))
    if (scene) scene.push(row)
    else scenes.push([row])
  }
  return scenes.filter((scene) => scene.length > 1)
}

/** Put the photos of one scene together, below a line that says how many they are. */
export const group = (rows, tellAll) => {
  const scenes = scenesOf(rows)
  for (const old of document.querySelectorAll(".incoming-scene")) {
    if (!scenes.some((scene) => scene[0].heading === old)) old.remove()
  }
  for (const row of rows) {
    row.element.classList.toggle("is-scene", scenes.some((scene) => scene.includes(row)))
    if (!scenes.some((scene) => scene[0] === row)) row.heading = null
  }
  for (const scene of scenes) {
    const [first, ...others] = scene
    first.heading ??= el("li", { className: "incoming-scene" }, el("b"),
      el("button", { type: "button", className: "desk-button" }, words.sameCaption))
    first.heading.firstElementChild.textContent = fill(words.scene, { count: scene.length })
    first.heading.lastElementChild.onclick = () => tellAll(first, others)
    if (first.element.previousElementSibling !== first.heading) first.element.before(first.heading)
    let last = first.element
    for (const { element } of others) {
      // where somebody types, nothing is moved away from under her hands
      if (last.nextElementSibling !== element && !element.contains(document.activeElement)) last.after(element)
      last = element
    }
    last.classList.add("is-last")
    for (const { element } of scene) if (element !== last) element.classList.remove("is-last")
  }
}
