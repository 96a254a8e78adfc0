/** Colours come from the style sheet, so that light, dark and paper are decided in one place. */
const theme = {
  listeners: [],
  of(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); },
  changes(listener) { this.listeners.push(listener); },
  tell() { this.listeners.forEach((listener) => listener()); },
};

/** The classes of a bar, the worst last: one bit each. */
const CLASSES = [
  { bit: 1, name: "ok", colour: "ok", text: "ok" },
  { bit: 2, name: "open", colour: "open", text: "not ended" },
  { bit: 4, name: "info", colour: "info", text: "info: nobody knows" },
  { bit: 8, name: "full", colour: "full", text: "out of space" },
  { bit: 16, name: "fail", colour: "refused", text: "other failure" },
];
const CHOSEN = 32;

/** Colours for templates in the space plot; neighbours differ in light and dark. */
const hue = (i) => `hsl(${[210, 172, 265, 195, 235][i % 5]} ${[46, 34, 28][i % 3]}% ${[52, 66, 44, 74][i % 4]}%)`;

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => theme.tell());
addEventListener("beforeprint", () => { document.documentElement.classList.add("printing"); theme.tell(); });
addEventListener("afterprint", () => { document.documentElement.classList.remove("printing"); theme.tell(); });
