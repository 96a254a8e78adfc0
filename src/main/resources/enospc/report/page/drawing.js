/** Draws the lanes that can be seen onto a canvas, with as much detail as its pixels can hold. */
const ROW = 10;
const GAP = 5;
const AXIS = 20;

class Lanes {
  constructor(model) {
    this.model = model;
    const names = model.words.process.slice(1).sort(byLane);
    this.lanes = names.map((name) => ({ name, process: model.words.process.indexOf(name), rows: [] }));
    const byProcess = new Map(this.lanes.map((lane) => [lane.process, lane]));
    for (let i = 0; i < model.size; i++) {
      const rows = byProcess.get(model.process[i]).rows;
      const depth = Math.min(model.depth[i], 3);
      (rows[depth] ??= []).push(i);
    }
    let top = AXIS;
    for (const lane of this.lanes) {
      lane.pyramids = Array.from(lane.rows, (rows) => new Pyramid(model, rows ?? []));
      lane.top = top;
      lane.height = Math.max(1, lane.pyramids.length) * ROW + GAP;
      top += lane.height;
      delete lane.rows;
    }
    this.height = top + 4;
  }

  fill(bits) { this.lanes.forEach((lane) => lane.pyramids.forEach((pyramid) => pyramid.fill(bits))); }

  /** The bar at a place, or -1; of several in one pixel the worst. */
  at(time, slack, y) {
    const lane = this.lanes.find((each) => y >= each.top && y < each.top + each.height);
    const pyramid = lane?.pyramids[Math.floor((y - lane.top - GAP / 2) / ROW)];
    if (!pyramid) return -1;
    const from = pyramid.firstAt(time - slack);
    const to = pyramid.firstAfter(time + slack, from);
    let best = -1;
    for (let i = from; i < Math.min(to, from + 5000); i++) {
      if (best < 0 || pyramid.levels[0][i] > pyramid.levels[0][best]) best = i;
    }
    return best < 0 || !pyramid.levels[0][best] ? -1 : pyramid.rows[best];
  }
}

/** Who does harm, then workers by number, then who looks. */
function byLane(a, b) {
  const rank = (name) => (name === "nemesis" ? 0 : name === "setup" || name === "end" ? 3 : name === "census" ? 2 : 1);
  return rank(a) - rank(b) || a.localeCompare(b, "en", { numeric: true });
}

/** One row of bars. Where bars are narrower than a pixel, the pixel has the worst of them. */
function drawRow(context, pyramid, scale, y, colours, labelled) {
  const { model, rows } = pyramid;
  const perPixel = (scale.to - scale.from) / scale.width;
  let i = pyramid.firstAt(scale.from);
  while (i < rows.length) {
    const begin = model.begin[rows[i]];
    if (begin > scale.to) return;
    const x = Math.max(0, Math.floor((begin - scale.from) / perPixel));
    const edge = scale.from + (x + 1) * perPixel;
    const narrow = model.end[rows[i]] < edge;
    const next = narrow ? Math.max(i + 1, pyramid.firstAfter(edge, i)) : i + 1;
    const bits = pyramid.among(i, next);
    if (bits) {
      const right = narrow ? x + 1 : Math.min(scale.width, (model.end[rows[next - 1]] - scale.from) / perPixel);
      bar(context, scale.left + x, y, Math.max(1, right - x), bits, colours);
      if (labelled && next === i + 1 && right - x > 46) label(context, model, rows[i], scale.left + x, y, right - x, colours);
    }
    i = next;
  }
}

function bar(context, x, y, width, bits, colours) {
  const worst = 31 - Math.clz32(bits & (CHOSEN - 1));
  context.fillStyle = worst < 0 ? colours.none : colours.bars[worst];
  context.fillRect(x, y, width > 3 ? width - 0.6 : width, ROW - 1.5);
  if (bits & CHOSEN) {
    context.strokeStyle = colours.mark;
    context.lineWidth = 1.6;
    context.strokeRect(x - 1, y - 1, Math.max(width, 3) + 2, ROW + 0.5);
  }
}

function label(context, model, row, x, y, width, colours) {
  context.save();
  context.beginPath();
  context.rect(x, y, width - 3, ROW);
  context.clip();
  context.fillStyle = colours.labels[31 - Math.clz32(model.classes[row])];
  context.font = "600 8.5px system-ui, sans-serif";
  context.fillText(model.text("f", row) + " " + brief(model.text("about", row)), x + 2, y + ROW - 2.7);
  context.restore();
}
