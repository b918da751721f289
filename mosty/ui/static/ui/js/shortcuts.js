// data-key="n": the key focuses a field, ticks a choice or presses a link or button; never while somebody types.
// data-key="ctrl+enter" on a button: also while somebody types in the same form.
const typing = (node) => node.matches?.("input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") {
    const button = (event.target.form ?? event.target.closest?.("form"))?.querySelector('[data-key="ctrl+enter"]');
    if (button) button.click();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const found = [...document.querySelectorAll("[data-key]")].find((node) => node.dataset.key === event.key.toLowerCase());
  if (!found) return;
  event.preventDefault();
  if (found.matches("input:not([type=radio], [type=checkbox]), select, textarea")) found.focus();
  else found.click();
});
