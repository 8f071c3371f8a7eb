// Every page: tells the style sheet that scripts run, opens and closes dialogs, lets toasts go.

document.documentElement.dataset.script = "";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.closest("[data-dismiss]")) event.target.closest(".toast")?.remove();
  // A click on the veil falls on the dialog itself, never on what is in it.
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

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

// An answer that did not come is said, and nothing typed is lost.
const say = (text) => {
  const toast = document.createElement("div");
  const words = document.createElement("p");
  words.textContent = text;
  toast.className = "toast toast--error";
  toast.dataset.seconds = "12";
  toast.append(words);
  document.getElementById("toasts")?.append(toast);
  countDown();
};
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(kind, () => say(document.body.dataset.errorText ?? ""));
}
