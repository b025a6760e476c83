/* The engine of the search: what is found for a question, the best first. It fetches what it needs
   of the index, which macros/search/index.py makes. */
import { joined, phrase, pieces, stem, words } from "./language.js"
import { extract, marked } from "./marks.js"
import { vocabulary } from "./vocabulary.js"

/* A part of a page has the words of the question that stand elsewhere on the page too, but they
   count less; and so do the second best part of a page, and the third. */
const ELSEWHERE = .35
const COVERED_ELSEWHERE = .5
const NEXT = .5, PARTS = 4

/* A page is shown when it has so much of the question, of what the best page has. */
const LEAST = .3

/* A question that someone has foreseen as a keyword, or that is the name of a page. */
const FORESEEN = 2

/* Words that say what a page is about come with words that the question was really about. */
const SURE = .5

const sum = numbers => numbers.reduce((all, number) => all + number, 0)

/* Two words that are one on the site: »säkerhets kopia«. */
const joinWords = async (site, asked, groups) => {
  await Promise.all(asked.slice(1).map(async (word, number) => {
    const term = stem(joined(asked[number] + word))
    if (!await site.find(term)) return
    for (const group of [groups[number], groups[number + 1]]) group.unshift({ terms: [term], weight: 1 })
  }))
  const whole = phrase(asked)
  if (asked.length && await site.find(whole)) groups.forEach(group => group.push({ terms: [whole], weight: FORESEEN }))
}

/* Where the stems of one meaning stand: a weight for each place, less where some are missing. */
const placesOf = async (site, { terms, weight }) => {
  const found = new Map()
  const entries = (await Promise.all(terms.map(site.find))).filter(Boolean)
  for (const { places } of entries) {
    for (let at = 0; at < places.length; at += 2) {
      const known = found.get(places[at]) || { worth: 0, terms: 0 }
      found.set(places[at], { worth: known.worth + places[at + 1], terms: known.terms + 1 })
    }
  }
  for (const [place, known] of found) found.set(place, weight * known.worth * known.terms / terms.length ** 2)
  return { found, pages: Math.max(0, ...entries.map(it => it.pages)) }
}

/* Where a word of the question stands, by any of its meanings, and how telling it is. */
const readWord = async (site, meanings) => {
  const best = new Map()
  const read = await Promise.all(meanings.map(it => placesOf(site, it)))
  for (const { found } of read) {
    for (const [place, worth] of found) best.set(place, Math.max(worth, best.get(place) || 0))
  }
  const pages = Math.max(.5, ...read.filter((_, number) => number === 0 || meanings[number].weight >= .7).map(it => it.pages))
  return { best, rarity: Math.log(1 + site.pages / pages) }
}

/* What has the words, the best first: pages, each with its best part, and every part of a page where
   the parts are hits of their own. */
const rank = (site, groups, kindOf) => {
  const pageOf = place => Math.floor(place / site.span)
  const pages = new Map()
  groups.forEach(({ best }, number) => {
    for (const [place, worth] of best) {
      const page = pages.get(pageOf(place)) || { parts: new Map(), most: groups.map(() => 0) }
      const part = page.parts.get(place) || groups.map(() => 0)
      part[number] = worth
      page.most[number] = Math.max(page.most[number], worth)
      page.parts.set(place, part)
      pages.set(pageOf(place), page)
    }
  })
  const rarities = groups.map(it => it.rarity)
  const all = sum(rarities)
  const has = weights => sum(rarities.filter((_, n) => weights[n]))
  const hits = [...pages].flatMap(([page, { parts, most }]) => {
    const graded = [...parts].map(([place, own]) => {
      const worth = sum(rarities.map((rarity, n) => rarity * (own[n] + ELSEWHERE * (most[n] - own[n]))))
      const covered = sum(rarities.map((rarity, n) => most[n] && rarity * (own[n] ? 1 : COVERED_ELSEWHERE)))
      return { page, part: place % site.span, worth: worth * covered / all, covered: has(own) }
    }).sort((one, other) => other.worth - one.worth)
    const [best, ...others] = graded
    const worth = sum(graded.slice(0, PARTS).map((part, number) => part.worth * NEXT ** number))
    const next = others.map((part, number) => ({ ...part, worth: part.worth * NEXT ** (number + 1) }))
    const of = part => kindOf(page, part.part)
    return [{ ...best, worth, covered: has(most) }, ...next.filter(part => part.part && of(part) !== kindOf(page, 0))]
      .map(hit => ({ ...hit, kind: of(hit) }))
  })
  const most = Math.max(0, ...hits.map(it => it.covered))
  return hits.filter(it => it.covered >= most * LEAST).sort((one, other) => other.worth - one.worth)
}

/* The engine of a site. `get` fetches a file of its index. */
export const engine = async get => {
  const site = await vocabulary(get)

  const kindOf = (page, part) => {
    const [, kind, runs] = site.kinds.findLast(([first]) => first <= page)
    const [, own] = runs.findLast(([first]) => first <= part) || []
    return own || kind
  }

  const show = async ({ page, part, kind }, sought) => {
    const [address, name, parts] = await get(`texts/${page}-${Math.floor(part / site.sheet)}.json?${site.version}`)
    const [anchor, title, text] = parts[part % site.sheet]
    return {
      location: anchor ? `${address}#${anchor}` : address,
      kind,
      page: anchor && kind === kindOf(page, 0) ? name : "",
      title: marked(title || name, sought),
      extract: extract(text, sought),
    }
  }

  /* The best hits, of one kind if one is given; how many there are, in all, of that kind and of
     each kind; how words were read that the site has not; and what may have been meant when nothing
     is found. */
  const find = async (question, count, kind) => {
    const asked = site.telling(words(question))
    const isTyping = /[\p{L}\p{N}]$/u.test(question)
    const groups = await Promise.all(asked.map((word, number) =>
      site.meanings(word, isTyping && number === asked.length - 1, asked.length === 1)))
    await joinWords(site, asked, groups)
    const ranked = rank(site, await Promise.all(groups.map(group => readWord(site, group))), kindOf)
    const kinds = new Map()
    for (const hit of ranked) kinds.set(hit.kind, (kinds.get(hit.kind) || 0) + 1)
    const chosen = kind ? ranked.filter(hit => hit.kind === kind) : ranked
    const sure = groups.flatMap(group => group.filter(it => it.weight >= SURE).flatMap(it => it.terms))
    const sought = { words: asked.flatMap(word => [joined(word), ...pieces(word)]), terms: new Set(sure) }
    return {
      all: ranked.length,
      count: chosen.length,
      kinds: [...kinds],
      read: groups.flatMap(([first]) => first && first.spelt ? [first.spelt] : []),
      suggestions: ranked.length ? [] : [...new Set(asked.flatMap(site.suggestions))],
      hits: await Promise.all(chosen.slice(0, count).map(hit => show(hit, sought))),
    }
  }
  return { find }
}
