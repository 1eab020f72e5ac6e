"use client";

import type { FlowBox as Box, FlowDiagram as Model } from "@kendali/reports";
import { type FlowBox, FlowDiagram, type FlowStep } from "@kendali/ui/components/flow-diagram";

import { useLocale } from "../../locale/locale-provider.tsx";

/** The flow of a snapshot's participants, as the report counts it. */
export function ReportFlow({ flow }: { flow: Model }) {
  const { locale } = useLocale();
  const arms = [...new Set(flow.boxes.flatMap((box) => (box.place === "arm" && box.arm !== null ? [box.arm] : [])))];
  return (
    <>
      <FlowDiagram
        locale={locale}
        label={flow.title}
        trunk={stepsOf(flow, null)}
        {...(arms.length === 0
          ? {}
          : {
              arms: arms.map((arm, index) => {
                const { label, steps } = armColumn(stepsOf(flow, arm));
                const place = index === 0 ? ("a" as const) : ("b" as const);
                return { place, ...(arms.length > 2 ? { number: index + 1 } : {}), label, steps };
              }),
            })}
      />
      {flow.notes.length === 0 ? null : <p className="note">{flow.notes.join(" ")}</p>}
    </>
  );
}

/** The boxes down one column, each with the boxes that leave it at its side. */
function stepsOf(flow: Model, arm: string | null): readonly FlowStep[] {
  const own = flow.boxes.filter((box) => box.arm === arm);
  const from = new Map(flow.edges.map(([start, end]) => [end, start]));
  return own
    .filter((box) => box.place !== "side")
    .map((box) => ({
      label: box.label,
      count: box.count,
      heavy: box.isMerged,
      parts: box.details,
      out: own.filter((side) => side.place === "side" && from.get(side.id) === box.id).map(boxOf),
    }));
}

function boxOf({ label, count, details }: Box): FlowBox {
  return { label, count, parts: details };
}

/** "Oxytocin massage: allocated" gives the column its name, and the first box the rest. */
function armColumn(steps: readonly FlowStep[]): { readonly label: string; readonly steps: readonly FlowStep[] } {
  const [first, ...rest] = steps;
  const [label = "", words = ""] = first?.label.split(": ") ?? [];
  if (first === undefined || words === "") return { label, steps };
  return { label, steps: [{ ...first, label: words.charAt(0).toUpperCase() + words.slice(1) }, ...rest] };
}
