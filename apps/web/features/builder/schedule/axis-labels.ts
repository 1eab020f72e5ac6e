/** From one row of labels to the next, in units of the drawing. */
export const rowHeight = 19;

type Label = { readonly middle: number; readonly label: string };

/**
 * The row of each label, from 0 near the axis upwards: the lowest in which it touches none that stands there. `middle` is
 * its place on the axis; at the edges of a drawing of this width labels are drawn inwards. Any order, any number at one
 * place.
 */
export function labelRows(labels: readonly Label[], width: number): readonly number[] {
  const taken: { readonly row: number; readonly from: number; readonly to: number }[] = [];
  return labels.map(({ middle, label }) => {
    const half = halfOf(label);
    const drawn = Math.max(half, Math.min(width - half, middle));
    const [from, to] = [drawn - half - 6, drawn + half];
    let row = 0;
    const isTaken = (at: number) => taken.some((one) => one.row === at && one.from < to && from < one.to);
    while (isTaken(row)) row += 1;
    taken.push({ row, from, to });
    return row;
  });
}

/** Half of the width of a label, roughly. */
export function halfOf(label: string): number {
  return label.length * 3.1;
}
