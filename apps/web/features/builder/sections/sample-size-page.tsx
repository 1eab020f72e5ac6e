"use client";

import { armsInRatio, planSampleSize, sizeShortfall, type Edit, type PlannedSize } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { formatNumber, formatPercent } from "@kendali/i18n";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { ChoiceField, LocalizedField, NumberField } from "../shell/edit-fields.tsx";
import { useBuilder } from "../shell/use-builder.ts";

const methods = ["total_sampling", "ancova", "paired_t", "two_sample_t", "two_proportions"] as const;

/** How many participants, from which assumptions: computed while they are typed, with the sentence the protocol prints. */
export function SampleSizePage() {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const { sampleSize } = document;
  const plan = planSampleSize(document);
  const shortfall = sizeShortfall(document);
  const whole = (value: number) => formatNumber(locale, value, 0);
  const lead =
    sampleSize.method === "total_sampling"
      ? t("size_lead_total")
      : plan.kind === "planned"
        ? t(leadOf(plan.size), {
            total: whole(plan.size.total),
            perArm: whole(plan.size.perArm),
            ratio: plan.size.ratio ?? "",
          })
        : t("size_lead_incomplete");
  return (
    <>
      <PageHead lead={{ words: lead }} />
      {plan.kind === "unfit" ? (
        <Message tone="warn">
          {t(`size_unfit_${plan.reason}`, { arms: whole(document.arms.length) })}{" "}
          {plan.reason === "ratio_unclear" ? <AllocationLink /> : null}
        </Message>
      ) : null}
      {plan.kind === "refused" ? <Message tone="bad">{t("size_refused")}</Message> : null}
      {plan.kind === "planned" && shortfall === null && sampleSize.target < plan.size.total ? (
        <Message tone="info">
          {t("size_approximate", { target: whole(sampleSize.target), total: whole(plan.size.total) })}
        </Message>
      ) : null}
      <section className="builder-part" id="sampleSize" aria-label={t("size_title")}>
        <Assumptions />
        {plan.kind === "planned" ? <Answer size={plan.size} /> : null}
        <LocalizedField path={["sampleSize", "rationale"]} label={t("size_rationale")} long />
        <p>
          <AppLink href="/tools/sample-size">{t("size_tool")}</AppLink>
        </p>
      </section>
    </>
  );
}

function leadOf({ ratio, arms }: PlannedSize) {
  if (ratio === null) return "size_lead_planned_one";
  return arms.every(({ weight }) => weight === 1) ? "size_lead_planned" : "size_lead_planned_ratio";
}

function hasEqualArms(document: Protocol): boolean {
  return (armsInRatio(document) ?? []).every(({ weight }) => weight === 1);
}

function AllocationLink() {
  const t = useTranslator(builderCatalogue);
  const { draft } = useBuilder();
  return <AppLink href={`/drafts/${draft.id}/allocation`}>{t("page_allocation")}</AppLink>;
}

function Assumptions() {
  const t = useTranslator(builderSectionsCatalogue);
  const { document, edit, set } = useBuilder();
  const { method } = document.sampleSize;
  const at = (name: string) => ["sampleSize", name];
  const isMean = method === "ancova" || method === "paired_t" || method === "two_sample_t";
  return (
    <div className="builder-fields many">
      <div className="two-columns">
        <ChoiceField
          path={at("method")}
          label={t("size_method")}
          options={methods.map((value) => ({ value, label: t(`method_${value}`) }))}
          onChoose={(value) => {
            const next = methods.find((one) => one === value);
            if (next === undefined || next === method) return;
            const edits: Edit[] = [{ path: at("method"), kind: "change", from: method, to: next }];
            if (next === "two_proportions" && document.sampleSize.proportions === undefined)
              edits.push({ path: at("proportions"), kind: "add", value: { first: 0.5, second: 0.7 } });
            edit(edits);
          }}
        />
      </div>
      <NumberField path={at("target")} label={t("size_target")} whole min={1} />
      {method === "total_sampling" ? null : (
        <>
          {method === "paired_t" ? null : (
            <NumberField
              path={at("perArm")}
              label={t(hasEqualArms(document) ? "size_per_arm" : "size_per_smallest")}
              whole
              min={1}
              empty="null"
            />
          )}
          <NumberField path={at("power")} label={t("size_power")} min={0.01} max={0.9999} empty="null" />
        </>
      )}
      <NumberField path={at("alpha")} label={t("size_alpha")} min={0.0001} max={0.9999} />
      {isMean ? (
        <>
          <NumberField
            path={at("difference")}
            label={t(method === "paired_t" ? "size_difference_paired" : "size_difference")}
            empty="null"
          />
          <NumberField path={at("standardDeviation")} label={t("size_sd")} min={1e-9} empty="null" />
        </>
      ) : null}
      {method === "ancova" || method === "paired_t" ? (
        <NumberField path={at("correlation")} label={t("size_correlation")} min={-1} max={1} empty="null" />
      ) : null}
      {method === "two_proportions" ? <Proportions onMissing={(value) => set(at("proportions"), value)} /> : null}
      {method === "total_sampling" ? null : (
        <NumberField path={at("dropOut")} label={t("size_drop_out")} min={0} max={0.99} empty="null" />
      )}
    </div>
  );
}

function Proportions({ onMissing }: { onMissing: (value: { first: number; second: number }) => void }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { document } = useBuilder();
  // A file can name the method without its shares: the first press makes them.
  if (document.sampleSize.proportions === undefined)
    return (
      <Button tight onClick={() => onMissing({ first: 0.5, second: 0.7 })}>
        {t("size_first")}
      </Button>
    );
  const field = (name: "first" | "second") => (
    <NumberField
      path={["sampleSize", "proportions", name]}
      label={t(`size_${name}`)}
      hint={t("size_proportion_hint")}
      min={0.0001}
      max={0.9999}
    />
  );
  return (
    <>
      {field("first")}
      {field("second")}
    </>
  );
}

/** Measured participants of an arm below which the formula of ANCOVA, made for the normal distribution, says too much power. */
const smallArm = 30;

function Answer({ size }: { size: PlannedSize }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, edit, draft } = useBuilder();
  const { sampleSize } = document;
  const take = () => {
    const perArm = sampleSize.method === "paired_t" ? sampleSize.perArm : size.perArmRecruited;
    const changes = (
      [
        [["target"], sampleSize.target, size.total],
        [["perArm"], sampleSize.perArm, perArm],
        [["rationale", "id"], sampleSize.rationale.id, size.sentence.id],
        [["rationale", "en"], sampleSize.rationale.en, size.sentence.en],
      ] as const
    ).filter(([, from, to]) => from !== to);
    edit(changes.map(([path, from, to]): Edit => ({ path: ["sampleSize", ...path], kind: "change", from, to })));
  };
  return (
    <section className="size-answer" aria-labelledby="size-sentence">
      <h2 id="size-sentence">{t("size_sentence")}</h2>
      <p>{size.sentence[locale]}</p>
      {size.arms.length === 0 ? null : <ArmTable size={size} />}
      <p className="hint">{t("size_power_reached", { power: formatPercent(locale, size.power, 1) })}</p>
      {sampleSize.method === "ancova" && size.perArm < smallArm ? (
        <p className="hint">{t("size_small_ancova")}</p>
      ) : null}
      {draft.mayEdit ? <Button onClick={take}>{t("size_use")}</Button> : null}
    </section>
  );
}

/** What each arm needs: with unequal shares or several arms the sum alone would hide it. */
function ArmTable({ size }: { size: PlannedSize }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const whole = (value: number) => formatNumber(locale, value, 0);
  const caption = t("size_arms_caption", { ratio: size.ratio ?? "" });
  return (
    <div className="size-arms">
      <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table className="apa">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("size_col_arm")}</th>
              {(["size_col_share", "size_col_measured", "size_col_recruited"] as const).map((word) => (
                <th key={word} scope="col" className="num">
                  {t(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {size.arms.map((arm) => (
              <tr key={arm.key}>
                <th scope="row">{arm.label[locale] === "" ? arm.key : arm.label[locale]}</th>
                <td className="num">{whole(arm.weight)}</td>
                <td className="num">{whole(arm.measured)}</td>
                <td className="num">{whole(arm.recruited)}</td>
              </tr>
            ))}
            <tr className="total">
              <th scope="row">{t("size_row_total")}</th>
              <td />
              <td className="num">{whole(size.measured)}</td>
              <td className="num">{whole(size.total)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className="hint">
        {t("size_ratio_from")} <AllocationLink />.
      </p>
    </div>
  );
}
