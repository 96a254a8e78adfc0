/** Ends a second, by outcome, of the f chosen for the latencies. */
function drawRates(model, view) {
  const plot = new Plot(document.querySelector("#rates .plot"), view, () => {
    const rows = timed(model, $("latency-f").value);
    if (!rows.length) return null;
    const b = buckets(view, Math.max(10, Math.min(150, Math.round(rows.length / 5))));
    const used = CLASSES.filter((each) => rows.some((row) => model.classes[row] === each.bit));
    const rates = used.map((each) => {
      const counts = new Float64Array(b.middles.length);
      for (const row of rows) if (model.classes[row] === each.bit) counts[b.of(model.end[row])] += 1e9 / b.width;
      return counts;
    });
    return {
      options: {
        series: [{ label: "time", value: (_, v) => (v === null ? "" : seconds(v, 0.01)) }, ...used.map((each) => ({
          label: `${$("latency-f").value}: ${each.text}`, stroke: theme.of(each.colour), width: 1.6, points: { show: false },
          paths: uPlot.paths.stepped({ align: 1 }), value: (_, v) => (v === null ? "" : trimmed(v, 2) + " /s") }))],
        axes: [timeAxis(), axis({ size: 64, values: (_, ticks) => ticks.map((tick) => trimmed(tick, 2) + " /s") })],
        scales: { y: { range: (_, min, max) => [0, max * 1.1 || 1] } },
      },
      data: [b.middles, ...rates],
    };
  });
  $("latency-f").addEventListener("change", () => plot.draw());
}
