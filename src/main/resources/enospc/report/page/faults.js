/** What the nemesis did, as stretches to be shaded: what it took lasts until it is given back. */
const GIVEN_BACK = { release: "squeeze", "quota raised": "quota cut", continue: "stop" };

function faultsOf(model) {
  const nemesis = model.words.process.indexOf("nemesis");
  const open = new Map(Object.values(GIVEN_BACK).map((f) => [f, []]));
  const faults = [];
  for (let i = 0; i < model.size; i++) {
    if (model.process[i] !== nemesis || model.isStep(i)) continue;
    const f = model.text("f", i);
    if (open.has(f)) {
      if (model.outcome[i] !== 1) open.get(f).push(i);
    } else if (f in GIVEN_BACK) {
      const taken = open.get(GIVEN_BACK[f]).shift();
      if (taken !== undefined) faults.push(fault(model, taken, model.end[i]));
    } else {
      faults.push(fault(model, i, model.end[i]));
    }
  }
  open.forEach((rows) => rows.forEach((row) => faults.push(fault(model, row, model.last))));
  return faults.sort((a, b) => a.from - b.from);
}

function fault(model, row, to) {
  return { row, from: model.begin[row], to, kill: /kill|crash|die/.test(model.text("f", row)) };
}
