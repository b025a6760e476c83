/* Search boxes. Without this file each of them is a link to the index of everything.

   [data-search]    a field, and below it a status, a list of hits and a button for more
   data-kinds       what is found in each part of the site, a line each: »roller/ Roll«

   A box says search:leave when someone leaves it with Escape or follows a hit. */
(() => {
  "use strict"

  const root = new URL("../../", document.currentScript.src)
  const PORTION = 8
  const PAUSE = 150

  const words = {
    loading: "Sökningen laddas …",
    none: "Ingen träff. Försök med ett annat ord, eller se ",
    failed: "Det gick inte att söka. Kontrollera att du har kontakt med nätet och försök igen, eller se ",
    everything: "allt innehåll",
    page: "Sida",
    turnOff: "Stäng av kortkommandot",
    turnOn: "Slå på kortkommandot",
    found: count => count === 1 ? "1 träff" : `${count} träffar`,
  }

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...inside)
    return element
  }

  /* The engine and its index are fetched once, when someone is about to search. */
  let fetched
  const load = () => {
    fetched = fetched || Promise.all([import("./engine.js"), fetch(new URL("search/search_index.json", root))])
      .then(async ([{ engine }, answer]) => engine((await answer.json()).docs))
      .catch(error => { fetched = undefined; throw error })
    return fetched
  }

  const everything = () => make("a", { href: new URL("allt/", root), textContent: words.everything })

  const marked = parts => parts.map(({ text, marked }) => marked ? make("mark", { textContent: text }) : text)

  const kindsOf = box =>
    new Map(box.dataset.kinds.trim().split("\n").map(line => line.split(/ (.*)/s)))

  const item = (hit, kinds) => {
    const top = `${hit.location.split("/")[0]}/`
    const kind = hit.location !== top && kinds.get(top) || words.page
    const place = hit.page && !hit.location.startsWith(`${top}#`) ? [make("span", { className: "place", textContent: hit.page }), " "] : []
    return make("li", {},
      make("a", { href: new URL(hit.location, root) },
        make("span", { className: "kind", textContent: kind }), " ", ...place,
        make("span", { className: "title" }, ...marked(hit.title))),
      make("p", {}, ...marked(hit.extract)))
  }

  const attach = box => {
    const field = box.querySelector("input")
    const hits = box.querySelector(".hits")
    const status = hits.querySelector("[role=status]")
    const list = hits.querySelector("ol")
    const more = hits.querySelector("button")
    const kinds = kindsOf(box)
    let asked = ""
    let timer

    const say = (...inside) => status.replaceChildren(...inside)
    const close = () => { hits.hidden = true }
    const leave = () => box.dispatchEvent(new CustomEvent("search:leave", { bubbles: true }))

    /* Show the best hits of what stands in the field. An answer that comes too late is not shown. */
    const show = async count => {
      const query = field.value.trim()
      asked = query
      hits.hidden = !query
      if (!query) return list.replaceChildren()
      try {
        const slow = setTimeout(() => say(words.loading), PAUSE)
        const { find } = await load().finally(() => clearTimeout(slow))
        if (query !== asked) return
        const answer = find(query, count)
        list.replaceChildren(...answer.hits.map(hit => item(hit, kinds)))
        more.hidden = answer.count <= count
        say(...(answer.count ? [words.found(answer.count)] : [words.none, everything(), "."]))
      } catch {
        if (query !== asked) return
        list.replaceChildren()
        more.hidden = true
        say(words.failed, everything(), ".")
      }
    }

    /* What was typed is looked for when the typing pauses, or at once when something is to be done with it. */
    const later = () => {
      clearTimeout(timer)
      hits.hidden = !field.value.trim()
      timer = setTimeout(() => { timer = undefined; show(PORTION) }, PAUSE)
    }
    const now = async () => {
      if (timer === undefined && !hits.hidden && asked === field.value.trim()) return
      clearTimeout(timer)
      timer = undefined
      await show(PORTION)
    }

    const stops = () => [field, ...hits.querySelectorAll("a, button:not([hidden])")]
    const step = async by => {
      const here = stops().indexOf(document.activeElement)
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
        list.querySelector("a")?.click()
      },
    }

    box.addEventListener("keydown", event => {
      const act = keys[event.key]
      if (!act || event.isComposing || (event.key === "Enter" && event.target !== field)) return
      event.preventDefault()
      act()
    })

    field.addEventListener("focus", () => { load().catch(() => {}) })
    field.addEventListener("input", later)
    field.addEventListener("click", () => { hits.hidden = !asked || asked !== field.value.trim() })
    more.addEventListener("click", async () => {
      const shown = list.children.length
      await show(shown + PORTION)
      list.children[shown]?.querySelector("a").focus()
    })
    list.addEventListener("click", event => {
      if (!event.target.closest("a") || event.ctrlKey || event.metaKey || event.shiftKey) return
      close()
      leave()
    })
    box.addEventListener("focusout", event => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) close()
    })
    document.addEventListener("pointerdown", event => { if (!box.contains(event.target)) close() })
  }

  document.querySelectorAll("[data-search]").forEach(attach)

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

  const field = document.getElementById("search")
  document.addEventListener("keydown", event => {
    if (isOff || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (event.target.closest("input, textarea, select, [contenteditable]")) return
    event.preventDefault()
    if (!field.getClientRects().length) document.getElementById("search-button").click()
    field.focus()
    field.select()
  })
})()
