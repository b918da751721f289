// data-copy="text": a button that copies the text; hidden until a script can do it. data-copied: the word shown afterwards.
document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.querySelector("span") ?? button;
  if (button.dataset.copied) words.textContent = button.dataset.copied;
});
