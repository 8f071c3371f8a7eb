// <details class="menu"> opens by itself; this closes it on Escape, on a click elsewhere and when another opens.

const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  }
});

document.addEventListener("keydown", (event) => {
  const items = [...(event.target.closest(".menu__body, .menu")?.querySelectorAll(".menu__body :is(a, button)") ?? [])];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !items.length || !event.target.closest("details.menu").open) return;
  const at = items.indexOf(event.target);
  items.at((at + step + items.length) % items.length)?.focus();
  event.preventDefault();
});
