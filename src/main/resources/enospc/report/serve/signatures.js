/** The ledger: what failed in which nights, and what people said of it. */
class Signatures {
  constructor(reload) {
    this.reload = reload;
    this.nights = [];
    const last = (line) => line.nights?.at(-1);
    this.table = new Table($("signature-table"), [
      { name: "id", value: (line) => line.id },
      { name: "claim", value: (line) => line.claim },
      { name: "path", value: (line) => line.transition, kind: "name" },
      { name: "steps", value: (line) => (line.steps ?? []).join(", "), kind: "text" },
      { name: "failures", value: failures, cell: (line) => whole(failures(line)), kind: "number" },
      { name: "nights", value: (line) => line.nights?.length ?? 0, kind: "number" },
      { name: "trend", value: (line) => last(line)?.rate ?? 0, cell: (line) => this.trend(line) },
      { name: "first seen", value: (line) => day(line.nights?.[0]?.at), kind: "name" },
      { name: "last seen", value: (line) => day(last(line)?.at), kind: "name" },
      { name: "said", value: said, cell: (line) => this.word(line), kind: "few" },
      { name: "again", value: (line) => line.shown?.replay, cell: (line) => el("code", {}, line.shown?.replay ?? ""), kind: "text" },
    ], "failures", true);
    $("review-word").onchange = () => { $("review-day").hidden = $("review-word").value !== "accept"; };
  }

  set(ledger) {
    this.nights = (ledger.nights ?? []).slice(-30);
    this.table.set(ledger.signatures ?? []);
  }

  /** A bar a night, in height the failures in a run; nights without it are flat. */
  trend(line) {
    const rates = new Map((line.nights ?? []).map((night) => [night.soak, night.rate]));
    const most = Math.max(...rates.values(), 1e-9);
    return el("span", { class: "trend" }, ...this.nights.map((night) => el("i", {
      style: `height:${(100 * (rates.get(night.soak) ?? 0)) / most}%`, title: `${day(night.begun)}: ${trimmed(100 * (rates.get(night.soak) ?? 0), 3)} % of runs` })));
  }

  word(line) {
    const box = el("span", {}, said(line) + " ");
    if (document.documentElement.dataset.writable === "true") {
      const button = el("button", { type: "button" }, "review");
      button.onclick = () => this.review(line);
      box.append(button);
    }
    return box;
  }

  review(line) {
    $("review-title").textContent = `${line.id}: ${line.claim} on ${line.transition}`;
    $("review-trouble").hidden = true;
    $("review-send").onclick = () => this.send(line);
    $("review").showModal();
  }

  async send(line) {
    const answer = await fetch("api/reviews", { method: "POST",
      headers: { "Content-Type": "application/json", "X-Enospc-Secret": document.documentElement.dataset.secret },
      body: JSON.stringify({ signature: line.id, word: $("review-word").value, until: $("review-until").value,
        why: $("review-why").value, by: $("review-by").value }) });
    if (answer.ok) {
      $("review").close();
      this.reload();
    } else {
      $("review-trouble").textContent = await answer.text();
      $("review-trouble").hidden = false;
    }
  }
}

const day = (stamp) => (stamp ?? "").slice(0, 10);

const minute = (stamp) => (stamp ?? "").slice(0, 16).replace("T", " ");

const failures = (line) => (line.nights ?? []).reduce((sum, night) => sum + night.failures, 0);

function said(line) {
  const review = line.reviews?.at(-1);
  if (!review || review.verdict === "open") return "nobody has looked";
  return [review.verdict, review.until && "until " + review.until, review.by && "by " + review.by, review.why].filter(Boolean).join(" ");
}
