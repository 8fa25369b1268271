// What every script of the desk uses: the page's words, small elements, requests.

const read = (id) => JSON.parse(document.getElementById(id)?.textContent || "{}")
const words = read("desk-words")

export const addresses = read("desk-addresses")

/** The text that the page has for `key`; %n in it becomes `count`. */
export const say = (key, count) => {
  const text = words[key] ?? key
  return count === undefined ? text : text.replace("%n", count)
}

/** An element with properties (data-… and aria-… as attributes, on… as listeners) and children. */
export const el = (tag, properties = {}, ...children) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value)
    else if (/^(data-|aria-|role$|for$|accept$)/.test(name)) made.setAttribute(name, value)
    else made[name] = value
  }
  made.append(...children.filter((child) => child !== null && child !== undefined))
  return made
}

const PRESS = 1000 // a longer one leads to no click: its end went to a list of the browser's own
let isPressed = false
addEventListener("pointerdown", (e) => (isPressed = e.button === 0), true)
// the click follows the release within the same task
const release = () => setTimeout(() => (isPressed = false))
for (const end of ["pointerup", "pointercancel", "dragstart"]) addEventListener(end, release, true)
addEventListener("blur", release)

/** Resolves once nothing is being pressed: what is drawn anew between press and release loses the click. */
export const released = async () => {
  for (let waited = 0; isPressed && waited < PRESS; waited += 20) await new Promise((go) => setTimeout(go, 20))
  isPressed = false
}

/** Tom Select on `field`, which stays in its place out of sight and is not read out. */
export const completed = (field, options) => {
  const { load } = options
  const offering = load && function (typed, show) {
    return load.call(this, typed, (...found) => released().then(() => show(...found)))
  }
  // by itself it answers what was typed a while later, and takes the focus back from who has moved on meanwhile
  const made = new TomSelect(field, { refreshThrottle: 0, ...options, load: offering })
  field.setAttribute("aria-hidden", "true")
  return made
}

/** One of the theme's icons, which screen readers pass over. */
export const icon = (name) => el("span", { className: "material-symbols-outlined", "aria-hidden": "true" }, name)

export const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""

/** A line at the foot of the window that goes away by itself. */
export const notice = (text) => {
  const line = el("div", { className: "desk-notice", role: "status" }, text)
  document.body.append(line)
  setTimeout(() => line.remove(), 7000)
}

/** `run`, called once things have been quiet for `pause` milliseconds. */
export const debounced = (run, pause) => {
  let waiting
  return (...values) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => run(...values), pause)
  }
}
