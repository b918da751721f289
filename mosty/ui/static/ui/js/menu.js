// data-menu: a <details> menu closes on Escape and on a click outside.
const close = (except) => document.querySelectorAll("[data-menu][open]").forEach((menu) => menu !== except && menu.removeAttribute("open"));
document.addEventListener("click", (event) => close(event.target.closest("[data-menu]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("[data-menu][open]");
  close(null);
  open?.querySelector("summary")?.focus();
});
