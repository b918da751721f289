// data-strip: a row that scrolls sideways starts where its chosen part can be seen; the page itself does not move.
function show(root) {
  root.querySelectorAll?.("[data-strip]").forEach((strip) => {
    const chosen = strip.querySelector("[aria-current]");
    if (!chosen || strip.scrollWidth <= strip.clientWidth) return;
    const box = strip.getBoundingClientRect();
    const part = chosen.getBoundingClientRect();
    strip.scrollBy({ left: part.left + part.width / 2 - box.left - box.width / 2, behavior: "instant" });
  });
}
show(document);
document.addEventListener("htmx:afterSettle", (event) => show(event.target.parentElement ?? document));
