/* Names under the search box while one types */

const [input, list] = document.querySelectorAll("#q, #names");
let marked, timer;

function mark(option) {
  marked?.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", true);
  input.setAttribute("aria-activedescendant", option?.id ?? "");
  marked = option;
}

function show(rows = []) {
  mark();
  list.replaceChildren();
  for (const { said, name, url } of rows) {
    const option = document.createElement("li");
    option.append(document.createElement("small"), name);
    option.firstChild.append(said);
    option.id = url;
    option.setAttribute("role", "option");
    option.onclick = () => (location = url);
    list.append(option);
  }
  list.hidden = !rows.length;
  input.setAttribute("aria-expanded", !list.hidden);
}

async function ask() {
  const text = input.value;
  const answer = await fetch(list.dataset.from + encodeURIComponent(text));
  const { suggestions } = await answer.json();
  if (text === input.value && input.matches(":focus")) show(suggestions);
}

function later(event) {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(() => ask().catch(() => show()), 150);
}

input.setAttribute("role", "combobox");
show();
input.oninput = later;
input.addEventListener("compositionend", later);
input.onblur = () => show();
list.onmousedown = (event) => event.preventDefault();
input.onkeydown = (event) => {
  const key = event.isComposing || list.hidden ? "" : event.key;
  if (key === "ArrowDown") mark(marked ? marked.nextSibling : list.firstChild);
  else if (key === "ArrowUp") mark(marked ? marked.previousSibling : list.lastChild);
  else if (key === "Enter" && marked) marked.click();
  else if (key === "Escape") show();
  else return;
  event.preventDefault();
};
