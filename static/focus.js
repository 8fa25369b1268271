/* The carousel: its links move the list and not the page, and say which lead is in sight. Without this they only lead. */

const list = document.querySelector(".focus-list");
const leads = [...list.children];
const links = [...document.querySelectorAll(".focus-marks a")];

leads.forEach((lead, number) => {
  links[number].addEventListener("click", (event) => {
    event.preventDefault();
    const side = getComputedStyle(list).direction === "rtl" ? "right" : "left";
    const away = lead.getBoundingClientRect()[side] - list.getBoundingClientRect()[side];
    list.scrollTo({ left: list.scrollLeft + away }); // scrollBy would stop at the next lead
  });
});

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = links[leads.indexOf(target)];
      if (isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { root: list, threshold: 0.6 },
);
for (const lead of leads) seen.observe(lead);
