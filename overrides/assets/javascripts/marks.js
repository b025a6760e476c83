/* What is shown of a hit: a text with the words marked that it was found by. */
import { joined, placed, stem } from "./language.js"

const EXTRACT = 160

/* A word inside another is marked when it has so many letters. */
const LETTERS = 4

/* Where the words stand in a text, whole or inside others: from and to, in order. */
const spans = (text, { words, terms }) =>
  placed(text).flatMap(({ word, from, to }) => {
    if (terms.has(stem(joined(word)))) return [[from, to]]
    const inside = [...words, ...terms].filter(it => it.length >= LETTERS && word.includes(it))
    if (!inside.length) return word.split(/[-.:]/).some(it => terms.has(stem(it))) ? [[from, to]] : []
    const longest = inside.reduce((one, other) => other.length > one.length ? other : one)
    const at = from + word.indexOf(longest)
    return [[at, at + longest.length]]
  })

/* A text in pieces: what is marked, and what is not. */
export const marked = (text, sought) => {
  const parts = []
  let end = 0
  for (const [from, to] of spans(text, sought)) {
    parts.push({ text: text.slice(end, from) }, { text: text.slice(from, to), isMarked: true })
    end = to
  }
  return [...parts, { text: text.slice(end) }].filter(it => it.text)
}

/* The stretch of a text that has most of the words, marked. */
export const extract = (text, sought) => {
  const starts = spans(text, sought).map(([from]) => from)
  const within = start => starts.filter(it => it >= start && it < start + EXTRACT * .8).length
  const first = starts.reduce((best, it) => within(it) > within(best) ? it : best, starts[0] || 0)
  const from = first > EXTRACT / 2 ? text.indexOf(" ", first - EXTRACT / 3) + 1 : 0
  const to = from + EXTRACT < text.length ? text.lastIndexOf(" ", from + EXTRACT) : text.length
  const shown = text.slice(from, to > from ? to : from + EXTRACT).replace(/^[^\p{L}\p{N}»(]+/u, "")
  return marked(`${from ? "… " : ""}${shown}${to < text.length ? " …" : ""}`, sought)
}
