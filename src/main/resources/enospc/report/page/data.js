/** The data of the page: base64 of deflated columns, see report.page.Payload. */
async function readData() {
  const text = $("data").textContent;
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  $("data").remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const all = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(all.buffer).getUint32(0);
  const heading = JSON.parse(new TextDecoder().decode(all.subarray(4, 4 + length)));
  const columns = {};
  let at = 4 + length;
  for (const column of heading.columns) {
    columns[column.name] = unpack(all, at, column);
    at += column.bytes;
  }
  return { ...heading, columns };
}

/** Whole numbers up to 2^53, so multiplied and not shifted. */
function unpack(all, from, { kind, size }) {
  const numbers = new Float64Array(size);
  let at = from;
  let before = 0;
  for (let i = 0; i < size; i++) {
    let number = 0;
    let scale = 1;
    let byte;
    do {
      byte = all[at++];
      number += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    if (kind === "delta") {
      before += number % 2 ? -(number + 1) / 2 : number / 2;
      number = before;
    }
    numbers[i] = number;
  }
  return numbers;
}
