// Opens TensorBoard in a tab of its own. The tab is opened at the click, since browsers block one that is opened later.
export function wire(button) {
  const note = button.nextElementSibling;
  button.addEventListener("click", async () => {
    const tab = window.open("about:blank");
    button.disabled = true;
    note.textContent = "TensorBoard starts…";
    try {
      const reply = await fetch(`/api/runs/${button.dataset.run}/tensorboard`, { method: "POST" });
      const answer = await reply.json();
      if (!reply.ok) throw new Error(answer.message);
      const link = document.createElement("a");
      link.href = link.textContent = answer.address;
      link.target = "_blank";
      link.rel = "noopener";
      note.replaceChildren("TensorBoard: ", link);
      if (tab) tab.location = answer.address;
    } catch (error) {
      tab?.close();
      note.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
}
