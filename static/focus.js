/* The carousel of the front page: its links move the list alone, and say which lead is in sight. Without this script
   they are plain links to each lead. */

const list = document.querySelector(".focus-list");
const leads = [...list.children];
const links = [...document.querySelectorAll(".focus-marks a")];

leads.forEach((lead, number) => {
  links[number].addEventListener("click", (event) => {
    event.preventDefault();
    const side = getComputedStyle(list).direction === "rtl" ? "right" : "left";
    list.scrollBy({ left: lead.getBoundingClientRect()[side] - list.getBoundingClientRect()[side] });
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
