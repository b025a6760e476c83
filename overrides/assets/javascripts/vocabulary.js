/* The words of the site, from its index: which there are, and where they stand. Every browser that
   searches knows the commonest; of the others it fetches those near the words of the question. */
import { difference, fold, joined, phrase, pieces, split, stem } from "./language.js"

/* What a word stands for, besides itself, and how much each of these counts. A word that the site
   has stands for itself first; one that it has not stands for what it may be meant as. */
const ITSELF = 1
const PIECES = [.5, .8]
const BEGINNING = [.5, .8]
const PARTS = [.5, .85]
const ONE_PART = [.1, .4]
const INSIDE = .9
const MISSPELT = .8, BY_LETTER = .15

/* At most so many words for one. */
const MANY = 8, SOME = 4

/* Letters that may be wrong in a word, and in a long one. */
const WRONG = 1, WRONG_IN_LONG = 2, LONG = 8
const OTHER_FIRST_LETTER = .5

/* A word of fewer letters is rather another word than misspelt, unless it is all there is. */
const SURE = 6

/* How far off a word may be that is asked about when nothing is found. */
const FAR = 3

const LETTERS = 4

/* A stem with its forms, as they are spelt (`names`) and as they are read. */
const entry = ([spelt, pages, places]) => {
  const names = spelt.split(" ")
  const forms = names.map(name => joined(fold(name)))
  const term = forms[0].includes("+") ? phrase(forms[0].split("+").filter(Boolean)) : stem(forms[0])
  return { term, names, forms, pages, places }
}

const common = line => {
  const at = line.lastIndexOf(" ")
  return entry([line.slice(0, at), Number(line.slice(at))])
}

const byTerm = entries => new Map(entries.map(it => [it.term, it]))

/* The vocabulary of a site. `get` fetches a file of the index. */
export const vocabulary = async get => {
  const { words, cuts, silent, endings, ...site } = await get("index.json")
  const everywhere = words.map(common)
  const known = byTerm(everywhere)
  const files = new Map()

  const fileOf = word => {
    let low = 0
    let high = cuts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (cuts[middle] <= word) low = middle
      else high = middle
    }
    return low
  }

  /* Words that stand near one in the alphabet. */
  const near = word => {
    const number = fileOf(word)
    if (!cuts.length) return new Map()
    if (!files.has(number)) {
      const told = get(`words/${number}.json?${site.version}`).then(entries => byTerm(entries.map(entry)))
      files.set(number, told)
      told.catch(() => files.delete(number))
    }
    return files.get(number)
  }

  const find = async term => (await near(term)).get(term)

  /* The words that differ from one by the fewest letters, by how many, and the form that does. */
  const nearest = (word, candidates, most) => {
    const found = candidates.map(it => {
      const offs = it.forms.map(form =>
        difference(word, form, most) + (form[0] === word[0] ? 0 : OTHER_FIRST_LETTER))
      const off = Math.min(...offs)
      return { ...it, off, name: it.names[offs.indexOf(off)] }
    })
    return found.filter(({ off }) => off <= most).sort((one, other) => one.off - other.off || other.pages - one.pages)
  }

  /* What a word of a question stands for: stems, together or one of them, each with its weight. */
  const meanings = async (word, isUnfinished, isAlone) => {
    const whole = joined(word)
    const own = stem(whole)
    const around = [await near(own), await near(whole)]
    const isKnown = around[0].has(own)
    const nearby = [...new Map([...known, ...around[0], ...around[1]]).values()].filter(it => !it.term.includes("+"))
    const found = []
    const mean = (terms, weight, more) => {
      if (!found.some(it => it.terms.join() === terms.join())) found.push({ terms, weight, ...more })
    }
    const of = pair => pair[Number(!isKnown)]
    const oneOf = (candidates, weight, most) => {
      const best = candidates.sort((one, other) => other.pages - one.pages).slice(0, most)
      best.forEach(({ term }) => mean([term], weight))
    }
    const having = test => nearby.filter(({ forms }) => forms.some(test))

    if (isKnown) mean([own], ITSELF)
    if (isKnown && /\p{N}/u.test(whole)) return found
    if (pieces(word).length) mean(pieces(word).map(stem), of(PIECES))
    if (isUnfinished ? whole.length > 1 : !isKnown && whole.length >= LETTERS) {
      oneOf(having(form => form.startsWith(whole)), of(BEGINNING), MANY)
    }
    const { parts, isWhole } = split(whole, term => known.has(term) && !endings.includes(term))
    const meanParts = () => parts.length && mean(parts, of(isWhole ? PARTS : ONE_PART))
    const isSure = isWhole && parts.every(part => part.length >= LETTERS)
    if (isKnown || isSure) meanParts()
    if (isKnown || whole.length < LETTERS) return found
    oneOf(having(form => form.includes(whole)), INSIDE, MANY)
    if (found.length) return found
    const isSpelt = /^\p{L}+$/u.test(whole)
    const wrong = whole.length < LONG ? WRONG : WRONG_IN_LONG
    const candidates = isSpelt && (isAlone || whole.length >= SURE) ? nearest(whole, nearby, wrong) : []
    for (const { term, name, off } of candidates.slice(0, SOME)) {
      if (off < candidates[0].off + 1) mean([term], MISSPELT - BY_LETTER * off, { spelt: name })
    }
    if (!candidates.some(({ off }) => off <= WRONG)) meanParts()
    return found
  }

  /* The words of the site that are spelt most like one that means nothing here. */
  const suggestions = word =>
    nearest(joined(word), everywhere.filter(it => it.term.length >= LETTERS), FAR).slice(0, SOME)
      .map(({ name }) => name)

  /* The words of a question that say what it is about; all of them when none does. */
  const telling = asked => {
    const said = asked.filter(word => !silent.includes(word))
    return said.length ? said : asked
  }

  return { ...site, find, meanings, suggestions, telling }
}
