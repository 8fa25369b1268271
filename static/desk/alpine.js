// The theme speaks Alpine in attributes. Its build without eval reads plain expressions only: what the theme writes beyond
// them is said here again, as components and methods, before Alpine reads the page. Checked against Unfold 0.91.

htmx.config.includeIndicatorStyles = false // a style element, which the content policy forbids
htmx.config.allowEval = false

addEventListener("alpine:init", () => {
  const { body } = document
  const { data } = window.Alpine
  for (const component of [theme, searchForm, searchDropdown, searchCommand]) data(component.name, component)

  const tab = /activeTab: '([^']*)'/.exec(body.getAttribute("x-data"))?.[1] ?? ""
  const kept = localStorage.getItem("sidebarDesktopOpen")
  data("frame", () => ({
    activeTab: getCurrentTab() || tab,
    openModal: false,
    sidebarMobileOpen: false,
    sidebarDesktopOpen: kept === null || kept === "1",
    moveRecords: (event) => moveRecords(event), // never a global itself: the build refuses those
    sortRecords: (event) => sortRecords(event),
    init() {
      this.$watch("sidebarDesktopOpen", (isOpen) => localStorage.setItem("sidebarDesktopOpen", isOpen ? "1" : "0"))
    },
    address() {
      const hash = this.activeTab && this.activeTab !== "general" ? `#${this.activeTab}` : ""
      return location.pathname + location.search + hash
    },
    leaveSearch({ target }) {
      if (target.value === "") target.blur()
      else target.value = ""
    },
  }))
  body.setAttribute("x-data", "frame()")
  body.removeAttribute("x-init")

  const say = (selector, attribute, expression) => {
    for (const one of document.querySelectorAll(selector)) one.setAttribute(attribute, expression)
  }
  say("[x-bind\\:action]", "x-bind:action", "address()")
  say("[x-on\\:click*='localStorage']", "x-on:click", "sidebarDesktopOpen = !sidebarDesktopOpen")
  say("#changelist-actions", "x-bind:style", "{ width: changeListWidth + 'px' }") // text would be set as an attribute
  say("#nav-filter", "x-on:keydown.escape.prevent", "openSearchResults = false; leaveSearch($event)")
  for (const one of document.querySelectorAll("#search-input-command")) {
    const isKept = /selectItem\((true|false)/.exec(one.getAttribute("x-on:keydown.enter.prevent") ?? "")?.[1] ?? "false"
    one.setAttribute("x-on:keydown.enter.prevent", `$event.metaKey || $event.ctrlKey || selectItem(${isKept}, false)`)
  }
})
