// data-near: a form that asks for a place gets a button (data-near-ask) for the phone's own place. It is rounded to about a kilometre here,
// before it leaves the phone. What cannot be found out is said in data-near-failed. Without a script the box for a name is enough.
const ask = (form) => form.querySelector("[data-near-ask]");
function show(root) {
  if (!navigator.geolocation || !window.isSecureContext) return;
  root.querySelectorAll?.("[data-near]").forEach((form) => { if (ask(form)) ask(form).hidden = false; });
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-near-ask]");
  const form = button?.closest("[data-near]");
  if (!form) return;
  const say = form.querySelector("[data-near-failed]");
  say.hidden = true;
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    button.disabled = false;
    form.querySelector("[data-near-box]").value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
    form.requestSubmit();
  }, () => { button.disabled = false; say.hidden = false; }, { enableHighAccuracy: false, timeout: 10_000, maximumAge: 600_000 });
});
show(document);
document.addEventListener("htmx:afterSettle", (event) => show(event.target.parentElement ?? document));
