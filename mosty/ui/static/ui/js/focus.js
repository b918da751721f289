// data-focus: what needs attention after loading gets the focus (the summary of errors).
document.querySelector("[data-focus]")?.focus();
document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector?.("[data-focus]")?.focus());

// A pressed button that is gone after the swap leaves the focus to the next one of its list that is still there.
let following = [];
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  const buttons = [...(target?.querySelectorAll?.("button[id], a[id]") ?? [])];
  const pressed = buttons.indexOf(document.activeElement);
  following = pressed < 0 ? [] : buttons.slice(pressed + 1).map((button) => button.id);
});
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement !== document.body) return;
  following.map((id) => document.getElementById(id)).find(Boolean)?.focus({ preventScroll: true });
  following = [];
});
