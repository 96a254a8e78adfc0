/**
 * The bars of one row of a lane, and which classes are among any stretch of them: however far one zooms out, a single
 * failure among thousands still has its colour. Each level ORs sixteen of the level below.
 */
class Pyramid {
  /** @param rows indexes of bars, in order of begin */
  constructor(model, rows) {
    this.model = model;
    this.rows = Int32Array.from(rows);
    this.ends = new Float64Array(rows.length);
    let latest = -Infinity;
    for (let i = 0; i < rows.length; i++) this.ends[i] = latest = Math.max(latest, model.end[rows[i]]);
    this.levels = [];
  }

  /** @param bits of each bar; 0 for one that the filter leaves out */
  fill(bits) {
    let level = Uint8Array.from(this.rows, (row) => bits[row]);
    this.levels = [level];
    while (level.length > 16) {
      const above = new Uint8Array(Math.ceil(level.length / 16));
      for (let i = 0; i < level.length; i++) above[i >> 4] |= level[i];
      this.levels.push(above);
      level = above;
    }
  }

  /** The classes of bars from..to, the last one left out. */
  among(from, to) {
    let bits = 0;
    let low = from;
    let high = to;
    for (const level of this.levels) {
      while (low < high && low % 16) bits |= level[low++];
      while (low < high && high % 16) bits |= level[--high];
      if (low >= high) return bits;
      if (level.length <= 16) {
        while (low < high) bits |= level[low++];
        return bits;
      }
      low /= 16;
      high /= 16;
    }
    return bits;
  }

  /** The first bar that has not ended before `time`. */
  firstAt(time) { return search(this.ends.length, (i) => this.ends[i] >= time); }

  /** The first bar from `low` on that begins after `time`. */
  firstAfter(time, low) { return search(this.rows.length, (i) => this.model.begin[this.rows[i]] > time, low); }
}

/** The least i in low..size for which `holds`, which holds for all above it as well; else size. */
function search(size, holds, low = 0) {
  let from = low;
  let to = size;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle; else from = middle + 1;
  }
  return from;
}
