"use client";

import { unusedKey } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { PageHead } from "@kendali/ui/components/desk-shell";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import {
  ChoiceField,
  KeyField,
  LocalizedField,
  MemberList,
  NumberField,
  TextField,
  type FieldPath,
} from "../shell/edit-fields.tsx";
import { useBuilder, useBuilderStore } from "../shell/use-builder.ts";
import { estimandOptions, itemOptions, partOptions } from "./document-options.ts";
import { KeysField } from "./keys-field.tsx";

const kinds = [
  "characteristics_table",
  "baseline_by_arm",
  "before_after_table",
  "normality",
  "paired_comparison",
  "paired_categories",
  "before_after_figure",
  "ancova",
  "two_proportions",
  "ordinal_by_arm",
  "arm_figure",
  "reliability",
] as const;
const roles = ["primary", "secondary", "exploratory", "descriptive", "replication"] as const;

/** The analyses as they will be run: what, on whom, when, adjusted for what. */
export function AnalysisPage() {
  const t = useTranslator(builderSectionsCatalogue);
  const { document } = useBuilder();
  return (
    <>
      <PageHead title={t("analysis_title")}>{t("analysis_lead")}</PageHead>
      <div className="builder-fields many">
        <TextField path={["analysisPlan", "version"]} label={t("analysis_version")} />
        <NumberField path={["analysisPlan", "alpha"]} label={t("analysis_alpha")} min={0.0001} max={0.9999} />
        <NumberField
          path={["analysisPlan", "confidenceLevel"]}
          label={t("analysis_confidence")}
          min={0.0001}
          max={0.9999}
        />
      </div>
      <Multiplicity />
      <section className="builder-part" aria-labelledby="analyses">
        <h2 id="analyses">{t("analyses")}</h2>
        <MemberList
          path={["analysisPlan", "analyses"]}
          label={t("analysis")}
          addLabel={t("add_analysis")}
          isFolded
          note={(value) => t(`role_${roles.find((role) => role === value["role"]) ?? "secondary"}`)}
          make={(taken) => ({
            key: unusedKey("analysis", (key) => taken.includes(key)),
            title: { id: "", en: "" },
            kind: document.allocation === null ? "paired_comparison" : "ancova",
            role: "secondary",
            population: document.populations[0]?.key ?? "population",
          })}
        >
          {({ path }) => <Analysis path={path} />}
        </MemberList>
      </section>
    </>
  );
}

const multiplicityPath = ["analysisPlan", "multiplicity"] as const;

/** What is done about several comparisons: asked of more than two arms alone, or where a draft still says it. */
function Multiplicity() {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const { document } = useBuilder();
  const { arms, analysisPlan } = document;
  const { multiplicity } = analysisPlan;
  if (arms.length < 3 && multiplicity === undefined) return null;
  const reference = arms.find(({ kind }) => kind === "control") ?? arms.at(-1);
  const choose = (value: string | number | boolean | null) =>
    store
      .get()
      .set(
        multiplicityPath,
        value === "holm"
          ? { method: "holm" }
          : value === "none"
            ? { method: "none", reason: { id: "", en: "" } }
            : undefined,
      );
  return (
    <div className="builder-fields plan-comparisons">
      <ChoiceField
        path={[...multiplicityPath, "method"]}
        label={t("multiplicity")}
        hint={t("multiplicity_hint", {
          reference: reference?.label[locale] || (reference?.key ?? ""),
          count: Math.max(1, arms.length - 1),
        })}
        options={[
          { value: null, label: t("multiplicity_open") },
          { value: "holm", label: t("method_holm") },
          { value: "none", label: t("method_none") },
        ]}
        onChoose={choose}
      />
      {multiplicity?.method === "none" ? (
        <LocalizedField path={[...multiplicityPath, "reason"]} label={t("multiplicity_reason")} long />
      ) : null}
    </div>
  );
}

function Analysis({ path }: { path: FieldPath }) {
  const t = useTranslator(builderSectionsCatalogue, builderCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const visits = partOptions(document.visits, locale);
  const items = itemOptions(document, locale);
  const outcomes = partOptions(document.outcomes, locale);
  return (
    <div className="builder-fields">
      <LocalizedField path={[...path, "title"]} label={t("analysis_label")} />
      <KeyField path={[...path, "key"]} label={t("key_label")} from={[...path, "title"]} base="analysis" />
      <div className="builder-fields many">
        <ChoiceField
          path={[...path, "kind"]}
          label={t("analysis_kind")}
          options={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        />
        <ChoiceField
          path={[...path, "role"]}
          label={t("outcome_role")}
          options={roles.map((value) => ({ value, label: t(`role_${value}`) }))}
        />
        <ChoiceField
          path={[...path, "population"]}
          label={t("analysis_population")}
          options={partOptions(document.populations, locale)}
        />
        <OptionalChoice
          path={[...path, "estimand"]}
          label={t("analysis_estimand")}
          options={estimandOptions(document, locale)}
        />
        <OptionalChoice path={[...path, "timePoint"]} label={t("analysis_time")} options={visits} />
        <OptionalChoice path={[...path, "visit"]} label={t("analysis_visit")} options={visits} />
      </div>
      <KeysField
        path={[...path, "outcomes"]}
        label={t("analysis_outcomes")}
        options={outcomes}
        page={t("page_outcomes")}
        optional
      />
      <details className="more">
        <summary>
          {t("analysis_items")}, {t("analysis_covariates")}
        </summary>
        <KeysField
          path={[...path, "items"]}
          label={t("analysis_items")}
          options={items}
          page={t("page_forms")}
          optional
        />
        <KeysField
          path={[...path, "covariates"]}
          label={t("analysis_covariates")}
          options={[
            ...outcomes.filter(({ value }) =>
              document.outcomes.some(({ key, role }) => key === value && role === "confounder"),
            ),
            ...items,
          ].filter(({ value }, index, all) => all.findIndex((one) => one.value === value) === index)}
          page={t("page_forms")}
          optional
        />
      </details>
      <LocalizedField path={[...path, "note"]} label={t("analysis_note")} long optional />
    </div>
  );
}

type OptionalChoiceProps = {
  path: FieldPath;
  label: string;
  options: readonly { readonly value: string; readonly label: string }[];
};

/** A choice whose "not used" takes the property out of the document. */
function OptionalChoice({ path, label, options }: OptionalChoiceProps) {
  const t = useTranslator(builderSectionsCatalogue);
  const store = useBuilderStore();
  return (
    <ChoiceField
      path={path}
      label={label}
      options={[{ value: null, label: t("not_used") }, ...options]}
      onChoose={(value) => store.get().set(path, value === null ? undefined : value)}
    />
  );
}
