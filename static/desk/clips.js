// The library of recordings as the scripts of the desk see it. A clip is what media.admin.clips describes.

import { addresses, say } from "./page.js";
import { post } from "./photos.js";

const known = new Map()

const remember = (clip) => {
  known.set(String(clip.number), clip)
  return clip
}

const ask = async (values) => {
  const response = await fetch(`${addresses.clips}?${new URLSearchParams(values)}`)
  if (!response.ok) throw new Error(say("failed"))
  return (await response.json()).clips.map(remember)
}

/** The newest clips whose title, credit or file name holds `text`. */
export const searchClips = (text) => ask({ q: text })

/** The clip of that number; null where there is none, or nobody answers. */
export const clipOf = async (number) => {
  if (!known.has(String(number))) await ask({ numbers: number }).catch(() => [])
  return known.get(String(number)) ?? null
}

/** Upload one file; the clip, or an Error whose message says what was wrong. */
export const uploadClip = async (file, { title, credit }, progress) =>
  remember(await post(addresses.takeClip, { file, title, credit }, progress))
