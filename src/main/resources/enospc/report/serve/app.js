/** Asks for everything, and again every ten seconds. */
const load = async (what) => {
  const answer = await fetch("api/" + what);
  if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
  return answer.json();
};

const runs = new Runs();
const signatures = new Signatures(() => refresh());
const soaks = new Soaks(() => refresh());
let seen = "";

async function refresh() {
  try {
    const [allRuns, ledger, allSoaks] = await Promise.all(["runs", "ledger", "soaks"].map(load));
    trouble(ledger.damage ?? "");
    const now = JSON.stringify([allRuns, ledger, allSoaks.map((soak) => [soak.name, soak.state])]);
    if (now === seen) return;
    seen = now;
    runs.set(allRuns);
    signatures.set(ledger);
    soaks.set(ledger, allSoaks);
    document.documentElement.dataset.ready = "yes";
  } catch (broken) {
    trouble("The server does not answer: " + broken.message);
  }
}

function trouble(text) {
  $("trouble").textContent = text;
  $("trouble").hidden = text === "";
}

if (location.search.includes("token=")) history.replaceState(null, "", location.pathname);
refresh();
setInterval(refresh, 10_000);
