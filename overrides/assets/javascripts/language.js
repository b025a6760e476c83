/* Swedish words, as the search reads them. macros/search/language.py reads them in the same way
   when the index is made, and says why. */
import { stemmer } from "./snowball.js"

const WORD = /[\p{L}\p{N}]+(?:[-.:][\p{L}\p{N}]+)*/gu
const MARK = /[-.:]/g
const ENDING = /:\p{L}{1,3}$/u

const LINKS = "aeosu"
const SHORTEST = 3
const LONG = 5

/* A folded text is as long as the text, so that a place in one is a place in the other. */
export const fold = text =>
  text.replace(/\u0130/g, "I").toLowerCase().replace(/[^\0-\x7f]/gu, letter => letter.normalize("NFD")[0])

/* The words of a text, folded, each with its place. */
export const placed = text =>
  [...fold(text).matchAll(WORD)].map(found => ({ word: found[0], from: found.index, to: found.index + found[0].length }))

export const words = text => placed(text.normalize("NFC")).map(({ word }) => word)

export const joined = word => /\p{L}/u.test(word) ? word.replace(ENDING, "").replace(MARK, "") : word

export const pieces = word => joined(word) === word ? [] : word.split(MARK).filter(it => it.length > 1)

const stems = new Map()
export const stem = word => {
  if (!stems.has(word)) stems.set(word, /^\p{L}+$/u.test(word) ? stemmer.stemWord(word) : word)
  return stems.get(word)
}

/* What a whole question is kept under, whichever order its words come in. */
export const phrase = asked => {
  const stems = asked.map(word => stem(joined(word))).sort()
  return stems.length > 1 ? stems.join("+") : `+${stems[0]}`
}

/* The stems of a compound's parts, and whether they are all of it. `knows` tells whether a stem is one. */
export const split = (word, knows) => {
  const size = word.length
  const known = (from, to) => {
    const part = word.slice(from, to)
    if (part === word || part.length < SHORTEST + (from > 0)) return ""
    const forms = LINKS.includes(part.at(-1)) && part.length > SHORTEST ? [part, part.slice(0, -1)] : [part]
    return forms.map(stem).find(knows) || ""
  }
  if (!/^\p{L}+$/u.test(word)) return { parts: [], isWhole: false }
  const ways = [[]]
  for (let to = SHORTEST; to <= size; to += 1) {
    for (let from = 0; from <= to - SHORTEST; from += 1) {
      const part = ways[from] && (!ways[to] || ways[to].length > ways[from].length + 1) && known(from, to)
      if (part) ways[to] = [...ways[from], part]
    }
  }
  if (ways[size]) return { parts: ways[size], isWhole: true }
  for (let from = SHORTEST; from <= size - LONG; from += 1) {
    if (known(from, size).length >= LONG) return { parts: [known(from, size)], isWhole: false }
  }
  for (let to = size - SHORTEST; to >= LONG; to -= 1) {
    if (known(0, to).length >= LONG) return { parts: [known(0, to)], isWhole: false }
  }
  return { parts: [], isWhole: false }
}

/* How many letters two words differ by: left out, put in, changed, or two that changed places.
   More than `most` is told as one more than that. */
export const difference = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = []
  let last = [...Array(other.length + 1).keys()]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1)
      }
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]
}
