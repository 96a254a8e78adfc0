/** What the filter lets through, as a table that grows on demand, and as something to step through. */
class Matches {
  constructor(model, choose) {
    this.model = model;
    this.choose = choose;
    this.rows = new Int32Array(0);
    this.box = $("matches").querySelector("div");
    $("matches").addEventListener("toggle", () => this.show(100));
  }

  set(rows) {
    this.rows = rows;
    this.show(100);
  }

  show(count) {
    this.box.replaceChildren();
    if (!$("matches").open) return;
    const shown = this.rows.subarray(0, count);
    this.box.append(rowsTable(this.model, shown, this.choose));
    if (shown.length < this.rows.length) {
      const more = el("button", { type: "button" }, `show more: ${whole(shown.length)} of ${whole(this.rows.length)} are here`);
      more.onclick = () => this.show(count * 5);
      this.box.append(more);
    }
  }

  /** The next or the previous match after a bar, or after a time if none is chosen. */
  step(direction, chosen, from, to) {
    const { rows, model } = this;
    if (!rows.length) return -1;
    const at = chosen >= 0 ? search(rows.length, (i) => rows[i] >= chosen) : search(rows.length, (i) => model.begin[rows[i]] >= from);
    if (direction < 0) return rows[(at - 1 + rows.length) % rows.length];
    const on = chosen >= 0 && rows[at] === chosen ? at + 1 : at;
    return rows[on % rows.length];
  }
}
