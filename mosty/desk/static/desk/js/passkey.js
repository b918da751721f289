// Passkeys need script and a browser that knows them: only then is the button shown. allauth's own files do the rest.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
}

// The person closed the browser's window, or the key was refused: nothing is lost, say nothing loud.
document.addEventListener("allauth.error", (event) => event.preventDefault());
