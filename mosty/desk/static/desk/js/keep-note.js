// data-keep-note="address" on a form: what is typed in its box (data-keep) is sent there while one types, and the answer takes the place of
// [data-keep-state], with what the next keeping has to send along. Without a connection, or signed out, the text stays in the page and is
// sent again by itself; Save waits for it. It is never written to the browser's store, because desks are shared.
// Without this script the form has a button that keeps. The form may be swapped by htmx: it is looked for anew each time.
const REST = 1500; // milliseconds after the last letter
const AGAIN = 10_000; // milliseconds until another try
const SENT_ALONG = ["csrfmiddlewaretoken", "kind", "draft", "version", "encounter"];
const here = () => document.querySelector("[data-keep-note]");
const words = (form) => form.querySelector("[data-keep]").value;
const said = (form) => `${new FormData(form).get("kind") ?? ""}\n${words(form)}`;
let kept = here() ? said(here()) : "";
let trouble = ""; // why the last keeping failed: "" (it did not), lost, signed-out, refused
let timer = 0;
let sending = null;

const isBehind = () => Boolean(here()) && said(here()) !== kept && (words(here()).trim() !== "" || here().querySelector("[name=draft]")?.value);
const later = (delay) => {
  clearTimeout(timer);
  timer = setTimeout(send, delay);
};

function tell(form, why) {
  trouble = why;
  const box = form.querySelector("[data-keep-failed]");
  const sentence = { lost: form.dataset.keepLost, "signed-out": form.dataset.keepOut ?? form.dataset.keepLost }[why] ?? "";
  if (box && box.textContent !== sentence) box.textContent = sentence;
  if (box) box.hidden = !sentence;
}

// Signed in again in another window, the page has an old token: take the new one from the same page, fetched quietly.
async function renewToken(form) {
  const answer = await fetch(location.href, { redirect: "manual", headers: { "X-Background": "1" } });
  const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
  if (!fresh) return false;
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((box) => { box.value = fresh.value; });
  return Boolean(form);
}

async function post(form, isLeaving) {
  const all = new FormData(form);
  const body = new FormData();
  SENT_ALONG.forEach((name) => all.has(name) && body.append(name, all.get(name)));
  body.append("text", words(form));
  return fetch(form.dataset.keepNote, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", keepalive: isLeaving });
}

async function keep(isLeaving = false) {
  const form = here();
  if (!form) return;
  const now = said(form);
  try {
    let answer = await post(form, isLeaving);
    if (answer.status === 403 && (await renewToken(form))) answer = await post(form, isLeaving);
    if (answer.type === "opaqueredirect" || answer.headers.has("HX-Redirect") || [401, 403].includes(answer.status)) return tell(form, "signed-out");
    if (!answer.ok) throw new Error(String(answer.status));
    const state = form.querySelector("[data-keep-state]");
    state.innerHTML = await answer.text();
    tell(form, state.querySelector("[data-refused]") ? "refused" : "");
    if (!trouble) kept = now;
  } catch {
    tell(form, "lost");
  }
}

async function send() {
  if (sending || !here() || here().dataset.sent || !isBehind()) return sending;
  sending = keep();
  await sending;
  sending = null;
  if (isBehind()) later(trouble ? AGAIN : REST);
}

document.addEventListener("input", (event) => event.target.closest("[data-keep-note]") && later(REST));
document.addEventListener("change", (event) => event.target.closest("[data-keep-note]") && later(REST));
window.addEventListener("online", () => later(0));
window.addEventListener("focus", () => trouble && later(0));
document.addEventListener("visibilitychange", () => document.hidden && isBehind() && !sending && !here().dataset.sent && keep(true));
document.addEventListener("htmx:afterSwap", () => here() && isBehind() && later(REST));
window.addEventListener("beforeunload", (event) => {
  if (here() && !here().dataset.sent && isBehind()) event.preventDefault();
});
// Save first makes sure that the words lie with us: a session that ended, or a line that broke, must not swallow them.
let isThrough = false;
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-keep-note]");
  if (!form || isThrough || (!isBehind() && !trouble)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.asking) return;
  form.dataset.asking = "yes";
  clearTimeout(timer);
  await sending;
  await keep();
  delete form.dataset.asking;
  if (["lost", "signed-out"].includes(trouble)) {
    form.querySelector("[data-keep-failed]")?.scrollIntoView({ block: "nearest" });
    later(AGAIN);
    return;
  }
  isThrough = true;
  form.requestSubmit(event.submitter);
  isThrough = false;
}, true);
