"use client";

import type { Arm } from "@kendali/domain";
import { ArmMark } from "@kendali/ui/components/arm-shape";

/** The marks of arms in a cell: the two shapes of every figure, with more arms their numbers. */
export function ArmMarks({ arms, all }: { arms: readonly Arm[]; all: readonly Arm[] }) {
  const step = 16;
  const placed = arms.map((arm) => ({ arm, place: all.findIndex(({ key }) => key === arm.key) }));
  return (
    <svg
      width={Math.max(1, placed.length) * step + 2}
      height="16"
      viewBox={`0 0 ${Math.max(1, placed.length) * step + 2} 16`}
      aria-hidden="true"
      focusable="false"
    >
      {placed.map(({ arm, place }, index) => (
        <Mark key={arm.key} place={place} count={all.length} x={step / 2 + 1 + index * step} />
      ))}
    </svg>
  );
}

function Mark({ place, count, x }: { place: number; count: number; x: number }) {
  if (count <= 2) return <ArmMark place={place === 0 ? "a" : "b"} x={x} y={8} />;
  return (
    <g>
      <circle cx={x} cy={8} r={6.5} fill="var(--sheet)" stroke="var(--ink)" strokeWidth={1.4} />
      <text x={x} y={11.5} textAnchor="middle" fontSize={10} fontWeight={700} fill="var(--ink)">
        {place + 1}
      </text>
    </g>
  );
}
