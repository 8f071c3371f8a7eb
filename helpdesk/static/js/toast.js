// Toasts: what was just done. Each leaves by itself, and by its button.

// A toast stays while the pointer or the focus is on it, so that nobody loses the undo while reaching for it.
const counting = new WeakSet();
const countDown = () => {
  for (const toast of document.querySelectorAll(".toast[data-seconds]")) {
    if (counting.has(toast)) continue;
    counting.add(toast);
    const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : toast.remove());
    setTimeout(leave, Number(toast.dataset.seconds) * 1000);
  }
};
countDown();
document.addEventListener("htmx:afterSettle", countDown);
document.addEventListener("htmx:oobAfterSwap", countDown);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-dismiss]")) event.target.closest(".toast")?.remove();
});

const show = (...toasts) => {
  document.getElementById("toasts")?.append(...toasts);
  countDown();
};

// An answer that did not come is said, and nothing typed is lost.
const sayTrouble = () => {
  const toast = document.createElement("div");
  const words = document.createElement("p");
  words.textContent = document.body.dataset.errorText ?? "";
  toast.className = "toast toast--error";
  toast.dataset.seconds = "12";
  toast.append(words);
  show(toast);
};
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(kind, sayTrouble);
}

// An answer that finds no other place in the page any more still says what was done.
document.addEventListener("unplaced", ({ detail: { status, response } }) => {
  if (status >= 400) return sayTrouble();
  const answer = new DOMParser().parseFromString(response, "text/html");
  show(...answer.querySelectorAll("#toasts > .toast"));
});
