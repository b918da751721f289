// data-key="n": the key focuses a field or presses a link or button; never while somebody types.
const typing = (node) => node.matches?.("input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const found = [...document.querySelectorAll("[data-key]")].find((node) => node.dataset.key === event.key.toLowerCase());
  if (!found) return;
  event.preventDefault();
  if (found.matches("input, select, textarea")) found.focus();
  else found.click();
});
