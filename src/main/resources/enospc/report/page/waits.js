/** Who waited for whom: a wait is for whoever made the staging dataset of that key last. */
function waitsOf(model) {
  const create = model.words.f.indexOf("zfs create");
  const wait = model.words.f.indexOf("wait");
  const staging = Uint8Array.from(model.words.about, (text) => Number(text.endsWith(".tmp")));
  const extractors = new Map();
  const waits = [];
  for (let i = 0; i < model.size; i++) {
    if (model.f[i] === create && staging[model.about[i]] && model.outcome[i] !== 1) extractors.set(model.key[i], i);
    if (model.f[i] === wait) waits.push({ row: i, extractor: extractors.get(model.key[i]) });
  }
  return waits;
}

function drawWaits(model, choose) {
  const box = document.querySelector("#waits div");
  const waits = waitsOf(model);
  if (!waits.length) {
    box.append(el("p", { class: "hint" }, "Nobody waited for another install."));
    return;
  }
  const pairs = new Map();
  for (const { row, extractor } of waits) {
    const who = model.text("process", row);
    const whom = extractor === undefined ? "nobody seen" : model.text("process", extractor);
    const name = who + "\n" + whom + "\n" + model.key[row];
    const pair = pairs.get(name) ?? { who, whom, key: model.text("key", row), count: 0, total: 0, longest: row };
    pair.count++;
    pair.total += model.took(row);
    if (model.took(row) > model.took(pair.longest)) pair.longest = row;
    pairs.set(name, pair);
  }
  const sorted = [...pairs.values()].sort((a, b) => b.total - a.total);
  const body = sorted.map((pair) => {
    const line = el("tr", { "data-row": pair.longest, tabindex: "0" }, el("td", {}, pair.who), el("td", {}, pair.whom),
      el("td", {}, model.imageOf(pair.key)), el("td", { class: "number" }, whole(pair.count)),
      el("td", { class: "number" }, spoken(pair.total)), el("td", { class: "number" }, spoken(model.took(pair.longest))));
    line.onclick = () => choose(pair.longest);
    line.onkeydown = (event) => event.key === "Enter" && choose(pair.longest);
    return line;
  });
  const heads = ["who", "for whom", "image", "times", "in all", "longest"].map((text) => el("th", { scope: "col" }, text));
  box.append(el("p", { class: "hint" }, `${whole(waits.length)} waits. A line leads to the longest.`),
    el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...body))));
}
