// What is typed is kept on this device until it has left, and comes back after a reload.

const PREFIX = "draft:";
const OLD = 30 * 24 * 3600 * 1000;
let waiting;
let sent;

const sheet = () => document.querySelector("form[data-draft]");
const key = (form) => PREFIX + form.dataset.draft;

const keep = (form) => {
  const text = form.elements.text.value;
  const mode = form.elements.mode.value;
  if (text.trim()) localStorage.setItem(key(form), JSON.stringify({ text, mode, at: Date.now() }));
  else localStorage.removeItem(key(form));
  const saved = form.querySelector("[data-saved]");
  saved.textContent = text.trim() ? saved.dataset.saved : "";
};

const restore = () => {
  const form = sheet();
  if (!form || form.dataset.restored !== undefined) return;
  form.dataset.restored = "";
  const draft = JSON.parse(localStorage.getItem(key(form)) ?? "null");
  if (!draft || form.elements.text.value.trim()) return;
  form.elements.text.value = draft.text;
  form.querySelector(`[name="mode"][value="${draft.mode}"]`).checked = true;
  form.querySelector("[data-saved]").textContent = form.querySelector("[data-saved]").dataset.saved;
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form || event.target.name !== "text") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => keep(form), 300);
});

// Canned text was put in by the server: it is typed text too.
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  clearTimeout(waiting);
  keep(form);
  if (event.target.matches("form, [data-send]")) sent = form.elements.text.value;
});

// The server says "written" when the message is in its hands. Only then the draft goes; what was typed
// meanwhile is the next one, with its mode: a note must not become a reply.
document.addEventListener("written", () => {
  clearTimeout(waiting);
  const form = sheet();
  if (!form) return;
  const { text } = form.elements;
  if (text.value.startsWith(sent)) text.value = text.value.slice(sent.length);
  keep(form);
});

for (const name of Object.keys(localStorage)) {
  if (!name.startsWith(PREFIX)) continue;
  if (Date.now() - JSON.parse(localStorage.getItem(name)).at > OLD) localStorage.removeItem(name);
}
// A reply is begun with its first letter: what came before that, the agent has in front of them.
const seeNewest = () => {
  const form = sheet();
  const newest = document.querySelector("#conversation [data-newest]")?.dataset.newest;
  if (form && newest && !form.elements.text.value.trim()) form.elements.seen.value = newest;
};

document.addEventListener("htmx:afterSettle", restore);
document.addEventListener("htmx:afterSettle", seeNewest);
restore();
