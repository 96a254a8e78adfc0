/** Space over time, from the censuses: what templates take, one upon another, and the limits about them. */
const STACKED_MAX = 24;

function drawSpace(data, model, view) {
  const c = data.columns;
  const box = document.querySelector("#space .plot");
  if (!c["space-time"]) {
    box.append(el("p", { class: "hint" }, "There is no census of the whole pool in this history."));
    return;
  }
  const stack = stacked(data, model);
  const x = Float64Array.from(c["space-time"], (t) => t / 1e9);
  const lines = [["quota", "quota", c["space-quota"], [6, 4]], ["used", "used", c["space-used"]],
    ["available", "available", c["space-available"]], ["reserved by squeezes", "reserved", c["space-reserved"]],
    ["staging datasets", "staging", stack.staging, [2, 3]]];
  const marks = spaceMarks(model);
  const stepped = uPlot.paths.stepped({ align: 1 });   // what a census saw holds until the next one: nobody looked between
  new Plot(box, view, () => ({
    options: {
      series: [{ label: "time", value: (_, v) => (v === null ? "" : seconds(v, 0.01)) },
        ...stack.layers.map((layer) => ({ label: layer.name, fill: layer.colour, stroke: layer.colour, width: 0, paths: stepped, points: { show: false } })),
        ...lines.map(([label, colour, , dash]) => ({ label, stroke: theme.of(colour), width: 1.6, dash, paths: stepped, points: { show: false },
          value: (_, v) => (v === null ? "" : bytes(v)) }))],
      axes: [timeAxis(), axis({ size: 74, values: (_, ticks) => ticks.map(bytes), incrs: POWERS })],
      scales: { y: { range: (_, min, max) => [0, max * 1.08] } },
      legend: { markers: { width: 2 } },
      hooks: { ...overTimeOptions(view).hooks, draw: [(plot) => drawMarks(plot, marks)], ready: [hideLayers(stack.layers.length)] },
    },
    data: [x, ...stack.layers.map((layer) => layer.top), ...lines.map((line) => line[2])],
  }));
  const chip = (style, text) => el("li", {}, el("i", { style }), text);
  $("space-legend").append(chip("background:var(--available)", "▲ eviction"), chip("background:var(--full)", "out of space"),
    ...stack.layers.slice().reverse().map((layer) => chip("background:" + layer.colour, `${layer.name} (most: ${bytes(layer.most)})`)));
}

const POWERS = Array.from({ length: 50 }, (_, i) => 2 ** i);

/** Layers have a legend of their own below the plot, as each is drawn at the height of the sum. */
const hideLayers = (count) => (plot) =>
  plot.root.querySelectorAll(".u-series").forEach((row, i) => { if (i >= 1 && i <= count) row.style.display = "none"; });

/** The sums of the first n templates for each n, the largest first, so that each is painted over the one before. */
function stacked(data, model) {
  const c = data.columns;
  const readings = c["space-time"].length;
  const names = (data.words["space-template"] ?? [""]).map((name) => name.replace(/\.tmp$/, ""));
  const each = new Map();
  const staging = new Float64Array(readings);
  let at = 0;
  for (let r = 0; r < readings; r++) {
    for (let n = 0; n < c["space-count"][r]; n++, at++) {
      const template = c["space-template"][at];
      const key = names[template];
      if (!each.has(key)) each.set(key, new Float64Array(readings));
      each.get(key)[r] += c["space-bytes"][at];
      if (data.words["space-template"][template].endsWith(".tmp")) staging[r] += c["space-bytes"][at];
    }
  }
  return { staging, layers: layersOf(each, model, readings) };
}

/** The largest templates have a layer each; what is left shares one, which says how many it holds. */
function layersOf(each, model, readings) {
  const byMost = [...each].map(([key, used]) => ({ name: model.imageOf(key), used, most: used.reduce((a, b) => Math.max(a, b), 0) }))
    .sort((a, b) => b.most - a.most);
  const rest = byMost.splice(STACKED_MAX);
  if (rest.length) {
    const used = Float64Array.from({ length: readings }, (_, r) => rest.reduce((sum, one) => sum + one.used[r], 0));
    byMost.push({ name: `${rest.length} smaller templates`, used, most: used.reduce((a, b) => Math.max(a, b), 0) });
  }
  const sum = new Float64Array(readings);
  return byMost.map((layer, i) => {
    for (let r = 0; r < readings; r++) sum[r] += layer.used[r];
    return { ...layer, colour: hue(i), top: sum.slice() };
  }).reverse();
}

/** Sweeps that evicted, and commands that met the limit. */
function spaceMarks(model) {
  const evicts = Uint8Array.from(model.words.result, (text) => Number(text.startsWith("evicted ")));
  const marks = { evictions: [], refusals: [] };
  for (let i = 0; i < model.size; i++) {
    if (evicts[model.result[i]]) marks.evictions.push(model.end[i] / 1e9);
    if (model.classes[i] === 8 && model.isStep(i)) marks.refusals.push(model.end[i] / 1e9);
  }
  return marks;
}

function drawMarks(plot, marks) {
  const { left, top, width, height } = plot.bbox;
  const context = plot.ctx;
  const size = 4 * (devicePixelRatio || 1);
  const each = (times, colour, draw) => {
    context.fillStyle = theme.of(colour);
    let before = -1;
    for (const time of times) {
      const x = Math.round(plot.valToPos(time, "x", true));
      if (x < left || x > left + width || x === before) continue;
      before = x;
      draw(x);
    }
  };
  each(marks.evictions, "available", (x) => {
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x - size, top + 2 * size);
    context.lineTo(x + size, top + 2 * size);
    context.fill();
  });
  each(marks.refusals, "full", (x) => context.fillRect(x - size / 4, top + height - 2.5 * size, size / 2, 2.5 * size));
}
