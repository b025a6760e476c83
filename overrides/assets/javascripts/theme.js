/* Before the page is painted: that scripts run, and the light that the reader has chosen. */
(() => {
  "use strict"
  const root = document.documentElement
  root.classList.add("js")
  try {
    const chosen = localStorage.getItem("it-program.theme")
    if (["light", "dark"].includes(chosen)) root.dataset.theme = chosen
  } catch { /* a browser that keeps nothing lets the system decide */ }
})()
