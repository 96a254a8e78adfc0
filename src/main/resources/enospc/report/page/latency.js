/** How long things took: each one, quantiles over time, and the curve over percentiles, by f and outcome. */
function drawLatency(model, view) {
  const names = timedNames(model);
  options($("latency-f"), names.map((name) => [name, name]), "");
  if (names.includes("install")) $("latency-f").value = "install";
  options($("latency-outcome"), CLASSES.map((each) => [String(each.bit), each.text]));
  let rows = timed(model, $("latency-f").value);
  const raw = new Plot($("latency-raw"), view, () => rawPlot(model, view, rows));
  const quantiles = new Plot($("latency-quantiles"), view, () => quantilePlot(model, view, rows));
  const percentiles = new Plot($("latency-percentiles"), view, () => percentilePlot(model, rows), false);
  const all = () => {
    rows = timed(model, $("latency-f").value);
    [raw, quantiles, percentiles].forEach((plot) => plot.draw());
    latencyTable(model, rows);
  };
  $("latency-f").onchange = all;
  $("latency-outcome").onchange = () => quantiles.draw();
  document.querySelectorAll("#latency form").forEach((form) => { form.onsubmit = (event) => event.preventDefault(); });
  latencyTable(model, rows);
}

const bitNumber = (bit) => 31 - Math.clz32(bit);

function rawPlot(model, view, rows) {
  if (!rows.length) return null;
  const took = (row) => Math.max(1, model.took(row));
  const points = { size: rows.length, x: Float64Array.from(rows, (row) => model.begin[row] / 1e9), y: Float64Array.from(rows, took),
    colour: Uint8Array.from(rows, (row) => bitNumber(model.classes[row])) };
  const [least, most] = points.y.reduce(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [Infinity, 0]);
  return {
    options: {
      series: [{}, { label: "took", paths: () => null, points: { show: false } }],
      axes: [timeAxis(), latencyAxis()],
      scales: { y: { distr: 3, range: () => logRange(null, least, most) } },
      legend: { show: false },
      hooks: { ...overTimeOptions(view).hooks, draw: [scatter(points, CLASSES.map((each) => theme.of(each.colour)))] },
    },
    data: [[view.first / 1e9, view.last / 1e9], [least, most]],
  };
}

const QUANTILES = [[0.5, "p50", "ok"], [0.95, "p95", "full"], [0.99, "p99", "info"], [1, "most", "refused"]];

function quantilePlot(model, view, rows) {
  const wanted = Number($("latency-outcome").value);
  const kept = wanted ? rows.filter((row) => model.classes[row] === wanted) : rows;
  if (!kept.length) return null;
  const b = buckets(view, Math.max(8, Math.min(120, Math.round(kept.length / 4))));
  const each = Array.from(b.middles, () => []);
  kept.forEach((row) => each[b.of(model.begin[row])].push(Math.max(1, model.took(row))));
  each.forEach((list) => list.sort((x, y) => x - y));
  return {
    options: {
      series: [{ label: "time", value: (_, v) => (v === null ? "" : seconds(v, 0.01)) }, ...QUANTILES.map(([, label, colour]) => ({
        label, stroke: theme.of(colour), width: 1.5, spanGaps: true, points: { size: 4 }, value: (_, v) => (v === null ? "" : spoken(v)) }))],
      axes: [timeAxis(), latencyAxis()],
      scales: { y: { distr: 3, range: logRange } },
    },
    data: [b.middles, ...QUANTILES.map(([part]) => each.map((list) => quantile(list, part)))],
  };
}

/** As HdrHistogram's plots have it: the axis is 1 / (1 - percentile), so that each nine has the same width. */
function percentilePlot(model, rows) {
  const groups = byClass(model, rows);
  if (!groups.length) return null;
  const most = Math.max(...groups.map((group) => group.sorted.length));
  const x = [];
  for (let n = 1; n <= Math.max(10, most * 2); n *= 1.06) x.push(n);
  return {
    options: {
      series: [{ label: "percentile", value: (_, v) => (v === null ? "" : trimmed(100 * (1 - 1 / v), 5) + " %") },
        ...groups.map(({ name, colour, sorted }) => ({ label: `${name} (${whole(sorted.length)})`, stroke: theme.of(colour),
          width: 1.6, points: { show: false }, value: (_, v) => (v === null ? "" : spoken(v)) }))],
      axes: [axis({ size: 34, splits: nines, filter: (_, splits) => splits,
        values: (_, ticks) => ticks.map((tick) => trimmed(100 * (1 - 1 / tick), 6) + " %") }), latencyAxis()],
      scales: { x: { time: false, distr: 3, range: (_, min, max) => [1, max] }, y: { distr: 3, range: logRange } },
    },
    data: [x, ...groups.map(({ sorted }) => x.map((n) => (n <= sorted.length * 2 ? quantile(sorted, 1 - 1 / n) : null)))],
  };
}

/** The whole nines, and between them, where there is room, what people ask for as well. */
function nines(plot, _, min, max) {
  const room = plot.bbox.width / (devicePixelRatio || 1) / Math.log10(max / min) > 130;
  const ticks = [];
  for (let nine = 1; nine <= max; nine *= 10) ticks.push(...(room ? [nine, 2 * nine, 4 * nine] : [nine]).filter((tick) => tick <= max));
  return ticks;
}

function byClass(model, rows) {
  return CLASSES.map((each) => ({ name: each.text, colour: each.colour,
    sorted: Float64Array.from(rows.filter((row) => model.classes[row] === each.bit), (row) => Math.max(1, model.took(row))).sort() }))
    .filter((group) => group.sorted.length);
}

function latencyTable(model, rows) {
  const heads = ["outcome", "count", "p50", "p90", "p99", "p99.9", "most"];
  const body = byClass(model, rows).map(({ name, sorted }) => el("tr", {}, el("th", { scope: "row" }, name),
    el("td", { class: "number" }, whole(sorted.length)),
    ...[0.5, 0.9, 0.99, 0.999, 1].map((part) => el("td", { class: "number" }, spoken(quantile(sorted, part))))));
  $("latency-table").replaceChildren(el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head, i) => el("th", { scope: "col", class: i ? "number" : "" }, head)))),
    el("tbody", {}, ...body)));
}
