/* The engine of the search: finds the parts of pages that have the words. It knows of no page.

   Case, accents, å, ä and ö do not matter, and a word is found inside a compound too. */

/* What a word is worth where it stands, and how it stands there. */
const TITLE = 4, PAGE = 1.5, TEXT = 1
const WHOLE = 3, BEGINS = 2, INSIDE = .6

/* What makes a part weigh more or less: it is called just that, or it is a heading over others. */
const NAMESAKE = 1.5, EMPTY = .5

const EXTRACT = 160

/* Words of a question that say nothing of what it is about. */
const SILENT = new Set(`att av de den det du en ett for far har hur i jag kan man med min mitt nar och om pa ska
  som till vad var vem vi ar`.split(/\s+/))

const LETTER = /[\p{L}\p{N}]/u
const SIGNS = { lt: "<", gt: ">", amp: "&", quot: '"' }

/* What the index has as HTML, as text. */
const plain = html =>
  html.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|amp|quot);/g, (all, name) => SIGNS[name])
    .replace(/\s+/g, " ").trim().normalize("NFC")

/* Folded text is as long as the text, so that a place in one is a place in the other. */
const fold = text =>
  text.replace(/\u0130/g, "I").toLowerCase().replace(/[^\0-\x7f]/g, letter => letter.normalize("NFD")[0])

const split = text => fold(text.normalize("NFC")).match(/[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*/gu) || []

const wordsOf = text => {
  const words = [...new Set(split(text))]
  const telling = words.filter(word => !SILENT.has(word))
  return telling.length ? telling : words
}

/* How well a word stands in a folded text: 0 not at all. Short words are not looked for inside others. */
const standing = (text, word) => {
  let best = 0
  for (let at = text.indexOf(word); at >= 0 && best < WHOLE; at = text.indexOf(word, at + 1)) {
    const begins = !LETTER.test(text[at - 1] || " ")
    const ends = !LETTER.test(text[at + word.length] || " ")
    const now = begins ? (ends ? WHOLE : BEGINS) : word.length > 3 ? INSIDE : 0
    best = Math.max(best, now)
  }
  return best
}

/* A text in pieces: what is to be marked, and what is not. */
const pieces = (text, words) => {
  const folded = fold(text)
  const spans = words.flatMap(word => {
    const found = []
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      if (word.length > 3 || !LETTER.test(folded[at - 1] || " ")) found.push([at, at + word.length])
    }
    return found
  }).sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const parts = []
  let end = 0
  for (const [from, to] of spans) {
    if (from < end) continue
    parts.push({ text: text.slice(end, from) }, { text: text.slice(from, to), marked: true })
    end = to
  }
  return [...parts, { text: text.slice(end) }].filter(it => it.text)
}

/* The part of a text where the words are. */
const extract = (section, words) => {
  const places = words.map(word => section.folded.text.indexOf(word)).filter(at => at >= 0)
  const first = places.length ? Math.min(...places) : 0
  const { text } = section
  const from = first > EXTRACT / 2 ? text.indexOf(" ", first - EXTRACT / 3) + 1 : 0
  const to = from + EXTRACT < text.length ? text.lastIndexOf(" ", from + EXTRACT) : text.length
  const whole = text.slice(from, to > from ? to : from + EXTRACT)
  return pieces(`${from ? "… " : ""}${whole.replace(/^[^\p{L}\p{N}»(]+/u, "")}${to < text.length ? " …" : ""}`, words)
}

/* A part of a page with what it is called, and the page it is on, unless it is the page itself. */
const read = docs => {
  const titles = new Map(docs.filter(it => !it.location.includes("#")).map(it => [it.location, plain(it.title)]))
  return docs.map(({ location, title, text, boost = 1 }) => {
    const [address, anchor] = location.split("#")
    const section = {
      location,
      title: plain(title),
      page: anchor && titles.get(address) || "",
      text: plain(text),
      boost: Math.sqrt(boost),
    }
    const folded = ["title", "page", "text"].map(name => [name, fold(section[name])])
    return { ...section, folded: Object.fromEntries(folded) }
  })
}

const sum = numbers => numbers.reduce((all, number) => all + number, 0)

const weight = (section, words) =>
  (section.page ? 1 : section.boost) * (section.text ? 1 : EMPTY) *
  (section.folded.title === words.join(" ") ? NAMESAKE : 1)

/* The engine, from what the site's index holds. `find` gives the best hits, and how many there are. */
export const engine = docs => {
  const sections = read(docs)

  const grade = (section, word) => {
    const own = Math.max(TITLE * standing(section.folded.title, word), TEXT * standing(section.folded.text, word))
    return { own, best: Math.max(own, PAGE * standing(section.folded.page, word)) }
  }

  /* The parts that have the words, the best first: as many of them as can be, and rare ones before common. */
  const rank = words => {
    const found = sections.map(section => ({ section, grades: words.map(word => grade(section, word)) }))
      .filter(({ grades }) => grades.some(({ own }) => own))
    const rarity = words.map((_, number) =>
      Math.log(1 + sections.length / (1 + found.filter(({ grades }) => grades[number].own).length)))
    for (const hit of found) {
      const covered = hit.grades.map(({ best }, number) => best && rarity[number])
      hit.covered = sum(covered) / sum(rarity)
      hit.score = hit.covered * sum(hit.grades.map(({ best }, number) => best * rarity[number])) *
        weight(hit.section, words)
    }
    const most = Math.max(0, ...found.map(({ covered }) => covered))
    return found.filter(({ covered }) => covered >= most / 2).sort((a, b) => b.score - a.score)
  }

  const find = (query, count) => {
    const words = wordsOf(query)
    const ranked = words.length ? rank(words) : []
    return {
      count: ranked.length,
      hits: ranked.slice(0, count).map(({ section }) => ({
        location: section.location,
        title: pieces(section.title, words),
        page: section.page,
        extract: extract(section, words),
      })),
    }
  }
  return { find }
}
