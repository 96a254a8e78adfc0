/** A table whose heads sort it. Texts are put in as texts. */
const SHOWN = 60;

class Table {
  /** @param columns [{ name, value: (item) => what to sort by, cell: (item) => text or element, kind }] */
  constructor(box, columns, sorted, descending) {
    Object.assign(this, { box, columns, sorted, descending, items: [], shown: SHOWN });
  }

  set(items) {
    this.items = items;
    this.shown = SHOWN;
    this.draw();
  }

  sortBy(name) {
    this.descending = this.sorted === name ? !this.descending : false;
    this.sorted = name;
    this.draw();
    this.box.querySelector("th[aria-sort] button")?.focus();
  }

  draw() {
    const by = this.columns.find((column) => column.name === this.sorted);
    const sign = this.descending ? -1 : 1;
    const order = this.items.slice().sort((a, b) => sign * compare(by.value(a), by.value(b)));
    const body = el("tbody", {}, ...order.slice(0, this.shown).map((item) => el("tr", {}, ...this.columns.map((column) =>
      this.cell(column, item)))));
    this.box.replaceChildren(el("div", { class: "wide" }, el("table", {}, el("thead", {}, el("tr", {}, ...this.heads())), body)));
    if (order.length > this.shown) this.box.append(this.more(order.length));
    if (!order.length) this.box.append(el("p", { class: "hint" }, "nothing here"));
  }

  /** A long text shows two lines of it, and the whole of it under the mouse or the focus. */
  cell(column, item) {
    const content = column.cell ? column.cell(item) : String(column.value(item) ?? "");
    const none = content === "" || (content.textContent === "" && !content.childElementCount);
    return el("td", { class: (column.kind ?? "") + (none ? " none" : ""), "data-name": column.name },
      column.kind === "text" ? el("div", { class: "brief" }, content) : content);
  }

  heads() {
    return this.columns.map((column) => {
      const head = el("th", { scope: "col", class: column.kind ?? "" });
      if (column.name === this.sorted) head.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      const mark = column.name === this.sorted ? (this.descending ? " ↓" : " ↑") : "";
      const button = el("button", { type: "button" }, column.name + mark);
      button.onclick = () => this.sortBy(column.name);
      head.append(button);
      return head;
    });
  }

  more(all) {
    const button = el("button", { type: "button" }, `show more: ${whole(this.shown)} of ${whole(all)} are here`);
    button.onclick = () => { this.shown *= 3; this.draw(); };
    return button;
  }
}

const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b
  : String(a ?? "").localeCompare(String(b ?? ""), "en", { numeric: true }));

const grade = (text) => el("span", { class: "grade " + (/^[a-z]+$/.test(text) ? text : "damaged") }, text);

function choices(select, values) {
  const before = select.value;
  select.replaceChildren(el("option", { value: "" }, "all"), ...[...new Set(values)].filter((value) => value !== undefined && value !== "")
    .sort(compare).map((value) => el("option", { value }, String(value))));
  select.value = [...select.options].some((option) => option.value === before) ? before : "";
}
