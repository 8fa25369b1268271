// Addresses as they are meant: without what follows readers about, and past the pages that only send on.

const TRACKING = /^(utm_\w+|spm|scm|spm_id_from|vd_source|fbclid|gclid|msclkid|yclid|mc_[ce]id|isappinstalled|share_\w+|sharer_\w+|mpshare|bd_vid|igshid|_hsenc|_hsmi)$/i
// of articles in the chat program these four say which article; the rest says who read it where
const CHAT = { host: /^mp\.weixin\.qq\.com$/i, needed: new Set(["__biz", "mid", "idx", "sn"]) }
const SENDS_ON = /(^|[./_-])(link|links|redirect|redir|jump|goto|go|out|away|url|safelink|safelinks|transfer|wapredirect)([./_-]|$)/i
const TARGETS = ["target", "url", "u", "to", "q", "dest", "destination", "redirect", "redirect_url", "gourl"]

const sentOn = (address) => {
  if (!SENDS_ON.test(`${address.hostname}${address.pathname}`)) return null
  for (const name of TARGETS) {
    const value = address.searchParams.get(name)
    if (value && /^https?:\/\/[^\s/]+\.[^\s/]+/i.test(value)) return value
  }
  return null
}

/** The address to link to; "" for what is no address of the web or of mail. */
export const plainLink = (typed) => {
  let address
  try {
    address = new URL(typed.trim())
  } catch {
    return "" // relative to a page that is not ours
  }
  if (address.protocol === "mailto:") return address.href
  if (!/^https?:$/.test(address.protocol)) return ""
  for (let steps = 0, next = sentOn(address); next && steps < 3; steps += 1, next = sentOn(address)) address = new URL(next)
  const isChat = CHAT.host.test(address.hostname) && address.searchParams.has("__biz")
  const odd = [...address.searchParams.keys()].filter((name) => (isChat ? !CHAT.needed.has(name) : TRACKING.test(name)))
  if (odd.length) for (const name of odd) address.searchParams.delete(name)
  if (isChat || /^#(rd|wechat_redirect|:~:text=.*)$/i.test(address.hash)) address.hash = ""
  const isPlain = !odd.length && address.href.replace(/\/$/, "") === typed.trim().replace(/\/$/, "")
  return isPlain ? typed.trim() : address.href
}
