/** All runs, to be searched, filtered and sorted. */
class Runs {
  constructor() {
    const link = (run) => el("a", { href: `runs/${encodeURIComponent(run.name)}/report.html` }, run.name);
    this.table = new Table($("run-table"), [
      { name: "run", value: (run) => run.name, cell: link, kind: "name" },
      { name: "verdict", value: (run) => run.verdict, cell: (run) => grade(run.verdict) },
      { name: "workload", value: (run) => run.workload },
      { name: "seed", value: (run) => run.seed, kind: "number" },
      { name: "version", value: (run) => run.version },
      { name: "events", value: (run) => run.events, cell: (run) => (run.events === undefined ? "" : whole(run.events)), kind: "number" },
      { name: "broken claims", value: (run) => (run.failed ?? []).join(", "), kind: "few" },
      { name: "signatures", value: (run) => (run.signatures ?? []).join(", ") },
      { name: "summary", value: (run) => run.summary, kind: "text" },
    ], "run", true);
    this.runs = [];
    for (const name of ["verdict", "workload", "signature", "version"]) $("run-" + name).onchange = () => this.filter();
    $("run-search").oninput = () => this.filter();
    $("run-filter").onsubmit = (event) => event.preventDefault();
    $("run-filter").onreset = () => setTimeout(() => this.filter());
  }

  set(runs) {
    this.runs = runs;
    choices($("run-verdict"), runs.map((run) => run.verdict));
    choices($("run-workload"), runs.map((run) => run.workload));
    choices($("run-signature"), runs.flatMap((run) => run.signatures ?? []));
    choices($("run-version"), runs.map((run) => run.version));
    this.filter();
  }

  filter() {
    const wanted = Object.fromEntries(["verdict", "workload", "signature", "version"].map((name) => [name, $("run-" + name).value]));
    const text = $("run-search").value.trim().toLowerCase();
    const found = this.runs.filter((run) => ["verdict", "workload", "version"].every((name) => !wanted[name] || run[name] === wanted[name])
      && (!wanted.signature || (run.signatures ?? []).includes(wanted.signature))
      && (!text || JSON.stringify(run).toLowerCase().includes(text)));
    $("run-count").textContent = `${whole(found.length)} of ${whole(this.runs.length)} runs`;
    this.table.set(found);
  }
}
