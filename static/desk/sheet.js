// The contact sheet: photos are chosen by their boxes, a row of them with Shift, and described together.

const bar = document.getElementById("sheet-several")
const boxes = [...document.querySelectorAll(".sheet-pick input")]
let last = null

const draw = () => {
  const chosen = boxes.filter((box) => box.checked)
  bar.hidden = chosen.length === 0
  bar.elements.ids.value = chosen.map((box) => box.value).join(",")
  const count = bar.querySelector("[data-count]")
  count.textContent = count.dataset.text.replace("%n", chosen.length)
}

for (const box of boxes) {
  box.addEventListener("click", (e) => {
    if (e.shiftKey && last !== null) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other)
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked
    }
    last = box
    draw()
  })
}
for (const [name, value] of [["all", true], ["none", false]]) {
  bar.querySelector(`[data-${name}]`).addEventListener("click", () => {
    for (const box of boxes) box.checked = value
    draw()
  })
}
addEventListener("pageshow", draw) // the browser may keep what was chosen
