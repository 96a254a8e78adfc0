/** The history as stretches: row i of each column is one op, step or single event. Rows are in order of their begin. */
class Model {
  constructor(data) {
    const c = data.columns;
    this.words = data.words;
    this.images = data.images;
    this.evidence = data.evidence;
    this.root = data.root;
    this.events = data.events;
    this.size = c.end ? c.end.length : 0;
    const order = beginOrder(c, data.events, this.size);
    const pick = (name, from, Type) => Type.from(order, (row) => from(row));
    const plain = (name) => pick(name, (row) => c[name][row], Int32Array);
    this.beginIndex = pick("begin", (row) => c.end[row] - c.back[row], Int32Array);
    this.endIndex = pick("end", (row) => c.end[row], Int32Array);
    this.end = pick("time", (row) => c.time[row], Float64Array);
    this.begin = pick("begun", (row) => c.time[row] - c.took[row], Float64Array);
    this.op = pick("op", (row) => (c.op[row] ? c.end[row] - c.back[row] - c.op[row] : -1), Int32Array);
    this.outcome = pick("outcome", (row) => c.outcome[row] % 4, Uint8Array);
    this.instant = pick("instant", (row) => c.outcome[row] >> 2, Uint8Array);
    for (const name of ["depth", "process", "f", "key", "about", "result", "kind", "error"]) this[name] = plain(name);
    this.first = this.size ? this.begin.reduce((a, b) => Math.min(a, b)) : 0;
    this.last = this.size ? this.end.reduce((a, b) => Math.max(a, b)) : 1;
    this.closeOpen();
    this.classes = Uint8Array.from(order, (_, i) => this.classOf(i));
  }

  /** What nobody saw end is drawn to the end of the history. */
  closeOpen() {
    for (let i = 0; i < this.size; i++) if (this.outcome[i] === 3) this.end[i] = this.last;
  }

  classOf(i) {
    if (this.outcome[i] === 1) return this.outOfSpace(i) ? 8 : 16;
    return [1, 16, 4, 2][this.outcome[i]];
  }

  outOfSpace(i) {
    const kind = this.words.kind[this.kind[i]];
    return kind === "ENOSPC" || kind === "EDQUOT";
  }

  text(name, i) { return this.words[name][this[name][i]]; }

  isStep(i) { return this.op[i] >= 0; }

  took(i) { return this.end[i] - this.begin[i]; }

  imageOf(key) { return this.images[key] ? this.images[key] + " " + brief(key) : brief(key); }

  /** The row of an event, or -1. */
  rowOf(index) {
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.beginIndex[middle] === index) return middle;
      if (this.beginIndex[middle] < index) low = middle + 1; else high = middle - 1;
    }
    return this.endIndex.indexOf(index);
  }
}

/** Rows come in the order of their ends; as each begin has its own index, counting sorts them. */
function beginOrder(c, events, size) {
  const at = new Int32Array(events).fill(-1);
  for (let row = 0; row < size; row++) at[c.end[row] - c.back[row]] = row;
  return at.filter((row) => row >= 0);
}
