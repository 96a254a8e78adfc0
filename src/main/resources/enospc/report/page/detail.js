/** What is known of one bar, and of the op that it belongs to. */
class Detail {
  constructor(model, choose) {
    this.model = model;
    this.choose = choose;
    this.box = $("detail");
  }

  show(row) {
    this.box.replaceChildren();
    if (row < 0) return;
    const m = this.model;
    const list = el("dl");
    const say = (name, ...content) => content[0] !== "" && list.append(el("dt", {}, name), el("dd", {}, ...content));
    say("what", el("b", {}, m.text("f", row)), " by " + m.text("process", row));
    say("about", m.text("about", row));
    say("image", m.imageOf(m.text("key", row)));
    say("outcome", CLASSES.find((each) => each.bit === m.classes[row]).text + (m.text("kind", row) && " · " + m.text("kind", row)));
    say("error", m.text("error", row));
    say("result", m.text("result", row));
    say("time", m.instant[row] ? spoken(m.begin[row]) : `${spoken(m.begin[row])} to ${spoken(m.end[row])}, took ${spoken(m.took(row))}`);
    say("events", m.beginIndex[row] === m.endIndex[row] ? String(m.beginIndex[row]) : `${m.beginIndex[row]} and ${m.endIndex[row]}`,
      " (lines " + [...new Set([m.beginIndex[row] + 1, m.endIndex[row] + 1])].join(" and ") + " of history.jsonl)");
    const close = el("button", { type: "button", class: "close", "aria-label": "close" }, "×");
    close.onclick = () => this.choose(-1);
    this.box.append(close, list);
    for (const index of new Set([m.beginIndex[row], m.endIndex[row]])) {
      if (m.evidence[index]) this.box.append(el("pre", {}, m.evidence[index]));
    }
    this.family(row);
  }

  /** The op and all of its steps. */
  family(row) {
    const m = this.model;
    const op = m.isStep(row) ? m.op[row] : m.beginIndex[row];
    const rows = [];
    for (let i = 0; i < m.size; i++) if (m.beginIndex[i] === op || m.op[i] === op) rows.push(i);
    if (rows.length > 1) {
      this.box.append(el("details", { open: "" }, el("summary", {}, `The op and its ${rows.length - 1} steps`),
        rowsTable(m, rows, this.choose, row)));
    }
  }
}

/** A table of bars; a click or Enter chooses one. */
function rowsTable(model, rows, choose, chosen = -1) {
  const body = el("tbody");
  for (const row of rows) {
    const colour = CLASSES.find((each) => each.bit === model.classes[row]);
    const line = el("tr", { "data-row": row, tabindex: "0", class: row === chosen ? "chosen" : "" },
      el("td", { class: "number" }, seconds(model.begin[row] / 1e9, 0.001)),
      el("td", { class: "number" }, model.instant[row] ? "" : spoken(model.took(row))),
      el("td", {}, model.text("process", row)),
      el("td", { style: `padding-left:${model.depth[row] * 0.9}em` }, model.text("f", row)),
      el("td", { style: `color:var(--${colour.colour})` }, colour.text),
      el("td", {}, brief(model.text("error", row) || model.text("result", row) || model.text("about", row))));
    line.onclick = () => choose(row);
    line.onkeydown = (event) => event.key === "Enter" && choose(row);
    body.append(line);
  }
  const heads = ["begin", "took", "who", "f", "outcome", "about"].map((text) => el("th", { scope: "col" }, text));
  return el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, ...heads)), body));
}
