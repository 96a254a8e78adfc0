/** A uPlot that follows the view, the theme and the width of the page. */
const plots = [];

class Plot {
  /** @param make returns { options, data } for uPlot; called again when the theme changes */
  constructor(box, view, make, overTime = true) {
    Object.assign(this, { box, view, make, overTime });
    plots.push(this);
    this.draw();
    new ResizeObserver(() => {
      if (this.plot && this.box.clientWidth !== this.plot.width) this.plot.setSize(this.size());
    }).observe(box);
    theme.changes(() => this.draw());
    if (overTime) view.changes(() => this.follow());
  }

  size() { return { width: Math.max(200, this.box.clientWidth), height: innerWidth < 640 ? 230 : 290 }; }

  draw() {
    this.plot?.destroy();
    this.plot = null;
    this.box.replaceChildren();
    const made = this.make();
    if (!made) {
      this.box.append(el("p", { class: "hint" }, "Nothing of that kind in this run."));
      return;
    }
    const { options, data } = made;
    const base = this.overTime ? overTimeOptions(this.view) : {};
    this.plot = new uPlot({ ...base, ...this.size(), ...options, scales: { ...base.scales, ...options.scales } }, data, this.box);
  }

  follow() {
    if (!this.plot || this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      this.plot?.setScale("x", { min: this.view.from / 1e9, max: this.view.to / 1e9 });
    });
  }
}

/** Dragging over a plot shows that stretch everywhere; a double click shows the whole run. */
function overTimeOptions(view) {
  return {
    scales: { x: { time: false, range: () => [view.from / 1e9, view.to / 1e9] } },
    cursor: { drag: { x: true, y: false, setScale: false }, bind: { dblclick: () => () => view.fit() } },
    hooks: {
      setSelect: [(plot) => {
        if (plot.select.width < 4) return;
        const at = (px) => plot.posToVal(px, "x") * 1e9;
        const [from, to] = [at(plot.select.left), at(plot.select.left + plot.select.width)];
        plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
        view.set(from, to);
      }],
    },
  };
}

/** An axis in the colours of the theme. */
function axis(options) {
  return { stroke: () => theme.of("faint"), grid: { stroke: () => theme.of("line"), width: 0.5 },
    ticks: { stroke: () => theme.of("line"), width: 0.5 }, font: "11px system-ui, sans-serif", ...options };
}

const timeAxis = () => axis({ size: 34, values: (_, ticks) => ticks.map((tick) => seconds(tick, ticks.length > 1 ? ticks[1] - ticks[0] : 1)) });

const latencyAxis = () => axis({ size: 70, values: (_, ticks) => ticks.map((tick) => (tick > 0 && logTick(tick) ? spoken(tick) : "")) });

/** Powers of ten alone have room for a text. */
const logTick = (tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-6;

/** Ten times as far at most as what is there, so that one point has an axis as well. */
const logRange = (_, min, max) => (min > 0 ? [10 ** Math.floor(Math.log10(min)), 10 ** Math.ceil(Math.log10(max * 1.01))] : [1e3, 1e9]);
