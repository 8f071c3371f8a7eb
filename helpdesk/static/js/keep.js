// What somebody has unfolded stays as it is when the conversation around it is fetched again: a long quotation,
// a formatted mail with its pictures. Marked with data-keep and an id; closed ones are simply renewed.

const pantry = document.createElement("div");
pantry.hidden = true;
document.body.append(pantry);

// moveBefore keeps a frame loaded; where a browser lacks it, the frame loads again.
const move = (parent, node, before) =>
  parent.moveBefore ? parent.moveBefore(node, before) : parent.insertBefore(node, before);

const putAside = (event) => {
  const within = event.detail.target;
  for (const node of within?.querySelectorAll?.("[data-keep][open]") ?? []) move(pantry, node, null);
};

const putBack = () => {
  for (const node of [...pantry.children]) {
    const renewed = [...document.querySelectorAll(`#${CSS.escape(node.id)}`)].find((each) => each !== node);
    if (!renewed) continue; // its place comes with a later part of the same answer
    move(renewed.parentNode, node, renewed);
    renewed.remove();
  }
};

document.addEventListener("htmx:beforeSwap", putAside);
document.addEventListener("htmx:oobBeforeSwap", putAside);
document.addEventListener("htmx:afterSwap", putBack);
document.addEventListener("htmx:oobAfterSwap", putBack);
document.addEventListener("htmx:afterSettle", () => (putBack(), pantry.replaceChildren()));
