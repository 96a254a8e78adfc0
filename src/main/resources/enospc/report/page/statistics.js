/** Quantiles of sorted numbers: the least value that at least this part of them does not exceed. */
const quantile = (sorted, part) => (sorted.length ? sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] : null);

/** Puts times into equal stretches of the whole run. */
function buckets(view, count) {
  const width = (view.last - view.first) / count;
  return {
    width,
    of: (time) => Math.min(count - 1, Math.floor((time - view.first) / width)),
    middles: Float64Array.from({ length: count }, (_, i) => (view.first + (i + 0.5) * width) / 1e9),
  };
}

/** Rows of one f that took time and have ended. */
function timed(model, f) {
  const number = model.words.f.indexOf(f);
  const rows = [];
  for (let i = 0; i < model.size; i++) {
    if (model.f[i] === number && !model.instant[i] && model.outcome[i] !== 3) rows.push(i);
  }
  return rows;
}

/** Names of all f that take time, ops first. */
function timedNames(model) {
  const ops = new Set();
  const steps = new Set();
  for (let i = 0; i < model.size; i++) if (!model.instant[i]) (model.isStep(i) ? steps : ops).add(model.text("f", i));
  return [...[...ops].sort(), ...[...steps].filter((f) => !ops.has(f)).sort()];
}
