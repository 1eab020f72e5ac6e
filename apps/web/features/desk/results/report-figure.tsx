"use client";

import type { StudyKind } from "@kendali/domain";
import type { FigureMean, ReportFigure as Model } from "@kendali/reports";
import { ArmFigure, type ArmPoint } from "@kendali/ui/components/arm-figure";
import { FigureDownload } from "@kendali/ui/components/figure-download";
import { FigureFrame } from "@kendali/ui/components/figure-frame";
import { PairedFigure, type Estimate } from "@kendali/ui/components/paired-figure";

import { useLocale } from "../../locale/locale-provider.tsx";
import { ReportTable } from "./report-table.tsx";

type ReportFigureProps = {
  figure: Model;
  kind: StudyKind;
  /** Begin of the names of its files. */
  fileName: string;
};

/** A figure of a report with its caption, its downloads and its numbers as a table. */
export function ReportFigure({ figure, kind, fileName }: ReportFigureProps) {
  const { locale } = useLocale();
  const tagged = kind === "live" ? "" : `_${kind}`;
  return (
    <FigureFrame
      locale={locale}
      number={figure.number}
      caption={figure.caption}
      kind={kind}
      actions={<FigureDownload fileName={`${fileName}_figure-${figure.number}${tagged}`} />}
      numbers={<ReportTable table={figure.numbers} />}
    >
      <Drawing figure={figure} />
    </FigureFrame>
  );
}

function Drawing({ figure: { data, summary } }: { figure: Model }) {
  const { locale } = useLocale();
  if (data.shape === "before_after")
    return (
      <PairedFigure
        locale={locale}
        title={summary}
        unit={data.axis}
        pairs={data.points}
        before={{ ...estimateOf(data.before), label: data.before.label, density: data.before.density }}
        after={{ ...estimateOf(data.after), label: data.after.label, density: data.after.density }}
        change={{ ...estimateOf(data.change), label: data.change.label }}
      />
    );
  return (
    <ArmFigure
      locale={locale}
      title={summary}
      unit={data.axis}
      visits={data.visits}
      arms={data.arms.map((arm) => ({
        place: arm.mark,
        number: arm.number,
        label: arm.label,
        points: data.visits.flatMap((visit, index): ArmPoint[] => {
          const mean = arm.means[index];
          if (mean === null || mean === undefined) return [];
          const values = arm.points.flatMap((point) => point.values[index] ?? []);
          return [{ day: visit.day, ...estimateOf(mean), values }];
        }),
      }))}
    />
  );
}

/** A mean without an interval (one value, or none spread) is drawn as its point. */
function estimateOf({ mean, lower, upper }: FigureMean): Estimate {
  return { mean, low: lower ?? mean, high: upper ?? mean };
}
