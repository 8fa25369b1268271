// The line to the server while a form is open: what it answers, and what to do where it does not.

import { csrf } from "./page.js";

const PATIENCE = 8000
const CASES = { 401: "out", 409: "other", 413: "long", 502: "away", 503: "away", 504: "away" }

/** Ask `address`, by POST where there is a `body`. Gives {case, said}: "ok" with what was said, else "away" (no server),
 * "out" (no login), "other" (somebody else's login), "long" (more than it takes) or "gone". */
export const ask = async (address, body, isAgain = false) => {
  let response
  try {
    response = await fetch(address, {
      method: body ? "POST" : "GET",
      body,
      headers: { "X-CSRFToken": csrf() },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (response.ok) return { case: "ok", said: await response.json() }
  } catch {
    return { case: "away" }
  }
  if (response.status === 403 && body && !isAgain) {
    const fresh = await ask(document.getElementById("saving").dataset.check)
    if (fresh.case !== "ok") return fresh
    renew(fresh.said.csrf)
    return ask(address, body, true)
  }
  if (response.type === "opaqueredirect") return { case: "out" }
  return { case: CASES[response.status] ?? (response.status >= 500 ? "away" : "gone") }
}

/** Put a fresh token into every form of the page: a login makes the old one worthless. */
export const renew = (token) => {
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token
}
