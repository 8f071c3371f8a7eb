// The list: which ticket is open, where the cursor stands, how many customers wait (in the title of the tab).

const rows = () => [...document.querySelectorAll(".ticket-row")];
let cursor;

const mark = () => {
  const open = document.querySelector(".ticket[data-number]")?.dataset.number;
  for (const row of rows()) {
    row.toggleAttribute("data-cursor", row.dataset.number === cursor);
    if (row.dataset.number === open) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  const calling = document.getElementById("views")?.dataset.calling ?? "0";
  const title = document.title.replace(/^\(\d+\) /, "");
  document.title = calling === "0" ? title : `(${calling}) ${title}`;
};

export const move = (step) => {
  const all = rows();
  const open = document.querySelector(".ticket[data-number]")?.dataset.number;
  const at = all.findIndex((row) => row.dataset.number === (cursor ?? open));
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  if (!next) return;
  cursor = next.dataset.number;
  mark();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

document.addEventListener("focusin", (event) => {
  const row = event.target.closest(".ticket-row");
  if (row && cursor !== row.dataset.number) {
    cursor = row.dataset.number;
    mark();
  }
});

// Fetched while a ticket is open, the list knows the cursor and the open ticket again.
document.addEventListener("htmx:afterSettle", mark);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "ticket") return;
  cursor = undefined;
  event.detail.target.focus({ preventScroll: true });
  toNewest();
});

// An opened ticket shows its newest message, unless all of it fits.
const toNewest = () => {
  const pane = document.getElementById("ticket");
  const newest = [...pane.querySelectorAll(".message")].at(-1);
  const composer = pane.querySelector(".composer");
  if (!newest || getComputedStyle(pane).overflowY !== "auto") return;
  const head = pane.querySelector(".ticket__head");
  const covered = getComputedStyle(head).position === "sticky" ? head.offsetHeight : 0;
  const room = pane.clientHeight - composer.offsetHeight - covered - 32;
  const top = newest.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
  // A message that is higher than the room is read from its beginning.
  pane.scrollTop = top - covered - 16 - Math.max(0, room - newest.offsetHeight);
};
let justWritten = false;
document.addEventListener("written", () => (justWritten = true));
document.addEventListener("htmx:afterSettle", () => {
  if (justWritten) toNewest();
  justWritten = false;
});
mark();
toNewest();
// On a phone the lists lie in one row, of which the current one must be in sight.
const current = document.querySelector(".views [aria-current]");
if (current) document.getElementById("views").scrollLeft = current.offsetLeft - 16;
