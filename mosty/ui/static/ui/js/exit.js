// A quick way out of pages that could harm whoever is seen reading them, and no steps left behind in the history of the tab.
//   [data-exit]       the way out; Escape pressed three times is the same
//   [data-traceless]  a page that must not stay in the history: whatever is opened from it takes its place
//   [data-quiet]      a link to such a page: it takes the place of the page with the link
//   [data-wordless]   results whose words must not stay in the address
const PATIENCE = 2000; // milliseconds between the first Escape and the third
const way = () => document.querySelector("[data-exit]");
const isTraceless = () => document.querySelector("[data-traceless]") !== null;

const leave = () => {
  document.documentElement.hidden = true; // nothing to see while the other site loads
  document.title = " ";
  location.replace(way().href);
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-exit]")) {
    event.preventDefault();
    leave();
    return;
  }
  const link = event.target.closest("a[href]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (!isTraceless() && !link.hasAttribute("data-quiet")) return;
  event.preventDefault();
  location.replace(link.href);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!isTraceless() || event.defaultPrevented) return;
  const sent = new URLSearchParams(new FormData(form));
  const address = new URL(form.action);
  if (address.origin !== location.origin) return;
  event.preventDefault();
  if (form.method === "post") {
    const answer = await fetch(address, { method: "POST", body: sent });
    location.replace(answer.url);
    return;
  }
  address.search = sent;
  location.replace(address);
});

// htmx notes in the tab where it is, words of a search included
window.addEventListener("pagehide", () => way() && sessionStorage.clear());

let pressed = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !way()) return;
  const now = event.timeStamp;
  pressed = [...pressed.filter((before) => now - before < PATIENCE), now];
  if (pressed.length >= 3) leave();
});

document.querySelectorAll("[data-exit-keys]").forEach((words) => (words.hidden = false));
if (document.querySelector("[data-wordless]")) history.replaceState(null, "", location.pathname);
