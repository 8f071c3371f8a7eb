// New mail appears by itself: the server tells which ticket changed, and htmx fetches what shows it again.

// The first news is told at once, what follows at most every 300 ms, each name once: a flood of mail is no flood
// of requests, and starves nothing.
const news = new Set();
let toldAt = 0;
const tell = (name) => {
  if (!news.size) setTimeout(announce, Math.max(20, toldAt + 300 - performance.now()));
  news.add(name);
};
const announce = () => {
  const names = [...news];
  news.clear();
  toldAt = performance.now();
  for (const name of names) document.body.dispatchEvent(new CustomEvent(name));
};

const offline = document.getElementById("offline");
let source;
let broken;

const listen = () => {
  source = new EventSource("/events");
  source.addEventListener("ticket", (event) => {
    const { ticket } = JSON.parse(event.data);
    tell("tickets-changed");
    tell(`ticket-${ticket}`);
  });
  source.addEventListener("open", () => {
    clearTimeout(broken);
    offline.hidden = true;
  });
  // From here on nothing is missed; what happened before, while the line was down, is fetched now.
  source.addEventListener("ready", catchUp);
  source.addEventListener("error", () => {
    clearTimeout(broken);
    broken = setTimeout(() => (offline.hidden = false), 5000);
    // A stream that was refused is not tried again by the browser itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
};

const catchUp = () => {
  tell("tickets-changed");
  const open = document.querySelector(".ticket[data-number]");
  if (open) tell(`ticket-${open.dataset.number}`);
};

if (offline && "EventSource" in window) {
  listen();
  // A page that comes back from the browser's memory has missed everything meanwhile.
  window.addEventListener("pageshow", (event) => event.persisted && (source.close(), listen(), catchUp()));
  window.addEventListener("pagehide", () => source.close());
}

// When the asker is gone from the page meanwhile, htmx finds no places for the answer: all is fetched anew instead,
// and what the answer says is said by toast.js.
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const say = (xhr) => document.dispatchEvent(new CustomEvent("unplaced", { detail: xhr }));
  const again = (answer) => detail.elt.isConnected || (answer.preventDefault(), say(answer.detail.xhr), catchUp());
  detail.elt.addEventListener("htmx:beforeOnLoad", again, { once: true });
});

// The list waits while one of its tickets is being opened: htmx answers to the row that was clicked.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "list" || !detail.target.querySelector(".ticket-row.htmx-request")) return;
  detail.shouldSwap = false;
  tell("tickets-changed");
});

// News must not take away a reason that somebody is just typing; the answer to that very form may.
let asker;
document.addEventListener("htmx:beforeSwap", (event) => (asker = event.detail.requestConfig?.elt));
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const target = event.detail.target;
  const typing = document.activeElement.matches("input:not([type=radio], [type=checkbox]), textarea");
  if (typing && target?.contains(document.activeElement) && !target.contains(asker)) {
    event.detail.shouldSwap = false;
  }
});
