// Ticking tickets: `x` the one at the cursor, `X` all that are shown; a list that is fetched anew keeps its ticks.

const form = document.getElementById("bulk");
const picks = () => [...document.querySelectorAll(".row-of-list__pick")];
let ticked = new Set();

const tell = () => {
  ticked = new Set(picks().filter((pick) => pick.checked).map((pick) => pick.value));
  const count = form?.querySelector(".bulk__count");
  if (!count) return;
  const words = ticked.size === 1 ? count.dataset.one : count.dataset.many;
  count.textContent = words.replace("{n}", ticked.size);
};

export const tick = () => {
  const row = document.querySelector(".ticket-row[data-cursor]") ?? document.querySelector(".ticket-row[aria-current]");
  const pick = row?.parentElement.querySelector(".row-of-list__pick");
  if (!pick) return;
  pick.checked = !pick.checked;
  tell();
};

export const tickAll = () => {
  const every = picks().every((pick) => pick.checked);
  for (const pick of picks()) pick.checked = !every;
  tell();
};

document.addEventListener("change", (event) => {
  if (event.target.matches(".row-of-list__pick")) tell();
});
form?.addEventListener("reset", () => setTimeout(tell));
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "list") return;
  for (const pick of picks()) pick.checked = ticked.has(pick.value);
  tell();
});
// A page that the browser brings back has its ticks still.
if (picks().some((pick) => pick.checked)) tell();
