import { formatNumber, type Locale } from "@kendali/i18n";
import { Fragment } from "react";
import { ArmShape, type ArmPlace } from "./arm-shape.tsx";

/** A count as a number, or as already written in the language. */
export type FlowPart = { readonly label: string; readonly count: number | string };

export type FlowBox = FlowPart & {
  /** What the number is made of. */
  readonly parts?: readonly FlowPart[] | undefined;
};

export type FlowStep = FlowBox & {
  /** Those who leave the trunk after this box: one box, or one for each way out. */
  readonly out?: FlowBox | readonly FlowBox[] | undefined;
  /** The merged box of a masked trial is heavier. */
  readonly heavy?: boolean | undefined;
};

export type FlowArm = {
  readonly place: ArmPlace;
  /** In the order of the document, where there are more than two arms: their mark. */
  readonly number?: number | undefined;
  readonly label: string;
  /** From allocated to analysed; losses hang below their box with dashes. */
  readonly steps: readonly FlowStep[];
};

export type FlowDiagramProps = {
  readonly locale: Locale;
  readonly label: string;
  readonly trunk: readonly FlowStep[];
  /** Only for people who may see the arms; absent, the trunk goes on merged. */
  readonly arms?: readonly FlowArm[] | undefined;
};

/** Participant flow after CONSORT 2025: boxes with the number at the right. The caller's numbers close; nothing is computed here. */
export function FlowDiagram({ locale, label, trunk, arms }: FlowDiagramProps) {
  return (
    <div
      className={arms === undefined ? "flow" : arms.length > 2 ? "flow flow-arms flow-several" : "flow flow-arms"}
      role="group"
      aria-label={label}
    >
      {trunk.map((step, index) => (
        <TrunkStep key={step.label} locale={locale} step={step} more={index < trunk.length - 1 || arms !== undefined} />
      ))}
      {arms !== undefined && (
        <div className={arms.length > 2 ? "arms several" : "arms"}>
          {arms.map((arm) => (
            <Arm key={arm.label} locale={locale} arm={arm} />
          ))}
        </div>
      )}
    </div>
  );
}

function TrunkStep({
  locale,
  step,
  more,
}: {
  readonly locale: Locale;
  readonly step: FlowStep;
  readonly more: boolean;
}) {
  const outs = outsOf(step);
  return (
    <>
      <StepBox locale={locale} step={step} look="trunk" />
      {outs.map((box) => (
        <Fragment key={box.label}>
          <div className="c out" />
          <OutBox locale={locale} box={box} />
        </Fragment>
      ))}
      {more && outs.length === 0 && <div className="c" />}
    </>
  );
}

function outsOf({ out }: FlowStep): readonly FlowBox[] {
  if (out === undefined) return [];
  return "label" in out ? [out] : out;
}

function written(locale: Locale, count: number | string): string {
  return typeof count === "number" ? formatNumber(locale, count) : count;
}

/** A box on the way; its parts stand in it, since they go on. */
function StepBox({ locale, step, look }: { readonly locale: Locale; readonly step: FlowStep; readonly look: string }) {
  const parts = step.parts ?? [];
  const name = ["b", look, step.heavy === true ? "heavy" : "", parts.length > 0 ? "parted" : ""]
    .filter((part) => part !== "")
    .join(" ");
  if (parts.length > 0) return <PartedBox locale={locale} box={step} name={name} />;
  return (
    <div className={name}>
      {step.label}
      <b>{written(locale, step.count)}</b>
    </div>
  );
}

function OutBox({ locale, box }: { readonly locale: Locale; readonly box: FlowBox }) {
  return <PartedBox locale={locale} box={box} name="b side" />;
}

function PartedBox({ locale, box, name }: { readonly locale: Locale; readonly box: FlowBox; readonly name: string }) {
  return (
    <div className={name}>
      <div>
        <span>{box.label}</span>
        <b>{written(locale, box.count)}</b>
      </div>
      {box.parts?.map((part) => (
        <div key={part.label} className="sub">
          <span>{part.label}</span>
          <span>{written(locale, part.count)}</span>
        </div>
      ))}
    </div>
  );
}

function Arm({ locale, arm }: { readonly locale: Locale; readonly arm: FlowArm }) {
  return (
    <div>
      <div className="t">
        <ArmShape place={arm.place} number={arm.number} />
        {arm.label}
      </div>
      {arm.steps.map((step, index) => (
        <div key={step.label} className="step">
          {index > 0 && <div className="v" />}
          <StepBox locale={locale} step={step} look="" />
          {outsOf(step).map((box) => (
            <Fragment key={box.label}>
              <div className="v" />
              <OutBox locale={locale} box={box} />
            </Fragment>
          ))}
        </div>
      ))}
    </div>
  );
}
