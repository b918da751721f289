// data-submit-once: a form is sent once; going back makes it usable again. The pressed button keeps its value.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-submit-once]");
  if (!form) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-submit-once]").forEach((form) => delete form.dataset.sent));
