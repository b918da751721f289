// data-keep-note="address" on a form: what is typed in its box (data-keep) is sent there while one types, and the answer takes the place of
// [data-keep-state], with what the next keeping has to send along. Without a connection the text stays in the page and is sent again; it is
// never written to the browser's store, because desks are shared. Without this script the form has a button that keeps.
const form = document.querySelector("[data-keep-note]");
const REST = 1500; // milliseconds after the last letter
const AGAIN = 10_000; // milliseconds until another try without a connection
if (form) {
  const state = form.querySelector("[data-keep-state]");
  const failed = form.querySelector("[data-keep-failed]");
  let kept = new FormData(form).get("text");
  let timer = 0;
  let isSending = false;
  const isBehind = () => new FormData(form).get("text") !== kept;
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };
  async function send() {
    if (isSending || form.dataset.sent || !isBehind()) return;
    isSending = true;
    const body = new FormData(form);
    let delay = 0;
    try {
      const answer = await fetch(form.dataset.keepNote, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "error" });
      if (!answer.ok || answer.headers.has("HX-Redirect")) throw new Error(String(answer.status));
      state.innerHTML = await answer.text();
      kept = body.get("text");
      failed.hidden = true;
    } catch {
      failed.textContent = form.dataset.keepLost;
      failed.hidden = false;
      delay = AGAIN;
    }
    isSending = false;
    if (isBehind()) later(delay || REST);
  }
  form.addEventListener("input", (event) => event.target.matches("[data-keep]") && later(REST));
  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", (event) => {
    if (!form.dataset.sent && isBehind()) event.preventDefault();
  });
}
