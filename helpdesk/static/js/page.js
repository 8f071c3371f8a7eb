// Every page: tells the style sheet that scripts run, opens and closes dialogs.

document.documentElement.dataset.script = "";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  // A click on the veil falls on the dialog itself, never on what is in it.
  if (event.target instanceof HTMLDialogElement) event.target.close();
});
