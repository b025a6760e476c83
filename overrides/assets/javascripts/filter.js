/* Filters for tables. Without this file everything is shown, and the pages' links lead on.

   data-filter="krav system utfall - - roll"  selects above a table, one a named column
   data-filter-list="system"                  a list of links becomes boxes to tick

   What is chosen stands in the address, so that the view can be linked to. */
(() => {
  "use strict"

  const words = {
    all: "Alla",
    choose: "Kryssa för det du vill se.",
    clear: "Visa alla",
    nothing: "Inget med det här urvalet.",
    print: "Skriv ut",
    shown: (seen, all) => `Visar ${seen} av ${all} rader.`,
  }

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...inside)
    return element
  }

  const slug = text =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")

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
  const show = (rows, passes) => {
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
    status.textContent = words.shown(seen, rows.length)
  }

  /* Tables that are laid out as cards are still tables to those who listen, in every browser. */
  const roles = () => {
    const all = { table: "table", "thead, tbody": "rowgroup", tr: "row", td: "cell", "thead th": "columnheader" }
    for (const [tags, role] of Object.entries(all)) {
      const selector = tags.split(", ").map(tag => `.outcomes ${tag}`).join()
      document.querySelectorAll(selector).forEach(element => element.setAttribute("role", role))
    }
  }

  const button = (text, act) => {
    const made = make("button", { type: "button", textContent: text })
    made.addEventListener("click", act)
    return made
  }

  const print = () => button(words.print, () => window.print())

  const byColumns = box => {
    const table = box.querySelector("table")
    const rows = [...table.tBodies[0].rows]
    const names = box.dataset.filter.split(" ")
    const columns = names.flatMap((name, number) => name === "-" ? [] : [[name, number]])
    const keys = new Map(rows.map(row => [row, {}]))
    const selects = columns.map(([name, number]) => {
      const options = new Map()
      for (const row of rows) {
        const found = choicesOf(row.cells[number])
        keys.get(row)[name] = found.map(([key]) => key)
        found.forEach(([key, text]) => options.set(key, text))
      }
      const sorted = [...options].sort((a, b) => order.compare(a[1], b[1]))
      const select = make("select", { name, id: `filter-${name}` }, new Option(words.all, ""),
        ...sorted.map(([key, text]) => new Option(text, key)))
      const [first = ""] = chosen(name)
      if (first && !options.has(first)) select.append(new Option(first, first))
      select.value = first
      select.addEventListener("change", () => {
        remember(name, select.value ? [select.value] : [])
        apply()
      })
      return [name, select, table.tHead.rows[0].cells[number].textContent]
    })
    const apply = () => show(rows, row =>
      selects.every(([name, select]) => !select.value || keys.get(row)[name].includes(select.value)))
    const clear = () => {
      for (const [name, select] of selects) {
        select.value = ""
        remember(name, [])
      }
      apply()
    }
    box.before(make("form", { className: "filter" },
      ...selects.map(([, select, label]) => make("div", {}, make("label", { htmlFor: select.id, textContent: label }), select)),
      button(words.clear, clear), print()), status)
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
    list.after(make("form", { className: "filter" }, button(words.clear, clear), print()), status)
    apply()
  }

  document.querySelectorAll("[data-filter-list]").forEach(byList)
  document.querySelectorAll("[data-filter]").forEach(byColumns)

  const narrow = matchMedia("(max-width: 44.984375em)")
  if (narrow.matches) roles()
  else narrow.addEventListener("change", roles, { once: true })
})()
