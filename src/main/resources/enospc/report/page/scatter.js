/** Points in a uPlot, as many as there are: a pixel that has a point of a colour already is not painted again. */
function scatter(points, colours) {
  return (plot) => {
    const { left, top, width, height } = plot.bbox;
    const context = plot.ctx;
    const ratio = devicePixelRatio || 1;
    const size = Math.round((points.size < 2000 ? 5 : points.size < 20000 ? 3 : 2) * ratio);
    const painted = new Uint8Array(width * height);
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    let colour = -1;
    for (let i = 0; i < points.size; i++) {
      const x = Math.round(plot.valToPos(points.x[i], "x", true) - left);
      if (x < 0 || x >= width) continue;
      const y = Math.round(plot.valToPos(points.y[i], "y", true) - top);
      if (y < 0 || y >= height) continue;
      const bit = 1 << points.colour[i];
      if (painted[y * width + x] & bit) continue;
      painted[y * width + x] |= bit;
      if (colour !== points.colour[i]) {
        colour = points.colour[i];
        context.fillStyle = colours[colour];
      }
      context.fillRect(left + x - size / 2, top + y - size / 2, size, size);
    }
    context.restore();
  };
}
