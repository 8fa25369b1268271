// What is typed and not yet with the server, kept in this browser: one piece a form, under the user's own number.

const fieldsOf = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")

// A piece that is torn, as by a full disk, must not keep the others back.
const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

/** The shelf of one user and one article ("new" for those without a number). */
export const shelf = (user, article) => {
  const prefix = `desk-unsaved:${user}:${article}:`
  return {
    put(form) {
      try {
        localStorage.setItem(prefix + form.elements.tab.value, JSON.stringify(fieldsOf(form)))
      } catch {
        // the browser's store is full or forbidden: the server is asked all the same
      }
    },
    drop: (tab) => localStorage.removeItem(prefix + tab),
    /** [tab, fields] of every form that lies here whole. */
    all: () =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => [key.slice(prefix.length), read(key)])
        .filter(([, fields]) => Array.isArray(fields)),
  }
}
