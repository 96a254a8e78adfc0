/** Soaks that run now, live, and all nights that have been. */
class Soaks {
  constructor(reload) {
    this.reload = reload;
    this.sources = new Map();
    const count = (name) => ({ name, value: (night) => night.counts?.[name] ?? 0, cell: (night) => whole(night.counts?.[name] ?? 0), kind: "number" });
    this.table = new Table($("night-table"), [
      { name: "begun", value: (night) => night.begun, cell: (night) => minute(night.begun), kind: "name" },
      { name: "soak", value: (night) => night.soak ?? night.name, kind: "name" },
      { name: "state", value: (night) => night.state }, { name: "version", value: (night) => night.version },
      { name: "workloads", value: (night) => (night.workloads ?? night.order?.workloads ?? []).join(", ") },
      count("runs"), count("passed"), count("failed"), count("unknown"), count("broken"),
      { name: "runs a second", value: (night) => night.rate, cell: (night) => trimmed(night.rate ?? 0, 1), kind: "number" },
      { name: "command", value: (night) => night.command ?? night.order?.command, cell: (night) => el("code", {}, night.command ?? night.order?.command ?? ""), kind: "text" },
    ], "begun", true);
  }

  /** Nights of the ledger, and soaks that are not in it yet. */
  set(ledger, soaks) {
    const nights = ledger.nights ?? [];
    const known = new Set(nights.map((night) => night.soak));
    this.table.set([...nights, ...soaks.filter((soak) => !known.has(soak.soak ?? soak.name))]);
    soaks.filter((soak) => soak.state === "running" && !this.sources.has(soak.name)).forEach((soak) => this.watch(soak));
  }

  watch(soak) {
    const card = el("article", { class: "card", "aria-live": "off" });
    $("live").className = "cards";
    $("live").append(card);
    const source = new EventSource(`api/soaks/${encodeURIComponent(soak.name)}/live`);
    this.sources.set(soak.name, source);
    source.onmessage = (event) => this.draw(card, JSON.parse(event.data));
    source.addEventListener("end", () => { source.close(); this.reload(); });
    this.draw(card, soak);
  }

  draw(card, soak) {
    const counts = soak.counts ?? {};
    const left = soak["left-seconds"] ?? -1;
    const done = left >= 0 && soak.seconds + left > 0 ? soak.seconds / (soak.seconds + left) : null;
    card.replaceChildren(el("h3", {}, `${soak.name}: ${soak.state}`),
      el("p", {}, `${whole(counts.runs ?? 0)} runs · ${whole(counts.passed ?? 0)} passed · ${whole(counts.failed ?? 0)} failed · `
        + `${trimmed(soak.rate ?? 0, 1)} a second · ${left >= 0 ? spoken(left * 1e9) + " left" : "no end set"}`),
      done === null ? "" : el("meter", { min: "0", max: "1", value: String(done) }, trimmed(done * 100, 0) + " %"),
      el("ul", {}, ...(soak.signatures ?? []).slice(0, 5).map((seen) => el("li", {}, `${seen.id} ${seen.claim}: ${whole(seen.failures)}`))));
  }
}
