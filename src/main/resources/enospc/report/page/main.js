/** Joins the parts of the page. */
async function main() {
  const data = await readData();
  const model = new Model(data);
  const view = new View(model.first, model.last);
  const state = { chosen: -1, marked: [], rows: new Int32Array(0) };
  const timeline = new Timeline(model, view);
  const choose = (row) => {
    state.chosen = row;
    timeline.share(row >= 0);
    if (row < 0) state.marked = [];
    else {
      timeline.reveal(row);
      view.show(model.begin[row], model.end[row]);
    }
    paint();
    detail.show(row);
  };
  const detail = new Detail(model, choose);
  const matches = new Matches(model, choose);
  /** What the filter lets through, and what is marked even if it does not. */
  const paint = () => {
    const bits = new Uint8Array(model.size);
    for (const row of state.rows) bits[row] = model.classes[row];
    for (const row of [...state.marked, state.chosen]) if (row >= 0) bits[row] = model.classes[row] | CHOSEN;
    timeline.fill(bits);
  };
  const filter = new Filter(model, (rows, active) => {
    state.rows = rows;
    $("matched").textContent = active ? `${whole(rows.length)} of ${whole(model.size)} bars match` : `${whole(model.size)} bars`;
    matches.set(rows);
    paint();
  });
  new Gestures(timeline, view, choose, (direction) => choose(matches.step(direction, state.chosen, view.from, view.to)));
  linkClaims(model, choose, (rows) => { state.marked = rows; });
  filter.apply();
  $("outcomes").append(...CLASSES.map((each) => el("li", {}, el("i", { style: `background:var(--${each.colour})` }), each.text)),
    el("li", {}, el("i", { style: "background:var(--fault)" }), "fault"));
  drawSpace(data, model, view);
  drawLatency(model, view);
  drawRates(model, view);
  drawWaits(model, choose);
  const linked = () => {
    const event = /^#event-(\d{1,9})$/.exec(location.hash);
    const row = event ? model.rowOf(Number(event[1])) : -1;
    if (row < 0) return;
    choose(row);
    $("timeline").scrollIntoView({ behavior: "instant", block: "start" });
  };
  addEventListener("hashchange", linked);
  $("loading").remove();
  linked();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

$("copy").onclick = () => navigator.clipboard.writeText($("replay").textContent).then(() => { $("copy").textContent = "copied"; });
main().catch((broken) => {
  $("loading").className = "warning";
  $("loading").textContent = "The timeline and the plots cannot be shown: " + broken.message;
  console.error(broken);
});
