export type Picture = { readonly content: ArrayBuffer; readonly mediaType: "image/jpeg" | "image/png" };

/** The longer edge of a photo, in pixels: enough to read a label on a cup, and no more than a phone's line can carry. */
const longestEdge = 1600;
/** A signature on paper is lines; beyond this edge it only grows. */
const longestSignature = 900;

/**
 * Draws a photo anew as JPEG, at most 1,600 pixels long and no larger than `mostBytes`: the quality gives way first, then the
 * size. What a camera writes into a file beside the picture (place, time, device) does not come along. `null` when it is no
 * picture that this browser can read.
 */
export async function redrawPhoto(file: Blob, mostBytes: number): Promise<Picture | null> {
  const source = await readPicture(file);
  if (source === null) return null;
  for (let edge = longestEdge; edge >= 200; edge = Math.round(edge * 0.75)) {
    const canvas = drawn(source, edge);
    for (const quality of [0.85, 0.75, 0.65, 0.5]) {
      const content = await encode(canvas, "image/jpeg", quality);
      if (content !== null && content.byteLength <= mostBytes) return { content, mediaType: "image/jpeg" };
    }
  }
  return null;
}

/** The picture of a signature on paper as dark lines on white, PNG, no larger than `mostBytes`. */
export async function redrawSignature(file: Blob, mostBytes: number): Promise<Picture | null> {
  const source = await readPicture(file);
  if (source === null) return null;
  for (let edge = longestSignature; edge >= 200; edge = Math.round(edge * 0.75)) {
    const canvas = drawn(source, edge);
    keepLines(canvas);
    const content = await encode(canvas, "image/png");
    if (content !== null && content.byteLength <= mostBytes) return { content, mediaType: "image/png" };
  }
  return null;
}

export async function encode(
  canvas: HTMLCanvasElement,
  type: "image/jpeg" | "image/png",
  quality?: number,
): Promise<ArrayBuffer | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  return blob === null || blob.type !== type ? null : blob.arrayBuffer();
}

/** Upright as the camera held it; an element, because a browser turns it by the file's own note and reads more kinds. */
async function readPicture(file: Blob): Promise<HTMLImageElement | null> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image.naturalWidth > 0 ? image : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function drawn(source: HTMLImageElement, edge: number): HTMLCanvasElement {
  const shrink = Math.min(1, edge / Math.max(source.naturalWidth, source.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(source.naturalWidth * shrink));
  canvas.height = Math.max(1, Math.round(source.naturalHeight * shrink));
  const pen = canvas.getContext("2d");
  if (pen === null) return canvas;
  // A see-through picture would turn black as JPEG.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Four greys: paper becomes white whatever the light of the room, and the file small. */
function keepLines(canvas: HTMLCanvasElement): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
  const { data } = picture;
  const greys = new Uint8Array(data.length / 4);
  let sum = 0;
  for (let pixel = 0; pixel < greys.length; pixel += 1) {
    const at = pixel * 4;
    const grey = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    greys[pixel] = grey;
    sum += grey;
  }
  // Most of the picture is paper: what is as light as nearly the mean is paper too.
  const paper = (sum / greys.length) * 0.88;
  for (let pixel = 0; pixel < greys.length; pixel += 1) {
    const light = Math.min(1, (greys[pixel] ?? 0) / paper);
    const shade = Math.round(light * 3) * 85;
    data.fill(shade, pixel * 4, pixel * 4 + 3);
  }
  pen.putImageData(picture, 0, 0);
}
