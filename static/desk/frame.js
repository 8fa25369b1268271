// Names for what the theme leaves without one: the regions that scroll, and the fields in the cells of a table.

document.addEventListener("DOMContentLoaded", () => {
  const menu = document.querySelector(".desk-head .is-narrow")?.ariaLabel
  const page = [...document.querySelectorAll("h1 .desk-crumb")].at(-1)?.textContent.trim() || document.title
  for (const region of document.querySelectorAll("[data-simplebar]")) {
    region.dataset.simplebarAriaLabel = (region.id === "nav-sidebar-apps" && menu) || page
  }
  for (const field of document.querySelectorAll("td[data-label] :is(input, select, textarea):not([type=hidden], [aria-label])")) {
    if (!field.labels?.length) field.ariaLabel = field.closest("td").dataset.label
  }
})
