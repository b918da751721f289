// Passkeys need script, a browser that knows them and a name as address (not numbers): only then are their buttons shown.
// allauth's own files do the rest; what goes wrong there is said in the sentence the page has ready.
const works = window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname);
if (works) {
  for (const part of document.querySelectorAll("[data-needs-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const sentence of document.querySelectorAll("[data-passkey-trouble]")) sentence.hidden = false;
});
