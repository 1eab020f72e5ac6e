/** The part of the browser's own bar code reader that is used here (https://wicg.github.io/shape-detection-api). */
export type BarcodeReader = {
  readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
};
type BarcodeReaderClass = new () => BarcodeReader;

function readerClass(): BarcodeReaderClass | null {
  const found: unknown = Reflect.get(globalThis, "BarcodeDetector");
  return typeof found === "function" ? (found as BarcodeReaderClass) : null;
}

/** Whether this browser can read a bar code with its camera. */
export function canScan(): boolean {
  return readerClass() !== null && typeof navigator !== "undefined" && "mediaDevices" in navigator;
}

/** The browser's reader; `null` where it has none. */
export function makeReader(): BarcodeReader | null {
  const Reader = readerClass();
  return Reader === null ? null : new Reader();
}
