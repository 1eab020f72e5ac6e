import { encode } from "uqr";

export type QrCodeProps = {
  readonly text: string;
  /** What it leads to, for who cannot see it. */
  readonly label: string;
};

/** A QR code as one path, black on white in every theme so that cameras read it; error correction M survives a smudge. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: "M", border: 1 });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  );
}
