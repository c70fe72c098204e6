// What a page can do with what the form tells it. docs/embedding.md lists the events.
const said = document.getElementById("said");
document.addEventListener("cap-submitted", ({ detail }) => {
  said.textContent = `The council has your application. Its reference is ${detail.reference}.`;
});
document.addEventListener("cap-sign-in-needed", () => {
  said.textContent = "Sign in to the council’s website, then send again.";
});
