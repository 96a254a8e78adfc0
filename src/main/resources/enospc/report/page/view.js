/** The stretch of time that the timeline and every plot over time show, in nanoseconds. */
class View {
  constructor(first, last) {
    this.first = first;
    this.last = Math.max(last, first + 1);
    this.listeners = [];
    this.from = this.first;
    this.to = this.last;
  }

  changes(listener) { this.listeners.push(listener); }

  set(from, to) {
    const least = 200;
    const length = Math.min(Math.max(to - from, least), this.last - this.first);
    const middle = (from + to) / 2;
    this.from = Math.min(Math.max(middle - length / 2, this.first), this.last - length);
    this.to = this.from + length;
    this.listeners.forEach((listener) => listener());
  }

  zoom(factor, around = (this.from + this.to) / 2) {
    this.set(around - (around - this.from) * factor, around + (this.to - around) * factor);
  }

  move(part) {
    const by = (this.to - this.from) * part;
    const kept = Math.min(Math.max(by, this.first - this.from), this.last - this.to);
    this.set(this.from + kept, this.to + kept);
  }

  fit() { this.set(this.first, this.last); }

  /** Goes there if it is out of sight, or too small to be seen. */
  show(from, to) {
    const length = Math.max(to - from, 1);
    const small = length < (this.to - this.from) / 400;
    if (from < this.from || to > this.to || small) {
      const wide = Math.max(length * 6, Math.min(this.to - this.from, length * 300));
      this.set((from + to) / 2 - wide / 2, (from + to) / 2 + wide / 2);
    }
  }
}
