/**
 * Code 128 (ISO/IEC 15417): widths of bars and gaps of each of its symbols, in modules; 104 begins code set B, 106 ends a code.
 */
const symbols = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 " +
  "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 " +
  "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 " +
  "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 " +
  "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 " +
  "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 " +
  "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split(" ");

/** A text as modules, dark ones true, with ten light ones on each side. */
export function code128(text: string): readonly boolean[] {
  const values = [...text].map((letter) => letter.charCodeAt(0) - 32);
  const check = values.reduce((sum, value, place) => sum + value * (place + 1), 104) % 103;
  const bars = [104, ...values, check, 106].flatMap((value) =>
    [...(symbols[value] ?? "")].flatMap((width, place) => Array.from({ length: Number(width) }, () => place % 2 === 0)),
  );
  const quiet = Array.from({ length: 10 }, () => false);
  return [...quiet, ...bars, ...quiet];
}

/** A video of ten still pictures, 640 by 480, as Chromium's `--use-file-for-fake-video-capture` plays it in the camera's place. */
export function videoOf(modules: readonly boolean[]): Buffer {
  const [width, height] = [640, 480];
  const line = Buffer.alloc(width, 235);
  const scale = Math.floor((width * 0.9) / modules.length);
  const left = Math.floor((width - modules.length * scale) / 2);
  for (const [place, isDark] of modules.entries())
    if (isDark) line.fill(16, left + place * scale, left + (place + 1) * scale);
  const blank = Buffer.alloc(width, 235);
  const luma = Buffer.concat(Array.from({ length: height }, (_, y) => (y > 120 && y < 360 ? line : blank)));
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, grey]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]);
}

/**
 * Gives a page a reader of bar codes where its browser has none (Chromium for Linux): one that does read Code 128 B, out of
 * the picture of the video that it is shown. It runs in the page, so it holds everything it needs.
 */
export function installReader(patterns: readonly string[]): void {
  const runsOf = (row: Uint8ClampedArray): number[] => {
    const runs: number[] = [];
    let isDark = false;
    for (let at = 0; at < row.length; at += 4) {
      if ((row[at] ?? 255) < 128 !== isDark || runs.length === 0) {
        isDark = (row[at] ?? 255) < 128;
        runs.push(0);
      }
      runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    }
    return (row[0] ?? 255) < 128 ? runs : runs.slice(1);
  };
  const read = (runs: readonly number[]): string | null => {
    const valueAt = (from: number): number => {
      const six = runs.slice(from, from + 6);
      const sum = six.reduce((all, one) => all + one, 0);
      return patterns.indexOf(six.map((run) => Math.round((run * 11) / sum)).join(""));
    };
    for (let start = 0; start + 6 < runs.length; start += 2) {
      if (valueAt(start) !== 104) continue;
      const values: number[] = [];
      for (let from = start + 6; valueAt(from) >= 0; from += 6) values.push(valueAt(from));
      const check = values.pop();
      const sum = values.reduce((all, value, place) => all + value * (place + 1), 104) % 103;
      if (sum === check) return String.fromCharCode(...values.map((value) => value + 32));
    }
    return null;
  };
  class Reader {
    static getSupportedFormats = async () => ["code_128"];
    async detect(video: HTMLVideoElement) {
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const pen = canvas.getContext("2d");
      if (pen === null) return [];
      pen.drawImage(video, 0, 0);
      const { data } = pen.getImageData(0, Math.floor(video.videoHeight / 2), video.videoWidth, 1);
      const rawValue = read(runsOf(data));
      return rawValue === null ? [] : [{ rawValue }];
    }
  }
  Reflect.set(globalThis, "BarcodeDetector", Reader);
}

export const readerPatterns: readonly string[] = symbols;
