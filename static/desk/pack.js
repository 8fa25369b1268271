// The buttons that copy what a pack says: a field as text, the body with its form.

const status = document.querySelector("[data-status]")
const frame = document.querySelector(".pack-frame:not(.is-paper)")
const said = (id) => JSON.parse(document.getElementById(id).textContent)

const tell = (button, text, isDone) => {
  status.textContent = text
  status.className = isDone ? "desk-quiet" : "desk-error"
  if (!isDone) return
  const label = [...button.childNodes].findLast((node) => node.nodeType === Node.TEXT_NODE)
  button.dataset.label ??= label.data
  label.data = text
  button.classList.add("is-done")
  setTimeout(() => {
    label.data = button.dataset.label
    button.classList.remove("is-done")
  }, 2000)
}

/** Do what `write` does; where the browser refuses it, what `select` selects is there to be copied by hand. */
const copy = async (button, write, select) => {
  try {
    await write()
    tell(button, status.dataset.copied, true)
  } catch {
    select()
    tell(button, status.dataset.selected, false)
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy)
  const select = () => {
    field.focus()
    field.select()
  }
  button.addEventListener("click", () => copy(button, () => navigator.clipboard.writeText(field.value), select))
}

document.querySelector("[data-copy-body]")?.addEventListener("click", ({ currentTarget }) => {
  // in the page of the body: under the policy of the desk the browser would complain of each style that it reads
  const there = frame.contentWindow
  const write = async () => {
    there.focus()
    const parts = { "text/html": said("pack-html"), "text/plain": said("pack-plain") }
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })])
    return there.navigator.clipboard.write([new there.ClipboardItem(Object.fromEntries(blobs))])
  }
  copy(currentTarget, write, () => {
    there.focus()
    there.getSelection().selectAllChildren(frame.contentDocument.body)
  })
})
