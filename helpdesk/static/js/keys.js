// The keys of the desk. A key only presses what is on the page, so each has a button or a link beside it.

import { tick, tickAll } from "./bulk.js";
import { write } from "./composer.js";
import { move } from "./list.js";

const press = (selector) => document.querySelector(selector)?.click();
const go = (selector) => {
  const link = document.querySelector(selector);
  if (link) window.location.assign(link.href);
};

const unfold = (id) => {
  const field = document.getElementById(id);
  const menu = field?.closest("details");
  if (menu) menu.open = true;
  return field;
};

const KEYS = {
  "?": () => document.getElementById("keys")?.showModal(),
  "/": () => document.getElementById("search")?.focus(),
  j: () => move(1),
  k: () => move(-1),
  u: () => press("#back"),
  x: tick,
  X: tickAll,
  r: () => write("reply"),
  n: () => write("note"),
  e: () => write("reply", "propose"),
  a: () => document.getElementById("assign-agent")?.focus(),
  c: () => go('[data-key="c"]'),
  d: () => unfold("merge-into")?.focus(),
  p: () => document.getElementById("priority")?.focus(),
  f: () => press('[data-key="f"]'),
  l: () => press('[data-key="l"]'),
  m: () => press('[data-key="m"]'),
  s: () => {
    const next = document.querySelector('[data-key="s"]');
    // Where a question has several answers, the agent chooses one.
    next?.matches("[data-key-focus]") ? next.focus() : next?.click();
  },
  w: () => press('[data-key="w"]'),
  // What was done last: toasts stand behind the conversation, the newest at the end.
  z: () => [...document.querySelectorAll("[data-undo] button")].at(-1)?.click(),
};
const AFTER_G = { i: () => go(".brand"), r: () => go("[data-door=office]") };
let after;

const isTyping = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const act = after ? AFTER_G[event.key] : KEYS[event.key];
  clearTimeout(after);
  after = event.key === "g" && !after ? setTimeout(() => (after = undefined), 1500) : undefined;
  if (!act) return;
  event.preventDefault();
  act();
});
