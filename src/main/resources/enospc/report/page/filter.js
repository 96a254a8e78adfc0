/** Which bars are wanted: by worker, image, f, outcome and a search in every text. */
class Filter {
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    const used = (name) => model.words[name].slice(1).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    options($("by-process"), used("process").map((name) => [name, name]));
    options($("by-f"), used("f").map((name) => [name, name]));
    options($("by-key"), used("key").map((key) => [key, model.imageOf(key)]).sort((a, b) => a[1].localeCompare(b[1])));
    options($("by-outcome"), CLASSES.map((each) => [String(each.bit), each.text]));
    for (const id of ["by-process", "by-f", "by-key", "by-outcome"]) $(id).onchange = () => this.apply();
    let waiting = 0;
    $("search").oninput = () => { clearTimeout(waiting); waiting = setTimeout(() => this.apply(), 150); };
    $("filter").onsubmit = (event) => event.preventDefault();
    $("filter").onreset = () => setTimeout(() => this.apply());
  }

  active() {
    return ["search", "by-process", "by-f", "by-key", "by-outcome"].some((id) => $(id).value !== "");
  }

  /** The rows that are wanted, in order of begin. */
  rows() {
    const m = this.model;
    const texts = ["process", "f", "key"].map((name) => [m[name], m.words[name].indexOf($("by-" + name).value)])
      .filter(([, number]) => number > 0);
    const outcome = Number($("by-outcome").value);
    const found = this.searched();
    const rows = new Int32Array(m.size);
    let size = 0;
    for (let i = 0; i < m.size; i++) {
      if (texts.every(([column, number]) => column[i] === number) && (!outcome || m.classes[i] === outcome) && found(i)) {
        rows[size++] = i;
      }
    }
    return rows.subarray(0, size);
  }

  /** Each text is searched once, however many bars have it. */
  searched() {
    const wanted = $("search").value.trim().toLowerCase();
    if (!wanted) return () => true;
    const m = this.model;
    const columns = ["f", "process", "key", "about", "result", "kind", "error"].map((name) => [m[name],
      Uint8Array.from(m.words[name], (text) => Number((name === "key" ? m.imageOf(text) + text : text).toLowerCase().includes(wanted)))]);
    const number = /^#?\d+$/.test(wanted) ? Number(wanted.replace("#", "")) : -1;
    return (i) => columns.some(([column, has]) => has[column[i]]) || m.beginIndex[i] === number || m.endIndex[i] === number;
  }

  apply() { this.changed(this.rows(), this.active()); }
}

function options(select, choices, all = "all") {
  select.replaceChildren(...(all ? [el("option", { value: "" }, all)] : []),
    ...choices.map(([value, text]) => el("option", { value }, text)));
}
