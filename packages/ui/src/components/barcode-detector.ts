/** The part of the browser's own bar code reader that is used here (https://wicg.github.io/shape-detection-api). */
export type BarcodeReader = {
  readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
};
type BarcodeReaderClass = {
  new (): BarcodeReader;
  readonly getSupportedFormats?: () => Promise<readonly string[]>;
};

function readerClass(): BarcodeReaderClass | null {
  const found: unknown = Reflect.get(globalThis, "BarcodeDetector");
  return typeof found === "function" ? (found as BarcodeReaderClass) : null;
}

let answer: Promise<boolean> | null = null;

/**
 * Whether this browser can read a bar code with its camera: it has a reader, that reader reads something (on some computers
 * the reader is there and knows no kind of code), and the page may ask for a camera, which only a secure one may.
 */
export function canScan(): Promise<boolean> {
  answer ??= askBrowser();
  return answer;
}

async function askBrowser(): Promise<boolean> {
  const Reader = readerClass();
  const { mediaDevices } = navigator as Partial<Navigator>;
  if (Reader === null || mediaDevices === undefined) return false;
  try {
    return ((await Reader.getSupportedFormats?.()) ?? []).length > 0;
  } catch (error) {
    // The part of the phone that reads codes is not installed or answers nothing.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** The browser's reader; `null` where it has none. */
export function makeReader(): BarcodeReader | null {
  const Reader = readerClass();
  return Reader === null ? null : new Reader();
}
