/* The words of the site, from its index: which there are, and where they stand. Every browser that
   searches knows the commonest; of the others it fetches those near the words of the question. */
import { difference, fold, joined, phrase, pieces, split, stem } from "./language.js"

/* How much what a word stands for counts. A word that the site has stands for itself first; one that
   it has not stands for what it may be meant as. */
const ITSELF = 1
const KNOWN = { pieces: .5, beginning: .5, parts: .5, part: .1 }
const UNKNOWN = { pieces: .8, beginning: .8, parts: .85, part: .4, inside: .9 }
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

/* Meanings of a word: each is stems that stand for it together, once, with a weight. */
const gather = () => {
  const found = []
  const mean = (terms, weight, more) => {
    if (terms.length && !found.some(it => it.terms.join() === terms.join())) found.push({ terms, weight, ...more })
  }
  const oneOf = (entries, weight) => {
    const commonest = entries.sort((one, other) => other.pages - one.pages).slice(0, MANY)
    commonest.forEach(({ term }) => mean([term], weight))
  }
  return { found, mean, oneOf }
}

/* The vocabulary of a site. `get` fetches a file of the index. */
export const vocabulary = async get => {
  const { words, cuts, silent, endings, ...site } = await get("index.json")
  const everywhere = words.map(common)
  const known = byTerm(everywhere)
  const files = new Map()

  /* Words that stand near one in the alphabet. */
  const near = word => {
    const number = Math.max(0, cuts.findLastIndex(cut => cut <= word))
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

  /* The words that one may be a misspelling of; none of a short one, unless it is all there is. */
  const misspelt = ({ whole, isAlone, nearby }) => {
    if (!/^\p{L}+$/u.test(whole) || !(isAlone || whole.length >= SURE)) return []
    const found = nearest(whole, nearby, whole.length < LONG ? WRONG : WRONG_IN_LONG)
    return found.slice(0, SOME).filter(({ off }) => off < found[0].off + 1)
  }

  const ofKnown = ({ word, whole, isUnfinished, having, parts, isWhole }) => {
    const { found, mean, oneOf } = gather()
    mean([stem(whole)], ITSELF)
    if (/\p{N}/u.test(whole)) return found
    mean(pieces(word).map(stem), KNOWN.pieces)
    if (isUnfinished && whole.length > 1) oneOf(having(form => form.startsWith(whole)), KNOWN.beginning)
    mean(parts, isWhole ? KNOWN.parts : KNOWN.part)
    return found
  }

  const ofUnknown = asked => {
    const { word, whole, isUnfinished, having, parts, isWhole } = asked
    const { found, mean, oneOf } = gather()
    mean(pieces(word).map(stem), UNKNOWN.pieces)
    if (whole.length >= (isUnfinished ? 2 : LETTERS)) {
      oneOf(having(form => form.startsWith(whole)), UNKNOWN.beginning)
    }
    if (isWhole && parts.every(part => part.length >= LETTERS)) mean(parts, UNKNOWN.parts)
    if (whole.length < LETTERS) return found
    oneOf(having(form => form.includes(whole)), UNKNOWN.inside)
    if (found.length) return found
    const meant = misspelt(asked)
    for (const { term, name, off } of meant) mean([term], MISSPELT - BY_LETTER * off, { spelt: name })
    if (!meant.some(({ off }) => off <= WRONG)) mean(parts, isWhole ? UNKNOWN.parts : UNKNOWN.part)
    return found
  }

  /* What a word of a question stands for: stems, together or one of them, each with its weight. */
  const meanings = async (word, isUnfinished, isAlone) => {
    const whole = joined(word)
    const around = [await near(stem(whole)), await near(whole)]
    const nearby = [...new Map([...known, ...around[0], ...around[1]]).values()].filter(it => !it.term.includes("+"))
    const having = test => nearby.filter(({ forms }) => forms.some(test))
    const read = split(whole, term => known.has(term) && !endings.includes(term))
    const asked = { word, whole, isUnfinished, isAlone, nearby, having, ...read }
    return around[0].has(stem(whole)) ? ofKnown(asked) : ofUnknown(asked)
  }

  /* The words of the site that are spelt most like one that means nothing here. */
  const suggestions = word => {
    const most = Math.min(FAR, joined(word).length / 2)
    return nearest(joined(word), everywhere.filter(it => it.term.length >= LETTERS), most).slice(0, SOME)
      .map(({ name }) => name)
  }

  /* The words of a question that say what it is about; all of them when none does. */
  const telling = asked => {
    const said = asked.filter(word => !silent.includes(word))
    return said.length ? said : asked
  }

  return { ...site, find, meanings, suggestions, telling }
}
