// data-autosubmit: a form of filters sends itself when something is chosen; its button (data-without-script) is for pages without a script.
document.querySelectorAll("[data-autosubmit] [data-without-script]").forEach((button) => { button.hidden = true; });
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-autosubmit]")) form.requestSubmit();
});
