/** The two arms in figures: A nila, a filled square; B soga, a hollow circle. Always with its label. */
export type ArmPlace = "a" | "b";

/** The arm's shape in a line of text; of more than two arms its number in the order of the document. */
export function ArmShape({ place, number }: { readonly place: ArmPlace; readonly number?: number | undefined }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {number === undefined ? (
        <ArmMark place={place} x={8} y={8} />
      ) : (
        <ArmNumber number={number} colour="var(--ink)" x={8} y={8} />
      )}
    </svg>
  );
}

/** The mark of one of more than two arms, as the schedule has it. */
export function ArmNumber({
  number,
  colour,
  x,
  y,
}: {
  readonly number: number;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}) {
  return (
    <g>
      <circle cx={x} cy={y} r={6.5} fill="var(--sheet)" stroke={colour} strokeWidth={1.4} />
      <text x={x} y={y + 3.5} textAnchor="middle" fontSize={10} fontWeight={700} fill={colour}>
        {number}
      </text>
    </g>
  );
}

/** The arm's shape at a point of a figure. */
export function ArmMark({
  place,
  x,
  y,
  size = 5,
}: {
  readonly place: ArmPlace;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}) {
  return place === "a" ? (
    <rect x={x - size} y={y - size} width={size * 2} height={size * 2} fill="var(--arm-a)" />
  ) : (
    <circle cx={x} cy={y} r={size} fill="var(--sheet)" stroke="var(--arm-b)" strokeWidth={size > 4 ? 2.4 : 1.6} />
  );
}

export const armColours: Readonly<Record<ArmPlace, string>> = { a: "var(--arm-a)", b: "var(--arm-b)" };
