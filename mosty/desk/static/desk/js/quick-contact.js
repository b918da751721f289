// data-quick-contact: while the card has the focus, digits tick topics, letters choose language and channel; Ctrl+Enter is shortcuts.js.
// Without this script the card is an ordinary form.
const typing = (node) => node.matches("input:not([type=radio], [type=checkbox]), textarea, select");
document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-quick-contact]");
  if (!card || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const choice = [...card.querySelectorAll("[data-pick]")].find((node) => node.dataset.pick === event.key.toLowerCase());
  if (!choice) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (choice.matches("select")) choice.focus();
  else choice.click();
}, true);
