// A list that is sorted by hand: by dragging its grips, or with the buttons of its rows.

/** Make the rows of `list` sortable; `sorted` is called after every change of order, `takenOut` with a row whose button
 * to take it out was pressed. A row has a .desk-grip and buttons with data-up, data-down and data-out. */
export const sortable = (list, { sorted, takenOut }) => {
  const rows = () => [...list.children].filter((row) => !row.hidden)

  list.addEventListener("click", (e) => {
    const pressed = e.target.closest("button")
    const row = rows().find((one) => one.contains(pressed))
    if (!row || !pressed) return
    const shown = rows()
    const at = shown.indexOf(row)
    if ("out" in pressed.dataset) takenOut(row)
    else if ("up" in pressed.dataset && at > 0) shown[at - 1].before(row)
    else if ("down" in pressed.dataset && at < shown.length - 1) shown[at + 1].after(row)
    else return
    if (pressed.isConnected) pressed.focus()
    sorted()
  })

  let held = null
  list.addEventListener("dragstart", (e) => {
    if (!e.target.closest?.(".desk-grip")) return
    held = rows().find((row) => row.contains(e.target))
    held.classList.add("is-held")
    e.dataTransfer.effectAllowed = "move"
    e.dataTransfer.setDragImage(held, 12, 12)
  })
  list.addEventListener("dragover", (e) => {
    const over = rows().find((row) => row.contains(e.target))
    if (!held || !over || over === held) return
    e.preventDefault()
    const box = over.getBoundingClientRect()
    if (e.clientY < box.top + box.height / 2) over.before(held)
    else over.after(held)
  })
  list.addEventListener("dragend", () => {
    if (!held) return
    held.classList.remove("is-held")
    held = null
    sorted()
  })
}
