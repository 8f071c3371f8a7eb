// A page that is meant for paper: its button opens the browser's own sheet for printing.

const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
