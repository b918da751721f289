// A quick way out: the page that is left does not stay behind the back button.
document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-exit]");
  if (!way) return;
  event.preventDefault();
  location.replace(way.href);
});
