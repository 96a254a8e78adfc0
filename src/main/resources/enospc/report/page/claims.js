/** From a claim to its events in the timeline. */
function linkClaims(model, choose, mark) {
  for (const evidence of document.querySelectorAll(".evidence")) {
    const buttons = [...evidence.querySelectorAll("[data-event]")];
    const rows = () => buttons.map((button) => model.rowOf(Number(button.dataset.event))).filter((row) => row >= 0);
    const go = (row) => {
      mark(rows());
      choose(row);
      $("timeline").scrollIntoView({ behavior: "instant", block: "start" });
    };
    evidence.querySelector(".all").onclick = () => rows().length && go(rows()[0]);
    buttons.forEach((button) => { button.onclick = () => go(model.rowOf(Number(button.dataset.event))); });
  }
}
