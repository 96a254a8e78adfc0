/** On paper, lanes beyond this height are left to the screen. */
const PAPER_MAX = 4000;

/** The timeline: the lanes, the axis over them, and the overview below. */
class Timeline {
  constructor(model, view) {
    this.model = model;
    this.view = view;
    this.lanes = new Lanes(model);
    this.faults = faultsOf(model);
    this.box = $("lanes");
    this.canvas = this.box.querySelector("canvas");
    this.overview = $("overview");
    this.pending = false;
    this.fit();
    for (const event of ["resize", "beforeprint", "afterprint"]) addEventListener(event, () => { this.fit(); this.draw(); });
    this.box.addEventListener("scroll", () => this.later());
    view.changes(() => this.later());
    theme.changes(() => this.draw());
  }

  /** As high as the lanes, and on a screen no higher than leaves room for what is shown with them; paper does not scroll. */
  fit() {
    const printing = document.documentElement.classList.contains("printing");
    const part = this.shared ? (innerWidth < 640 ? 0.3 : 0.45) : 0.72;
    this.box.style.height = Math.min(this.lanes.height + 2, printing ? PAPER_MAX : innerHeight * part) + "px";
  }

  /** Whether the screen is shared with what is told of one bar. */
  share(shared) {
    this.shared = shared;
    this.fit();
  }

  fill(bits) {
    this.lanes.fill(bits);
    this.later();
  }

  /** Scrolls to the lane of a bar. */
  reveal(row) {
    const lane = this.lanes.lanes.find((each) => each.process === this.model.process[row]);
    const seen = lane.top - AXIS >= this.box.scrollTop && lane.top + lane.height <= this.box.scrollTop + this.box.clientHeight;
    if (!seen) this.box.scrollTop = lane.top - this.box.clientHeight / 3;
  }

  later() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => { this.pending = false; this.draw(); });
  }

  /** Where the bars are, in pixels, and the time that they span. */
  scale(width) {
    const left = width < 500 ? 44 : 74;
    return { left, width: width - left - 2, from: this.view.from, to: this.view.to };
  }

  timeAt(x) {
    const scale = this.scale(this.box.clientWidth);
    return scale.from + ((x - scale.left) / scale.width) * (scale.to - scale.from);
  }

  slack() { return ((this.view.to - this.view.from) / this.box.clientWidth) * 3; }

  draw() {
    const colours = { bars: CLASSES.map((each) => theme.of(each.colour)),
      labels: CLASSES.map((each) => theme.of(each.name === "full" ? "label-full" : "label")), none: theme.of("line"), mark: theme.of("mark") };
    this.drawLanes(colours);
    this.drawOverview(colours);
    $("shown").textContent = `${spoken(this.view.from)} to ${spoken(this.view.to)}`;
  }

  drawLanes(colours) {
    const width = this.box.clientWidth;
    const height = Math.min(this.lanes.height, this.box.clientHeight);
    this.box.querySelector(".spacer").style.height = this.lanes.height + "px";
    const context = fitted(this.canvas, width, height);
    const scale = this.scale(width);
    this.drawFaults(context, scale, height);
    context.save();
    context.translate(0, -this.box.scrollTop);
    for (const lane of this.lanes.lanes) {
      if (lane.top + lane.height < this.box.scrollTop || lane.top > this.box.scrollTop + height) continue;
      this.drawLane(context, lane, scale, colours, width);
    }
    context.restore();
    this.drawAxis(context, scale);
  }

  drawLane(context, lane, scale, colours, width) {
    context.fillStyle = theme.of("line");
    context.fillRect(0, lane.top - 0.5, width, 0.5);
    context.fillStyle = theme.of("text");
    context.font = "11px system-ui, sans-serif";
    context.fillText(lane.name, 5, lane.top + GAP / 2 + 9, scale.left - 8);
    lane.pyramids.forEach((pyramid, depth) =>
      drawRow(context, pyramid, scale, lane.top + GAP / 2 + depth * ROW, colours, true));
  }

  drawFaults(context, scale, height) {
    const shade = theme.of("fault");
    const kill = theme.of("kill");
    const at = (time) => scale.left + Math.max(0, Math.min(1, (time - scale.from) / (scale.to - scale.from))) * scale.width;
    const painted = [0, 0];   // how far, in shades and in kills: however many meet in a pixel, it is shaded once
    for (const { from, to, kill: kills } of this.faults) {
      if (to < scale.from || from > scale.to) continue;
      const left = Math.max(at(from), painted[Number(kills)]);
      const right = kills ? at(from) + 1.5 : Math.max(at(from) + 1, at(to));
      if (right <= left) continue;
      painted[Number(kills)] = right;
      context.fillStyle = kills ? kill : shade;
      context.fillRect(left, AXIS, right - left, height);
    }
  }

  drawAxis(context, scale) {
    context.fillStyle = theme.of("raised");
    context.fillRect(0, 0, scale.left + scale.width + 2, AXIS - 1);
    context.fillStyle = theme.of("faint");
    context.font = "10.5px system-ui, sans-serif";
    const step = roundStep(((scale.to - scale.from) / scale.width) * 70);
    for (let t = Math.ceil(scale.from / step) * step; t <= scale.to; t += step) {
      const x = scale.left + ((t - scale.from) / (scale.to - scale.from)) * scale.width;
      context.fillRect(x, AXIS - 6, 1, 5);
      const text = seconds(t / 1e9, step / 1e9);
      if (x + 3 + context.measureText(text).width <= scale.left + scale.width) context.fillText(text, x + 3, AXIS - 7);
    }
  }

  /** The whole run in one row for all workers, with a frame round what is shown above. */
  drawOverview(colours) {
    const width = this.overview.clientWidth;
    const context = fitted(this.overview, width, this.overview.clientHeight);
    const scale = { left: 0, width, from: this.view.first, to: this.view.last };
    const lanes = this.lanes.lanes.filter((lane) => lane.pyramids.length);
    const each = Math.max(0.5, (this.overview.clientHeight - 6) / lanes.length);
    lanes.forEach((lane, i) => {
      context.save();
      context.translate(0, 3 + i * each);
      context.scale(1, each / ROW);
      drawRow(context, lane.pyramids[0], scale, 0, colours, false);
      context.restore();
    });
    const at = (time) => ((time - this.view.first) / (this.view.last - this.view.first)) * width;
    context.strokeStyle = theme.of("focus");
    context.lineWidth = 2;
    context.strokeRect(at(this.view.from) + 1, 1, Math.max(3, at(this.view.to) - at(this.view.from) - 2), this.overview.clientHeight - 2);
  }
}

/** The context of a canvas made to fit, so that one unit is one CSS pixel. */
function fitted(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.width = width + "px";
  canvas.style.height = height + "px";
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  return context;
}
