// The list of facts and terms beside a text: search it, copy a mark by a click. Without this script it is read and copied by hand.
for (const box of document.querySelectorAll("[data-mosty-marks]")) {
  const search = box.querySelector("[data-mosty-search]");
  const field = search.querySelector("input");
  const said = search.querySelector("[role=status]");
  search.hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.trim().toLocaleLowerCase();
    for (const row of box.querySelectorAll("tbody tr")) row.hidden = !row.textContent.toLocaleLowerCase().includes(words);
    for (const part of box.querySelectorAll("details")) part.open = words !== "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  for (const mark of box.querySelectorAll("code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mosty-copy";
    button.textContent = mark.textContent;
    mark.replaceChildren(button);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.textContent);
      said.textContent = `${said.dataset.done} ${button.textContent}`;
    });
  }
}
