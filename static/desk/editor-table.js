// The table of the body editor, with a dialog of ours that asks how large it is to be.

import { Table as Stock } from "django-prose-editor/editor"
import { labelled, openDialog, plain, primary } from "./dialogs.js";
import { el, say } from "./page.js";

const MOST = { rows: 100, cols: 20 }

const sized = (label, max) => labelled(label, { type: "number", min: 1, max, value: 3, inputMode: "numeric" })

// {rows, cols, withHeaderRow} as the writer wants it, null where the dialog was left.
const ask = () =>
  new Promise((resolve) => {
    const rows = sized(say("tableRows"), MOST.rows)
    const cols = sized(say("tableColumns"), MOST.cols)
    const header = el("input", { type: "checkbox", checked: true })
    const within = ({ input }, most) => Math.min(Math.max(Math.trunc(input.valueAsNumber) || 1, 1), most)
    const done = () => {
      resolve({ rows: within(rows, MOST.rows), cols: within(cols, MOST.cols), withHeaderRow: header.checked })
      dialog.close()
    }
    for (const { input } of [rows, cols]) {
      input.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && done())
    }
    const dialog = openDialog({
      title: say("tableTitle"),
      foot: [plain(say("cancel"), () => dialog.close()), primary(say("insert"), done)],
      onclose: () => resolve(null),
    }, rows.row, cols.row, el("label", { className: "desk-field" }, header, " ", say("tableHeader")))
    rows.input.select()
  })

export const Table = Stock.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions: () => ({ editor }) => {
        ask().then((size) => size && editor.chain().focus().insertTable(size).run())
        return true
      },
    }
  },
})
