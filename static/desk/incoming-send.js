// Getting one file of the upload page to the server: is it there already, else piece by piece, and then a photo.

import { csrf } from "./page.js"

const page = document.getElementById("incoming")
const LARGEST = 4 * 1024 * 1024
const SMALLEST = 256 * 1024
const PIECE_SECONDS = 4 // so that a slow link never holds the server's thread for long
const TRIES = 200

export const words = JSON.parse(document.getElementById("incoming-words").textContent)
export const fill = (text, values) => text.replace(/%(\w+)/g, (_all, name) => values[name] ?? "")

let piece = 1024 * 1024
const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000))

// the one of the cookie is fresh also after a login in another tab
const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? csrf()

/** The JSON that the server answers; an Error with what to tell, and the `status` it came with (0: no answer). */
export const post = async (address, values) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(values)) body.append(name, value)
  const wrong = (message, status) => Object.assign(new Error(message), { status })
  let response
  try {
    response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token() } })
  } catch {
    throw wrong(words.failed, 0)
  }
  if (response.redirected || response.status === 403) throw wrong(words.loggedOut, 403)
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw wrong(answer.message ?? words.failed, response.status)
  return answer
}

const hashOf = async (file) => {
  if (!crypto.subtle) return "" // only where the page came safely
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** The photo of the library that this very file is; null where there is none or nobody answers. */
export const photoOf = async (file) => {
  let hash
  try {
    hash = await hashOf(file)
  } catch {
    throw Object.assign(new Error(words.unreadable), { status: 0 })
  }
  try {
    return hash ? ((await post(page.dataset.known, { hashes: hash }))[hash] ?? null) : null
  } catch {
    return null // the upload itself says what is wrong
  }
}

const message = (answer) => {
  try {
    return JSON.parse(answer.getBody()).message ?? ""
  } catch {
    return "" // not an answer of ours
  }
}

const makeUpload = (row) => {
  let since = 0
  return new tus.Upload(row.file, {
    endpoint: page.dataset.incoming,
    chunkSize: piece,
    retryDelays: [0, 1000, 2000, 4000, 8000, 8000],
    metadata: { filename: row.file.name },
    onBeforeRequest: (request) => {
      request.setHeader("X-CSRFToken", token())
      since = performance.now()
    },
    onProgress: (sent, size) => row.progress(size ? sent / size : 0),
    onChunkComplete: (size) => {
      const speed = size / Math.max(0.05, (performance.now() - since) / 1000)
      piece = Math.round(Math.min(LARGEST, Math.max(SMALLEST, speed * PIECE_SECONDS)))
      row.upload.options.chunkSize = piece
    },
    onShouldRetry: (error, tried) => {
      const status = error.originalResponse?.getStatus() ?? 0
      const isPassing = status === 0 || status === 409 || status === 423 || status >= 500
      if (isPassing && status === 0 && (tried > 0 || !navigator.onLine)) row.mark("broken")
      return isPassing
    },
    onError: (error) => {
      const answer = error.originalResponse
      const status = answer?.getStatus() ?? 0
      if (status === 400) row.mark("refused", message(answer) || words.failed)
      else row.mark("broken", (status >= 200 && status < 400) || [401, 403].includes(status) ? words.loggedOut : "")
      row.settle()
    },
    onSuccess: () => {
      row.isWhole = true
      row.settle()
    },
  })
}

/** Send what the server has not got of the file; resolves when it is there whole, or does not go on by itself. */
export const send = (row) =>
  new Promise((resolve) => {
    row.settle = resolve
    row.mark("sending")
    if (row.upload) return row.upload.start()
    row.upload = makeUpload(row)
    row.upload.findPreviousUploads().then((earlier) => {
      if (earlier.length) row.upload.resumeFromPreviousUpload(earlier[0])
      if (row.settle === resolve && row.state === "sending") row.upload.start()
    })
  })

/** Stop sending; what is at the server stays there, unless `forget`. */
export const halt = async (row, forget = false) => {
  const { settle } = row
  await row.upload?.abort(forget && Boolean(row.upload.url)).catch(() => {})
  settle?.()
}

/** Try again at once what waits for the link. */
export const hurry = async (row) => {
  await row.upload.abort()
  row.upload.start()
}

/** Have the photo made of a file that is there whole, and what is said of it. */
export const finish = async (row, values) => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried) await pause(0.5)
    try {
      const photo = await post(`${new URL(row.upload.url, location.href).pathname}finish/`, values)
      if (!photo.number) continue // others are being looked at
      for (const one of await row.upload.findPreviousUploads()) localStorage.removeItem(one.urlStorageKey)
      return photo
    } catch (error) {
      if (error.status === 409) row.isWhole = false
      throw error
    }
  }
  throw Object.assign(new Error(words.failed), { status: 0 })
}
