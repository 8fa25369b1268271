// The page of a photo: a click sets the focal point, and the crops beside it follow at once.

import { csrf, notice } from "./page.js"

const holder = document.querySelector(".photo-focus")
const crops = document.querySelector(".photo-crops")

const show = (x, y) => {
  for (const one of [holder, crops]) {
    one.style.setProperty("--x", `${x}%`)
    one.style.setProperty("--y", `${y}%`)
  }
  holder.dataset.x = x
  holder.dataset.y = y
  const image = holder.querySelector("img")
  for (const crop of crops.querySelectorAll(".photo-crop")) {
    const [width, height] = crop.dataset.ratio.split("/").map(Number)
    crop.style.setProperty("--ratio", `${width} / ${height}`)
    crop.style.backgroundImage = `url("${image.currentSrc || image.src}")`
    // a background is placed by the share of what is left over, a focal point by the share of the whole
    const part = Math.min(image.naturalWidth / width, image.naturalHeight / height)
    const placed = (point, whole, shown) => (whole - shown < 1 ? 50 : Math.min(100, Math.max(0, ((point / 100) * whole - shown / 2) / (whole - shown) * 100)))
    crop.style.backgroundPosition = `${placed(x, image.naturalWidth, width * part)}% ${placed(y, image.naturalHeight, height * part)}%`
  }
}

const send = async (values) => {
  try {
    const response = await fetch(holder.dataset.focus, { method: "POST", body: new URLSearchParams(values), headers: { "X-CSRFToken": csrf() } })
    if (!response.ok || response.redirected) throw new Error()
    return true
  } catch {
    notice(crops.dataset.failed)
    return false
  }
}

if (holder && crops) {
  const image = holder.querySelector("img")
  const start = () => show(Number(holder.dataset.x || 50), Number(holder.dataset.y || 50))
  if (image.complete) start()
  else image.addEventListener("load", start, { once: true })
  crops.hidden = false
  holder.addEventListener("click", async (e) => {
    const box = image.getBoundingClientRect()
    const x = Math.round(((e.clientX - box.left) / box.width) * 100)
    const y = Math.round(((e.clientY - box.top) / box.height) * 100)
    if (await send({ x, y })) show(x, y)
  })
  crops.querySelector("[data-guess]").addEventListener("click", async () => {
    if (await send({})) location.reload()
  })
}
