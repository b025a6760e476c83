/* Search boxes. Without this file each of them is a link to the index of everything.

   [data-search]   a field, and below it a status, a choice of kinds, a list of hits, what to do
                   when there is none, a button for more and a link to this very search

   An address that ends with ?q= and words searches at once; &slag= shows only hits of a kind. A box
   says search:leave when someone leaves it with Escape or follows a hit. */
(() => {
  "use strict"

  const root = new URL("../../", document.currentScript.src)
  const PORTION = 8
  const PAUSE = 150
  const LONGEST = 200

  const words = {
    loading: "Sökningen laddas …",
    failed: "Det gick inte att söka. Kontrollera att du har kontakt med nätet och försök igen, eller se ",
    everything: "allt innehåll",
    all: "Alla",
    meant: "Menade du",
    tasks: "Vanliga ärenden",
    ask: "Hittar du inte? Fråga oss: ",
    orSee: "Eller se ",
    share: "Länk till den här sökningen",
    turnOff: "Stäng av kortkommandot",
    turnOn: "Slå på kortkommandot",
    none: question => `Ingen träff på »${question}«.`,
    found: (count, read) => `${count === 1 ? "1 träff" : `${count} träffar`}${read.length ? ` på »${read.join(" ")}«` : ""}`,
    more: (count, read) => `Ingen träff på ordet som det är skrivet. ${words.found(count, read)}.`,
  }

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...inside)
    return element
  }

  /* The engine and the files of the index are fetched once each, when someone is about to search. A
     file that says its version may be an old copy; of the others the server is asked if they are. */
  const files = new Map()
  const get = path => {
    if (!files.has(path)) {
      const file = fetch(new URL(`search/${path}`, root), { cache: path.includes("?") ? "default" : "no-cache" }).then(answer => {
        if (!answer.ok) throw new Error(`${answer.status} ${path}`)
        return answer.json()
      })
      files.set(path, file)
      file.catch(() => files.delete(path))
    }
    return files.get(path)
  }
  const MODULES = ["engine", "language", "marks", "snowball", "vocabulary"]
  let fetched
  const load = () => {
    if (!fetched) {
      const modules = MODULES.map(name => import(`./${name}.js`))
      fetched = Promise.all([...modules, get("index.json")]).then(([{ engine }]) => engine(get))
      fetched.catch(() => { fetched = undefined })
    }
    return fetched
  }

  const everything = () => make("a", { href: new URL("allt/", root), textContent: words.everything })

  const marked = parts => parts.map(({ text, isMarked }) => isMarked ? make("mark", { textContent: text }) : text)

  const item = hit =>
    make("li", {},
      make("a", { href: new URL(hit.location, root) },
        make("span", { className: "kind", textContent: hit.kind }), " ",
        ...hit.page ? [make("span", { className: "place", textContent: hit.page }), " "] : [],
        make("span", { className: "title" }, ...marked(hit.title))),
      make("p", {}, ...marked(hit.extract)))

  /* What to do when nothing is found: words that may have been meant, the common errands, and whom to ask. */
  const advice = async (suggestions, choose) => {
    const { tasks, contact } = await get("guidance.json").catch(() => ({ tasks: [], contact: null }))
    const button = word => {
      const one = make("button", { type: "button", textContent: word })
      one.addEventListener("click", () => choose(word))
      return one
    }
    const errand = ({ text, address }) => make("li", {}, make("a", { href: new URL(address, root), textContent: text }))
    const way = contact && (contact.href ? make("a", { href: contact.href, textContent: contact.text }) : contact.text)
    return [
      ...suggestions.length ? [make("p", { className: "meant" }, `${words.meant} `, ...suggestions.map(button), "?")] : [],
      ...tasks.length ? [make("p", { textContent: words.tasks }), make("ul", {}, ...tasks.map(errand))] : [],
      make("p", {}, ...way ? [words.ask, way, ". "] : [], words.orSee, everything(), "."),
    ]
  }

  const attach = box => {
    const field = box.querySelector("input")
    const hits = box.querySelector(".hits")
    const status = hits.querySelector("[role=status]")
    const kinds = hits.querySelector(".kinds")
    const list = hits.querySelector("ol")
    const help = hits.querySelector(".help")
    const more = hits.querySelector(".more")
    const share = hits.querySelector(".share")
    let asked = ""
    let kind = ""
    let turn = 0
    let answering = Promise.resolve()
    let timer

    const typed = () => field.value.trim().slice(0, LONGEST)
    const say = (...inside) => status.replaceChildren(...inside)
    const pause = () => {
      clearTimeout(timer)
      timer = undefined
    }
    /* What is on its way when someone leaves does not come back. */
    const close = () => {
      pause()
      turn += 1
      hits.hidden = true
    }
    const leave = () => box.dispatchEvent(new CustomEvent("search:leave", { bubbles: true }))

    const choose = word => {
      field.value = word
      field.focus()
      show(PORTION)
    }

    const choice = (name, text, count) => {
      const button = make("button", { type: "button", value: name }, text, " ", make("span", { textContent: count }))
      button.setAttribute("aria-pressed", name === kind)
      button.tabIndex = name === kind ? 0 : -1
      button.addEventListener("click", async () => {
        kind = name
        await show(PORTION)
        kinds.querySelector("[aria-pressed=true]")?.focus()
      })
      return button
    }

    const showKinds = (found, all) => {
      kinds.hidden = found.length < 2
      kinds.replaceChildren(choice("", words.all, all), ...found.map(([name, count]) => choice(name, name, count)))
      kinds.scrollLeft = kinds.querySelector("[aria-pressed=true]").offsetLeft - kinds.offsetWidth / 2
    }

    const showLink = (query, isUseful) => {
      const here = new URL(root)
      here.search = new URLSearchParams({ q: query, ...kind && { slag: kind } })
      share.replaceChildren(make("a", { href: here, textContent: words.share }))
      share.hidden = !isUseful
    }

    const present = (query, answer, advised, count) => {
      list.replaceChildren(...answer.hits.map(item))
      help.replaceChildren(...advised)
      showKinds(answer.kinds, answer.all)
      showLink(query, answer.count)
      more.hidden = answer.count <= count
      hits.dataset.answered = query
      if (!answer.count) return say(words.none(query))
      say(answer.read.length ? words.more(answer.count, answer.read) : words.found(answer.count, []))
    }

    const fail = () => {
      list.replaceChildren()
      help.replaceChildren()
      kinds.hidden = more.hidden = share.hidden = true
      say(words.failed, everything(), ".")
    }

    /* The answer to a question; to one that has nothing of the chosen kind, of all kinds. */
    const answerTo = async (query, count) => {
      const { find } = await load()
      const answer = await find(query, count, kind)
      if (!kind || answer.count) return answer
      kind = ""
      return find(query, count, kind)
    }

    /* Show the best hits of what stands in the field. An answer that comes too late is not shown. */
    const look = async count => {
      const query = typed()
      const mine = turn += 1
      delete hits.dataset.answered
      asked = query
      hits.hidden = !query
      if (!query) return list.replaceChildren()
      const slow = setTimeout(() => mine === turn && say(words.loading), PAUSE)
      try {
        const answer = await answerTo(query, count)
        const advised = answer.count ? [] : await advice(answer.suggestions, choose)
        if (mine === turn) present(query, answer, advised, count)
      } catch {
        files.clear()
        fetched = undefined
        if (mine === turn) fail()
      } finally {
        clearTimeout(slow)
      }
    }

    const show = count => {
      pause()
      answering = look(count)
      return answering
    }

    /* What was typed is looked for when the typing pauses, or at once when something is to be done with it. */
    const later = () => {
      pause()
      hits.hidden = !typed()
      timer = setTimeout(() => show(PORTION), PAUSE)
    }
    const now = async () => {
      if (timer === undefined && !hits.hidden && asked === typed()) return answering
      await show(PORTION)
    }
    const isAnswered = () => hits.dataset.answered === typed()

    /* The arrows go through the hits, and through what there is instead of them. */
    const stops = () => [field, ...hits.querySelectorAll("a, .help button, .more")].filter(it => it.getClientRects().length)
    const step = async by => {
      const here = stops().indexOf(document.activeElement)
      if (here < 0) return stops()[by > 0 ? 1 : 0]?.focus()
      if (here === 0 && by > 0) await now()
      stops()[Math.max(0, here + by)]?.focus()
    }

    const keys = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Escape: () => {
        if (hits.hidden) return leave()
        close()
        field.focus()
      },
      Enter: async () => {
        await now()
        if (!hits.hidden && isAnswered()) list.querySelector("a")?.click()
      },
    }

    box.addEventListener("keydown", event => {
      const act = keys[event.key]
      if (!act || event.isComposing || (event.key === "Enter" && event.target !== field)) return
      event.preventDefault()
      act()
    })

    /* The kinds are one stop of the Tab key, and the arrows to the sides go from one to the next. */
    kinds.addEventListener("keydown", event => {
      const to = { ArrowLeft: "previousElementSibling", ArrowRight: "nextElementSibling" }[event.key]
      if (to) event.target[to]?.focus()
    })

    field.addEventListener("focus", () => { load().catch(() => {}) })
    field.addEventListener("input", later)
    field.addEventListener("click", () => { hits.hidden = !isAnswered() })
    more.addEventListener("click", async () => {
      const shown = list.children.length
      await show(shown + PORTION)
      list.children[shown]?.querySelector("a").focus()
    })
    hits.addEventListener("click", event => {
      if (!event.target.closest("a") || event.ctrlKey || event.metaKey || event.shiftKey) return
      close()
      leave()
    })
    box.addEventListener("focusout", event => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) close()
    })
    document.addEventListener("pointerdown", event => { if (!box.contains(event.target)) close() })

    /* Search for what the address says. */
    return (query, wanted) => {
      field.value = query
      kind = wanted
      field.focus({ preventScroll: true })
      show(PORTION)
    }
  }

  const boxes = [...document.querySelectorAll("[data-search]")].map(box => ({ box, ask: attach(box) }))
  const header = document.getElementById("search")
  const reveal = () => {
    if (!header.getClientRects().length) document.getElementById("search-button").click()
  }

  const given = new URLSearchParams(location.search)
  if (given.get("q")?.trim()) {
    const { box, ask } = boxes.at(-1)
    if (box.contains(header)) reveal()
    ask(given.get("q").slice(0, LONGEST), given.get("slag") || "")
  }

  /* The sign / leads to the search, unless it is being typed somewhere, or a reader has turned it
     off: software that types what is spoken presses keys too. The choice is made on the page about
     accessibility. */
  const OFF = "it-program.no-shortcut"
  const kept = act => {
    try {
      return act(localStorage)
    } catch {
      return null
    }
  }
  let isOff = Boolean(kept(store => store.getItem(OFF)))

  for (const place of document.querySelectorAll("[data-shortcut]")) {
    const button = make("button", { type: "button" })
    const tell = () => { button.textContent = isOff ? words.turnOn : words.turnOff }
    button.addEventListener("click", () => {
      isOff = !isOff
      kept(store => isOff ? store.setItem(OFF, "1") : store.removeItem(OFF))
      tell()
    })
    tell()
    place.append(button)
  }

  document.addEventListener("keydown", event => {
    if (isOff || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (event.target.closest("input, textarea, select, [contenteditable]")) return
    event.preventDefault()
    reveal()
    header.focus()
    header.select()
  })
})()
