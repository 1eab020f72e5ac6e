/**
 * A dense pattern over which no word can be read through the paper: letters of the arms' own names in the size of the arm,
 * two layers of them and a hatch. Lines and letters print whatever the printer does with backgrounds. Sizes in millimetres.
 */
export function SecurityTint({ letters, width, height }: { letters: string; width: number; height: number }) {
  const source = [...letters.replaceAll(/\s/g, "")];
  const rows = Math.ceil(height / step);
  const columns = Math.ceil(width / 2.6);
  const line = (row: number, layer: number) =>
    Array.from({ length: columns }, (_, column) => {
      const at = row * 17 + column * 7 + column * column * 3 + layer * 11 + row * column;
      return source[at % source.length] ?? "X";
    }).join("");
  const hatch = Array.from({ length: Math.ceil((width + height) / 1.3) }, (_, index) => index * 1.3);
  return (
    <svg className="security-tint" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" preserveAspectRatio="none">
      {hatch.map((from) => (
        <path key={from} d={`M${from} 0L${from - height} ${height}`} />
      ))}
      {[0, 1].map((layer) =>
        Array.from({ length: rows + 1 }, (_, row) => (
          <text
            key={`${layer} ${row}`}
            x={layer === 0 ? -1 : 0.4}
            y={(row + 0.5 * layer) * step + 1}
            textLength={width + 2}
            lengthAdjust="spacing"
          >
            {line(row, layer)}
          </text>
        )),
      )}
    </svg>
  );
}

/** Distance of two rows of letters, mm. */
const step = 3.4;
