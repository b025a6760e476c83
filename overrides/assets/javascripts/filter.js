/* Filters for tables. Without this file everything is shown, and the pages' links lead on.

   data-filter="krav system utfall - - roll"  selects above a table, one a named column
   data-find="namn"                           a field for a part of what a named column says
   data-sort="namn status - ägare"            the headings of the named columns sort the table
   data-filter-list="system"                  a list of links becomes boxes to tick

   A cell's data-rank is its place in an order that is not the alphabet's. What is chosen stands in
   the address, so that the view can be linked to. */
(() => {
  "use strict"

  const words = {
    all: "Alla",
    choose: "Kryssa för det du vill se.",
    clear: "Visa alla",
    controls: "Urval",
    find: name => `Filtrera på ${name}`,
    nothing: "Inget med det här urvalet.",
    print: "Skriv ut",
    shown: (seen, all) => `Visar ${seen} av ${all} rader.`,
    sorted: (heading, isDown) => ` Sorterat efter ${heading}, ${isDown ? "fallande" : "stigande"}.`,
  }

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...inside)
    return element
  }

  const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim()

  const slug = text => plain(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")

  const keyOf = link => decodeURIComponent(link.hash.slice(1) || link.pathname.replace(/\/$/, "").split("/").pop())

  /* What a cell can be chosen by: its links, or its words with what stands in brackets apart. */
  const choicesOf = cell => {
    const links = [...cell.querySelectorAll("a:not(.term)")]
    if (links.length) return links.map(link => [keyOf(link), link.textContent])
    return cell.textContent.split(/[()]/).filter(word => word.trim()).map(word => {
      const text = word.trim()
      return [slug(text), text[0].toUpperCase() + text.slice(1)]
    })
  }

  const order = new Intl.Collator("sv", { numeric: true })

  /* The first that a cell says, and its place in its own order. */
  const wordsOf = cell => (cell.querySelector("a") || cell).textContent.trim()
  const rankOf = cell => Number(cell.dataset.rank || 0)

  /* The columns that an attribute names, each with its place. */
  const columnsOf = (box, attribute) =>
    (box.dataset[attribute] || "").split(" ").map((name, number) => ({ name, number }))
      .filter(({ name }) => name && name !== "-")

  const chosen = name => new URLSearchParams(location.search).getAll(name)

  const remember = (name, values) => {
    const query = new URLSearchParams(location.search)
    query.delete(name)
    values.forEach(value => query.append(name, value))
    const text = query.toString()
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash)
  }

  const status = make("p", { className: "filter-status" })
  status.setAttribute("role", "status")

  /* Show the rows that pass, and say how many they are. */
  const show = (rows, passes, more = "") => {
    let seen = 0
    const tables = new Map()
    for (const row of rows) {
      row.hidden = !passes(row)
      seen += !row.hidden
      const table = row.closest("table")
      tables.set(table, tables.get(table) || !row.hidden)
    }
    for (const [table, some] of tables) {
      table.hidden = !some
      if (!table.note) table.before(table.note = make("p", { textContent: words.nothing }))
      table.note.hidden = some
    }
    status.textContent = words.shown(seen, rows.length) + more
  }

  /* Tables that are laid out as cards are still tables to those who listen, in every browser. */
  const roles = () => {
    const all = {
      "thead, tbody": "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader",
    }
    for (const table of document.querySelectorAll(".outcomes table, table.rows")) {
      table.setAttribute("role", "table")
      for (const [selector, role] of Object.entries(all)) {
        table.querySelectorAll(selector).forEach(element => element.setAttribute("role", role))
      }
    }
  }

  const button = (text, act) => {
    const made = make("button", { type: "button", textContent: text })
    made.addEventListener("click", act)
    return made
  }

  const print = () => button(words.print, () => window.print())

  const controls = (...inside) => {
    const box = make("div", { className: "filter" }, ...inside)
    box.setAttribute("role", "group")
    box.setAttribute("aria-label", words.controls)
    return box
  }

  /* A select for a column: what its cells can be chosen by. */
  const selectOf = (rows, { name, number }, label) => {
    const options = new Map()
    const keys = new Map(rows.map(row => {
      const cell = row.cells[number]
      const found = choicesOf(cell)
      found.forEach(([key, text]) => options.set(key, { text, rank: rankOf(cell) }))
      return [row, found.map(([key]) => key)]
    }))
    const inOrder = [...options].sort(([, a], [, b]) => a.rank - b.rank || order.compare(a.text, b.text))
    const field = make("select", { name, id: `filter-${name}` }, new Option(words.all, ""),
      ...inOrder.map(([key, { text }]) => new Option(text, key)))
    const [first = ""] = chosen(name)
    if (first && !options.has(first)) field.append(new Option(first, first))
    field.value = first
    return { name, label, field, passes: row => !field.value || keys.get(row).includes(field.value) }
  }

  /* A field for a part of what a column says; accents and capitals do not matter. */
  const fieldOf = (rows, { name, number }) => {
    const said = new Map(rows.map(row => [row, plain(wordsOf(row.cells[number]))]))
    const [value = ""] = chosen(name)
    const field = make("input", { type: "search", name, id: `filter-${name}`, autocomplete: "off", value })
    return { name, label: words.find(name), field, passes: row => said.get(row).includes(plain(field.value)) }
  }

  /* Rows by a column, with empty cells last in both directions. */
  const sorted = (rows, number, isDown) => {
    const keys = new Map(rows.map(({ cells }) => [cells, [wordsOf(cells[number]), rankOf(cells[number])]]))
    const way = isDown ? -1 : 1
    return [...rows].sort((a, b) => {
      const [[text, rank], [other, place]] = [keys.get(a.cells), keys.get(b.cells)]
      return !text - !other || way * (rank - place || order.compare(text, other))
    })
  }

  /* Headings that sort. The first one tells the order in which the rows come, if they do. */
  const sortBy = (columns, table, rows, tell) => {
    const headOf = column => table.tHead.rows[0].cells[column.number]
    const [usual] = columns
      .filter((column, place) => !place && sorted(rows, column.number).every((row, at) => row === rows[at]))
    const sort = (column, isDown) => {
      table.tBodies[0].append(...sorted(rows, column.number, isDown))
      columns.map(headOf).forEach(head => { head.removeAttribute("aria-sort") })
      headOf(column).setAttribute("aria-sort", isDown ? "descending" : "ascending")
    }
    for (const column of columns) {
      const head = headOf(column)
      const heading = head.textContent
      const pressed = button("", () => {
        const isDown = head.getAttribute("aria-sort") === "ascending"
        sort(column, isDown)
        remember("sortera", column === usual && !isDown ? [] : [(isDown ? "-" : "") + column.name])
        tell(words.sorted(heading, isDown))
      })
      pressed.append(...head.childNodes)
      head.append(pressed)
    }
    if (usual) headOf(usual).setAttribute("aria-sort", "ascending")
    const [first = ""] = chosen("sortera")
    const wanted = columns.find(({ name }) => name === first.replace(/^-/, ""))
    if (wanted) sort(wanted, first.startsWith("-"))
  }

  const byColumns = box => {
    const table = box.querySelector("table")
    const rows = [...table.tBodies[0].rows]
    const headings = table.tHead.rows[0].cells
    const all = [
      ...columnsOf(box, "find").map(column => fieldOf(rows, column)),
      ...columnsOf(box, "filter").map(column => selectOf(rows, column, headings[column.number].textContent)),
    ]
    let told = ""
    const apply = () => show(rows, row => all.every(it => it.passes(row)), told)
    const clear = () => {
      for (const { name, field } of all) {
        field.value = ""
        remember(name, [])
      }
      apply()
    }
    for (const { name, field } of all) {
      field.addEventListener("input", () => {
        apply()
        remember(name, field.value ? [field.value] : [])
      })
    }
    box.before(controls(
      ...all.map(({ label, field }) => make("div", {}, make("label", { htmlFor: field.id, textContent: label }), field)),
      button(words.clear, clear), print()), status)
    sortBy(columnsOf(box, "sort"), table, rows, words => {
      told = words
      apply()
    })
    apply()
  }

  const byList = list => {
    const name = list.dataset.filterList
    const links = new Map([...list.querySelectorAll("li a")].map(link => [link.href, link]))
    const rows = [...document.querySelectorAll("article tbody tr")]
    const about = new Map(rows.map(row => [
      row, [...row.querySelectorAll("a")].filter(link => links.has(link.href)).map(keyOf),
    ]))
    const first = new Set(chosen(name))
    const boxes = [...links.values()].map(link => {
      const box = make("input", { type: "checkbox", name, value: keyOf(link), checked: first.has(keyOf(link)) })
      const label = make("label", {}, box)
      link.before(label)
      label.append(make("span", { textContent: link.textContent }))
      link.setAttribute("aria-label", `Öppna ${link.textContent}`)
      link.textContent = "Öppna"
      link.closest("li").append(" ", link)
      return box
    })
    const apply = () => {
      const on = boxes.filter(box => box.checked).map(box => box.value)
      remember(name, on)
      show(rows, row => !on.length || !about.get(row).length || about.get(row).some(key => on.includes(key)))
    }
    const clear = () => {
      boxes.forEach(box => { box.checked = false })
      apply()
    }
    list.addEventListener("change", apply)
    list.before(make("p", { className: "filter-hint", textContent: words.choose }))
    list.after(controls(button(words.clear, clear), print()), status)
    apply()
  }

  document.querySelectorAll("[data-filter-list]").forEach(byList)
  document.querySelectorAll("[data-filter]").forEach(byColumns)

  const narrow = matchMedia("(max-width: 59.984375em)")
  if (narrow.matches) roles()
  else narrow.addEventListener("change", roles, { once: true })
})()
