/* What the frame does: opens and closes, changes the light, copies addresses. Without this file
   everything is shown, and links lead where they say. */
(() => {
  "use strict"

  const root = document.documentElement

  /* A page that has moved: on to the new one, and to the same place on it. */
  const moved = document.querySelector(".moved a")
  if (moved) location.replace(moved.href + location.hash)

  const told = document.getElementById("told")
  let fades
  const tell = text => {
    clearTimeout(fades)
    told.textContent = text
    fades = setTimeout(() => { told.textContent = "" }, 4000)
  }

  /* Panels. A button that controls something opens and closes it; Escape closes and returns. */
  const panels = [...document.querySelectorAll("button[aria-controls]")]
  const controlled = button => document.getElementById(button.getAttribute("aria-controls"))
  const isOpen = button => button.getAttribute("aria-expanded") === "true"
  const covers = button => button.closest("header")

  const set = (button, open) => {
    button.setAttribute("aria-expanded", open)
    controlled(button).classList.toggle("open", open)
  }

  const close = button => {
    set(button, false)
    button.focus()
  }

  const open = button => {
    panels.filter(it => it !== button && isOpen(it) && covers(it)).forEach(it => set(it, false))
    set(button, true)
    controlled(button).querySelector("input")?.focus()
  }

  for (const button of panels) {
    button.addEventListener("click", () => isOpen(button) ? close(button) : open(button))
    controlled(button).addEventListener("search:leave", () => isOpen(button) && close(button))
  }

  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented) return
    const here = panels.find(it => isOpen(it) && covers(it)) ||
      panels.find(it => isOpen(it) && controlled(it).contains(document.activeElement))
    if (here) close(here)
  })

  /* What lies over the page goes away when someone turns to the page. */
  for (const turn of ["click", "focusin"]) {
    document.addEventListener(turn, event => {
      const here = panels.find(it => isOpen(it) && covers(it))
      if (here && !event.target.closest("header")) set(here, false)
    })
  }

  /* A wider window needs no panels. */
  matchMedia("(min-width: 60em)").addEventListener("change", () => {
    panels.filter(covers).forEach(it => set(it, false))
  })

  /* Light. */
  const button = document.getElementById("theme")
  const system = matchMedia("(prefers-color-scheme: dark)")
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark"
  const show = () => button.setAttribute("aria-pressed", isDark())
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark"
    try {
      localStorage.setItem("it-program.theme", root.dataset.theme)
    } catch { /* the choice lasts as long as the page */ }
    show()
  })
  system.addEventListener("change", show)
  show()

  /* A printed page says where it came from. */
  for (const place of document.querySelectorAll("[data-address]")) place.textContent = location.href

  /* Headings and ids lead to themselves; a click also copies the address. */
  document.addEventListener("click", event => {
    const link = event.target.closest("a.toclink, a.id")
    if (!link) return
    const fallback = () => tell("Länken står i adressfältet.")
    if (!navigator.clipboard) return fallback()
    navigator.clipboard.writeText(link.href).then(() => tell("Länken är kopierad."), fallback)
  })

  /* A table that is wider than the page can be scrolled with the keyboard, and says what it is. */
  const wide = new ResizeObserver(entries => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth + 1
      const heading = target.closest("article")?.querySelector("h1")
      const words = scrolls && {
        tabindex: "0",
        role: "group",
        "aria-label": target.querySelector("caption, thead")?.textContent.trim().replace(/\s+/g, " ") ||
          heading?.textContent.trim() || "Tabell",
      }
      for (const name of ["tabindex", "role", "aria-label"]) {
        if (words) target.setAttribute(name, words[name])
        else target.removeAttribute(name)
      }
    }
  })
  document.querySelectorAll(".table, pre, pre code").forEach(it => wide.observe(it))
})()
