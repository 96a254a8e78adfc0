/** What the nemesis did, as stretches to be shaded: a squeeze lasts until it is given back. */
function faultsOf(model) {
  const nemesis = model.words.process.indexOf("nemesis");
  const squeezes = [];
  const faults = [];
  for (let i = 0; i < model.size; i++) {
    if (model.process[i] !== nemesis || model.isStep(i)) continue;
    const f = model.text("f", i);
    if (f === "squeeze") {
      if (model.outcome[i] !== 1) squeezes.push(i);
    } else if (f === "release") {
      const squeeze = squeezes.shift();
      if (squeeze !== undefined) faults.push(fault(model, squeeze, model.end[i]));
    } else {
      faults.push(fault(model, i, model.end[i]));
    }
  }
  squeezes.forEach((squeeze) => faults.push(fault(model, squeeze, model.last)));
  return faults;
}

function fault(model, row, to) {
  return { row, from: model.begin[row], to, kill: /kill|crash|die/.test(model.text("f", row)) };
}
