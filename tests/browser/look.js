/* What a test asks of a page. It is there before the page's own scripts, and changes nothing. */
window.look = (() => {
  "use strict"

  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const style = (element, part) => getComputedStyle(element, part)
  const isShown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const text = element => element.textContent.trim().replace(/\s+/g, " ")

  const name = element => {
    const own = element.id ? `#${element.id}` : [...element.classList].map(it => `.${it}`).join("")
    const parent = element.parentElement
    const above = element.id || !parent || parent === document.body ? "" : `${name(parent).split(" > ").at(-1)} > `
    return `${above}${element.localName}${own}`
  }
  const say = element => `${name(element)} »${(element.getAttribute("aria-label") || text(element)).slice(0, 40)}«`

  /* Faults that are gathered from the first moment. */
  const violations = []
  document.addEventListener("securitypolicyviolation", event => {
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile || ""}`)
  })
  const shifts = []
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(it => it.node && name(it.node.nodeType === 1 ? it.node : it.node.parentElement))
      shifts.push(`${entry.value.toFixed(4)} ${moved.join(", ")}`)
    }
  }).observe({ type: "layout-shift", buffered: true })

  /* Whether something comes true within two seconds of frames. (A test tool's own waiting is a kind
     of eval, which the policy forbids.) */
  const comes = async question => {
    for (let frame = 0; frame < 120 && !question(); frame += 1) await new Promise(requestAnimationFrame)
    return Boolean(question())
  }

  const settled = async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  }

  /* Focus. */
  const isRinged = element => style(element).outlineStyle !== "none" && parseFloat(style(element).outlineWidth) >= 2
  const showsFocus = element => [element, element.parentElement, element.parentElement.parentElement].some(isRinged)

  const isSeen = element => {
    const box = element.getClientRects()[0]
    if (!box || box.width < 2 || box.height < 2) return "has no size"
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2
    if (box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight) return "is off-screen"
    const hit = document.elementFromPoint(x, y)
    if (hit && (element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element)) return ""
    return `is covered by ${hit && name(hit)}`
  }

  /* The element that has focus: what it is, and what is wrong with it as a stop. */
  const order = new Map()
  const stop = () => {
    const element = document.activeElement
    if (!element || element === document.body || element === document.documentElement) return null
    if (!order.has(element)) order.set(element, order.size)
    const faults = [isSeen(element)]
    if (!isShown(element)) faults.push("is hidden")
    if (!showsFocus(element)) faults.push("shows no focus")
    return { number: order.get(element), is: say(element), faults: faults.filter(Boolean) }
  }

  /* Room. */
  const scrolls = element => {
    for (let it = element.parentElement; it && it !== document.body; it = it.parentElement) {
      if (["auto", "scroll"].includes(style(it).overflowX)) return true
    }
    return false
  }
  const isForEars = element => {
    for (let it = element; it; it = it.parentElement) {
      if (style(it).clipPath.startsWith("inset(")) return true
      if (it.clientWidth <= 1 && it.clientHeight <= 1 && style(it).position === "absolute") return true
      if (style(it).position === "absolute" && it.getBoundingClientRect().bottom < -scrollY) return true
    }
    return false
  }

  /* What reaches outside the page, and boxes that cut off the text in them. */
  const cut = () => {
    const wide = document.scrollingElement.scrollWidth
    const outside = new Set()
    const faults = wide > innerWidth ? [`the page is ${wide} px wide`] : []
    for (const element of all("body *")) {
      if (!isShown(element) || element.closest("svg") || isForEars(element)) continue
      const box = element.getBoundingClientRect()
      const reaches = box.width && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(element)
      if (reaches && !outside.has(element.parentElement)) {
        faults.push(`${say(element)} reaches outside (${Math.round(box.left)} to ${Math.round(box.right)} px)`)
      }
      if (reaches) outside.add(element)
      const hides = axis => ["hidden", "clip"].includes(style(element)[`overflow${axis}`])
      const isText = text(element) && element.localName !== "select"
      if (isText && hides("X") && element.scrollWidth > element.clientWidth + 1) faults.push(`${say(element)} is cut off at its side`)
      const clamped = style(element).webkitLineClamp !== "none"
      if (isText && !clamped && hides("Y") && element.scrollHeight > element.clientHeight + 1) faults.push(`${say(element)} is cut off below`)
    }
    return faults
  }

  /* Targets that are not words in a sentence, and too small to hit. A link is as wide as its words. */
  const small = () => {
    const inSentence = element => {
      let block = element.parentElement
      while (style(block).display === "inline") block = block.parentElement
      return style(element).display === "inline" && text(block).length > text(element).length
    }
    return all("a[href], button, input, select, summary, [tabindex='0']")
      .filter(it => isShown(it) && !isForEars(it) && !it.closest("svg") && !inSentence(it))
      .map(it => [it, (it.closest("label") || it).getBoundingClientRect()])
      .filter(([it, box]) => box.height < 24 || (box.width < 24 && it.localName !== "a"))
      .map(([it, box]) => `${name(it)} is ${box.height.toFixed(1)} px high`)
  }

  /* What moves by itself or on the way from one look to another. */
  const moving = () => {
    const lasts = value => value.split(",").some(it => parseFloat(it) > 0.001)
    const faults = []
    for (const element of all("*")) {
      for (const part of [null, "::before", "::after"]) {
        const its = style(element, part)
        if (lasts(its.transitionDuration)) faults.push(`${name(element)}${part || ""} transitions`)
        if (its.animationName !== "none" && lasts(its.animationDuration)) faults.push(`${name(element)}${part || ""} is animated`)
        if (!part && its.scrollBehavior === "smooth") faults.push(`${name(element)} scrolls smoothly`)
      }
    }
    return faults
  }

  /* Everything a reader sees or hears that says nothing of another language. */
  const HEARD = ["alt", "aria-description", "aria-label", "aria-roledescription", "content", "placeholder", "title", "data-label"]
  const read = () => {
    const said = []
    const walk = node => {
      if (node.nodeType === 3) said.push(node.data)
      if (node.nodeType !== 1 || node.matches("script, noscript, code, pre")) return
      if (node.lang && node.lang !== "sv") return
      const spoken = HEARD.filter(it => it !== "content" || node.matches("meta[name=description]"))
      said.push(...spoken.map(it => node.getAttribute(it)).filter(Boolean))
      said.push(...["::before", "::after"].map(it => style(node, it).content).filter(it => it.startsWith('"')))
      node.childNodes.forEach(walk)
    }
    walk(document.documentElement)
    return said.map(it => it.trim().replace(/\s+/g, " ")).filter(Boolean)
  }

  const restyle = css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }

  return { violations, shifts, comes, settled, stop, cut, small, moving, read, restyle, say, all, isShown }
})()
