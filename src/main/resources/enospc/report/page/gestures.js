/** Mouse, touch and keys on the timeline. */
class Gestures {
  constructor(timeline, view, choose, step) {
    this.timeline = timeline;
    this.view = view;
    this.choose = choose;
    this.step = step;
    this.fingers = new Map();
    this.moved = 0;
    const box = timeline.box;
    box.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    box.addEventListener("pointerdown", (event) => this.down(event));
    box.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) box.addEventListener(end, (event) => this.up(event));
    box.addEventListener("keydown", (event) => this.key(event));
    for (const kind of ["pointerdown", "pointermove"]) timeline.overview.addEventListener(kind, (event) => this.jump(event));
    $("zoom-in").onclick = () => view.zoom(0.5);
    $("zoom-out").onclick = () => view.zoom(2);
    $("zoom-fit").onclick = () => view.fit();
    $("next").onclick = () => step(1);
    $("previous").onclick = () => step(-1);
    addEventListener("keydown", (event) => this.searchKey(event));
  }

  x(event) { return event.clientX - this.timeline.box.getBoundingClientRect().left; }

  wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.view.zoom(Math.exp(event.deltaY / 250), this.timeline.timeAt(this.x(event)));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.view.move((event.deltaX || event.deltaY) / 1200);
    }
  }

  down(event) {
    this.fingers.set(event.pointerId, event.clientX);
    this.moved = 0;
  }

  /** One finger moves, two zoom. */
  move(event) {
    if (!this.fingers.has(event.pointerId)) return;
    const others = [...this.fingers].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
    const before = this.fingers.get(event.pointerId);
    this.fingers.set(event.pointerId, event.clientX);
    this.moved += Math.abs(event.clientX - before);
    if (this.moved > 3 && !this.timeline.box.hasPointerCapture(event.pointerId)) this.timeline.box.setPointerCapture(event.pointerId);
    this.timeline.box.classList.add("moving");
    if (others.length) {
      const now = Math.max(20, Math.abs(event.clientX - others[0]));
      this.view.zoom(Math.max(20, Math.abs(before - others[0])) / now, this.timeline.timeAt(this.x(event)));
    } else {
      this.view.move((before - event.clientX) / this.timeline.scale(this.timeline.box.clientWidth).width);
    }
  }

  up(event) {
    this.timeline.box.classList.remove("moving");
    if (this.fingers.delete(event.pointerId) && this.moved <= 3 && event.type === "pointerup") {
      const top = this.timeline.box.getBoundingClientRect().top;
      const y = event.clientY - top + this.timeline.box.scrollTop;
      this.choose(this.timeline.lanes.at(this.timeline.timeAt(this.x(event)), this.timeline.slack(), y));
    }
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      ArrowLeft: () => this.view.move(-0.15), ArrowRight: () => this.view.move(0.15), "+": () => this.view.zoom(0.6),
      "=": () => this.view.zoom(0.6), "-": () => this.view.zoom(1 / 0.6), 0: () => this.view.fit(), Home: () => this.view.fit(),
      n: () => this.step(1), p: () => this.step(-1), Escape: () => this.choose(-1),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  searchKey(event) {
    if (event.key !== "/" || /INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    $("search").focus();
  }

  jump(event) {
    if (event.type === "pointermove" && !(event.buttons & 1)) return;
    const box = this.timeline.overview.getBoundingClientRect();
    const time = this.view.first + ((event.clientX - box.left) / box.width) * (this.view.last - this.view.first);
    const half = (this.view.to - this.view.from) / 2;
    this.view.set(time - half, time + half);
  }
}
