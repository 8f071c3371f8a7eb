// The composer: what the button says, "/" for canned responses, files by drop and paste.

const composer = () => document.getElementById("composer");

export const write = (mode, then) => {
  const form = composer();
  if (!form) return;
  form.querySelector(`[name="mode"][value="${mode}"]`).checked = true;
  if (then) form.elements.then.value = then;
  label();
  form.elements.text.focus();
  form.scrollIntoView({ block: "nearest" });
};

const label = () => {
  const form = composer();
  if (!form) return;
  const then = form.elements.then;
  form.querySelector(".composer__send span").textContent =
    then.value === "propose" ? form.dataset.propose : form.dataset.send;
};

document.addEventListener("change", (event) => {
  if (event.target.name === "then") label();
  if (event.target.name === "uploads") showChosen(event.target);
});
document.addEventListener("htmx:afterSettle", label);
label();

document.addEventListener("input", (event) => {
  const box = event.target.closest(".composer__text");
  if (!box || !/(^|\n)\/$/.test(box.value.slice(0, box.selectionStart))) return;
  const menu = composer().querySelector(".composer__canned");
  if (!menu) return;
  menu.open = true;
  menu.querySelector(".menu__item").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("#composer");
  if (!form) return;
  event.preventDefault();
  // The button that is not shown belongs to the other kind of message.
  [...form.querySelectorAll("[data-send]")].find((button) => button.checkVisibility())?.click();
});

const attach = (files) => {
  const input = composer().elements.uploads;
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  showChosen(input);
};

const showChosen = (input) => {
  const names = [...input.files].map((file) => {
    const item = document.createElement("li");
    item.className = "tag";
    item.textContent = file.name;
    return item;
  });
  input.form.querySelector(".composer__chosen").replaceChildren(...names);
};

document.addEventListener("paste", (event) => {
  if (!event.target.closest("#composer") || !event.clipboardData.files.length) return;
  event.preventDefault();
  attach(event.clipboardData.files);
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("#composer");
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.toggleAttribute("data-dropping", kind === "dragover");
    if (kind === "drop") attach(event.dataTransfer.files);
  });
}
