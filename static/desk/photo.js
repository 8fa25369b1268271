// The page of a photo: a click or the arrow keys set the focal point, and the crops beside it follow at once.

import { csrf, debounced, notice } from "./page.js"

const STEP = 2
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }
const holder = document.querySelector(".photo-focus")
const crops = document.querySelector(".photo-crops")
const within = (value) => Math.min(100, Math.max(0, Math.round(value)))
const point = () => [Number(holder.dataset.x || 50), Number(holder.dataset.y || 50)]

const show = (x, y) => {
  holder.style.setProperty("--x", `${x}%`)
  holder.style.setProperty("--y", `${y}%`)
  holder.dataset.x = x
  holder.dataset.y = y
  const image = holder.querySelector("img")
  // a background is placed by the share of what is left over, a focal point by the share of the whole
  const placed = (at, whole, part) => (whole - part < 1 ? 50 : Math.min(100, Math.max(0, (((at / 100) * whole - part / 2) / (whole - part)) * 100)))
  for (const crop of crops.querySelectorAll("[data-ratio]")) {
    const [width, height] = crop.dataset.ratio.split("/").map(Number)
    const part = Math.min(image.naturalWidth / width, image.naturalHeight / height)
    crop.style.aspectRatio = `${width} / ${height}`
    crop.style.backgroundImage = `url("${image.currentSrc || image.src}")`
    crop.style.backgroundPosition = `${placed(x, image.naturalWidth, width * part)}% ${placed(y, image.naturalHeight, height * part)}%`
  }
}

const send = async (values) => {
  try {
    const response = await fetch(holder.dataset.focus, { method: "POST", body: new URLSearchParams(values), headers: { "X-CSRFToken": csrf() } })
    if (!response.ok || response.redirected) throw new Error(response.status)
    return true
  } catch {
    notice(crops.dataset.failed)
    return false
  }
}

const set = async (x, y) => {
  const before = point()
  show(x, y)
  if (await send({ x, y })) crops.querySelector("[data-how]").textContent = crops.dataset.byHand
  else show(...before)
}
const setSoon = debounced(set, 500)

if (holder && crops) {
  const image = holder.querySelector("img")
  const start = () => show(...point())
  if (image.complete && image.naturalWidth) start()
  else image.addEventListener("load", start, { once: true })
  crops.hidden = false
  holder.addEventListener("click", (e) => {
    const box = image.getBoundingClientRect()
    set(within(((e.clientX - box.left) / box.width) * 100), within(((e.clientY - box.top) / box.height) * 100))
  })
  holder.addEventListener("keydown", (e) => {
    if (!ARROWS[e.key]) return
    e.preventDefault()
    const [x, y] = point()
    const moved = [within(x + ARROWS[e.key][0]), within(y + ARROWS[e.key][1])]
    show(...moved)
    setSoon(...moved)
  })
  crops.querySelector("[data-guess]").addEventListener("click", async () => {
    if (await send({})) {
      crops.querySelector("[data-how]").textContent = crops.dataset.guessed
    }
  })
}
