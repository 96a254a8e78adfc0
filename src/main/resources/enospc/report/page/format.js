/** How numbers read, and how elements are made: texts always as text, never as HTML. */
const $ = (id) => document.getElementById(id);

function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "style") element.style.cssText = value; else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Nanoseconds as a person reads them. */
function spoken(ns) {
  const abs = Math.abs(ns);
  if (abs >= 120e9) return trimmed(ns / 60e9, 1) + " min";
  if (abs >= 1e9) return trimmed(ns / 1e9, 3) + " s";
  if (abs >= 1e6) return trimmed(ns / 1e6, 2) + " ms";
  if (abs >= 1e3) return trimmed(ns / 1e3, 1) + " µs";
  return Math.round(ns) + " ns";
}

function trimmed(number, digits) {
  return Number(number.toFixed(digits)).toLocaleString("en", { maximumFractionDigits: digits });
}

function bytes(count) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let left = count;
  while (Math.abs(left) >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit++;
  }
  return trimmed(left, unit ? 1 : 0) + " " + units[unit];
}

const whole = (number) => number.toLocaleString("en");

/** A long key, such as a sha256, as its first letters. */
const brief = (text) => text.replace(/\b[0-9a-f]{24,}\b/g, (key) => key.slice(0, 10) + "…");

/** Seconds since the run began, as an axis says it: as many digits as the steps need. */
function seconds(s, step) {
  const digits = step >= 1 ? 0 : Math.min(9, Math.ceil(-Math.log10(step)));
  return s.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }) + " s";
}

/** The least of 1, 2, 5 times a power of ten that is not below. */
function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((each) => each * power >= least) ?? 10);
}
