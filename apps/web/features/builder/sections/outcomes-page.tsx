"use client";

import { unusedKey } from "@kendali/builder";
import { isObject, type Json } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import {
  ChoiceField,
  KeyField,
  LocalizedField,
  MemberList,
  NumberField,
  type FieldPath,
} from "../shell/edit-fields.tsx";
import { useAt, useBuilder, useBuilderStore } from "../shell/use-builder.ts";
import { codeOptions, itemOptions, partOptions } from "./document-options.ts";
import { KeysField } from "./keys-field.tsx";

const blank = () => ({ id: "", en: "" });
const roles = ["primary", "secondary", "exploratory", "confounder"] as const;

/** What is measured to answer the question, who is counted, and what exactly is estimated. */
export function OutcomesPage() {
  const t = useTranslator(builderSectionsCatalogue);
  return (
    <>
      <PageHead title={t("outcomes_title")}>{t("outcomes_lead")}</PageHead>
      <Outcomes />
      <Populations />
      <Estimands />
    </>
  );
}

function Outcomes() {
  const t = useTranslator(builderSectionsCatalogue);
  const { document } = useBuilder();
  const first = document.forms[0]?.sections[0]?.items[0]?.key ?? "item";
  return (
    <section className="builder-part" aria-label={t("outcomes_title")}>
      <MemberList
        path={["outcomes"]}
        label={t("outcome")}
        addLabel={t("add_outcome")}
        isFolded
        note={(value) => t(`role_${roles.find((role) => role === value["role"]) ?? "secondary"}`)}
        empty={t("outcomes_empty")}
        make={(taken) => ({
          key: unusedKey("outcome", (key) => taken.includes(key)),
          label: blank(),
          role: document.outcomes.some(({ role }) => role === "primary") ? "secondary" : "primary",
          item: first,
          metric: "value",
          scale: "continuous",
          aggregation: "mean",
          baselineVisit: null,
          timePoints: [],
        })}
      >
        {({ path }) => <Outcome path={path} />}
      </MemberList>
    </section>
  );
}

function Outcome({ path }: { path: FieldPath }) {
  const t = useTranslator(builderSectionsCatalogue, builderCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const item = useAt([...path, "item"]);
  const scale = useAt([...path, "scale"]);
  const visits = partOptions(document.visits, locale);
  return (
    <div className="builder-fields">
      <LocalizedField path={[...path, "label"]} label={t("outcome_label")} />
      <KeyField path={[...path, "key"]} label={t("key_label")} from={[...path, "label"]} base="outcome" />
      <div className="builder-fields many">
        <ChoiceField
          path={[...path, "role"]}
          label={t("outcome_role")}
          options={roles.map((value) => ({
            value,
            label: t(`role_${value}`),
          }))}
        />
        <ChoiceField path={[...path, "item"]} label={t("outcome_item")} options={itemOptions(document, locale)} />
        <ChoiceField
          path={[...path, "metric"]}
          label={t("outcome_metric")}
          options={(["value", "change"] as const).map((value) => ({ value, label: t(`metric_${value}`) }))}
        />
        <ChoiceField
          path={[...path, "scale"]}
          label={t("outcome_scale")}
          options={(["continuous", "ordinal", "binary"] as const).map((value) => ({
            value,
            label: t(`scale_${value}`),
          }))}
        />
        <ChoiceField
          path={[...path, "aggregation"]}
          label={t("outcome_aggregation")}
          options={(["mean", "median", "proportion", "category"] as const).map((value) => ({
            value,
            label: t(`aggregation_${value}`),
          }))}
        />
        <ChoiceField
          path={[...path, "baselineVisit"]}
          label={t("outcome_baseline")}
          options={[{ value: null, label: t("not_used") }, ...visits]}
        />
      </div>
      <KeysField
        path={[...path, "timePoints"]}
        label={t("outcome_time_points")}
        options={visits}
        page={t("page_schedule")}
      />
      {scale === "binary" ? (
        <KeysField
          path={[...path, "event"]}
          label={t("outcome_event")}
          options={typeof item === "string" ? codeOptions(document, item, locale) : []}
          page={t("page_forms")}
          optional
        />
      ) : null}
    </div>
  );
}

function Populations() {
  const t = useTranslator(builderSectionsCatalogue);
  return (
    <section className="builder-part" aria-labelledby="populations">
      <h2 id="populations">{t("populations_title")}</h2>
      <p className="hint">{t("populations_lead")}</p>
      <MemberList
        path={["populations"]}
        label={t("population")}
        addLabel={t("add_population")}
        isFolded
        make={(taken) => ({
          key: unusedKey("population", (key) => taken.includes(key)),
          label: blank(),
          definition: blank(),
          rule: "enrolled",
        })}
      >
        {({ path }) => <Population path={path} />}
      </MemberList>
    </section>
  );
}

function Population({ path }: { path: FieldPath }) {
  const t = useTranslator(builderSectionsCatalogue);
  const rule = useAt([...path, "rule"]);
  const { document } = useBuilder();
  return (
    <div className="builder-fields">
      <LocalizedField path={[...path, "label"]} label={t("population_label")} />
      <KeyField path={[...path, "key"]} label={t("key_label")} from={[...path, "label"]} base="population" />
      <LocalizedField path={[...path, "definition"]} label={t("population_definition")} long />
      <div className="builder-fields many">
        <ChoiceField
          path={[...path, "rule"]}
          label={t("population_rule")}
          options={(["enrolled", "allocated", "treated_per_protocol", "complete_pairs"] as const)
            .filter((value) => value !== "allocated" || document.allocation !== null || rule === value)
            .map((value) => ({ value, label: t(`rule_${value}`) }))}
        />
        {rule === "treated_per_protocol" ? (
          <NumberField
            path={[...path, "minimumSessions"]}
            label={t("population_sessions")}
            hint={t("population_sessions_hint")}
            whole
            min={1}
            empty="remove"
          />
        ) : null}
      </div>
    </div>
  );
}

function Estimands() {
  const t = useTranslator(builderSectionsCatalogue);
  const { document } = useBuilder();
  return (
    <section className="builder-part" aria-labelledby="estimands">
      <h2 id="estimands">{t("estimands_title")}</h2>
      <p className="hint">{t("estimands_lead")}</p>
      <MemberList
        path={["estimands"]}
        label={t("estimand")}
        addLabel={t("add_estimand")}
        isFolded
        empty={t("estimands_empty")}
        make={(taken) => {
          const primary = document.outcomes.find(({ role }) => role === "primary") ?? document.outcomes[0];
          return {
            key: unusedKey("estimand", (key) => taken.includes(key)),
            outcome: primary?.key ?? "outcome",
            timePoint: primary?.timePoints[0] ?? document.visits.at(-1)?.key ?? "visit",
            population: document.populations[0]?.key ?? "population",
            treatment: blank(),
            intercurrentEvents: [],
            summary: blank(),
          };
        }}
      >
        {({ path }) => <Estimand path={path} />}
      </MemberList>
    </section>
  );
}

function Estimand({ path }: { path: FieldPath }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  return (
    <div className="builder-fields">
      <KeyField path={[...path, "key"]} label={t("key_label")} />
      <div className="builder-fields many">
        <ChoiceField
          path={[...path, "outcome"]}
          label={t("estimand_outcome")}
          options={partOptions(document.outcomes, locale)}
        />
        <ChoiceField
          path={[...path, "timePoint"]}
          label={t("estimand_time")}
          options={partOptions(document.visits, locale)}
        />
        <ChoiceField
          path={[...path, "population"]}
          label={t("estimand_population")}
          options={partOptions(document.populations, locale)}
        />
      </div>
      <LocalizedField path={[...path, "treatment"]} label={t("estimand_treatment")} long />
      <LocalizedField path={[...path, "summary"]} label={t("estimand_summary")} long />
      <IntercurrentEvents path={[...path, "intercurrentEvents"]} />
    </div>
  );
}

const strategies = [
  "treatment_policy",
  "hypothetical",
  "composite",
  "while_on_treatment",
  "principal_stratum",
] as const;

/** Events have no keys: the list is written as a whole. */
function IntercurrentEvents({ path }: { path: FieldPath }) {
  const t = useTranslator(builderSectionsCatalogue, builderCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const value = useAt(path);
  const events = (Array.isArray(value) ? value : []).filter(isObject);
  const mayEdit = store.get().draft.mayEdit;
  const write = (next: readonly Json[]) => store.get().set(path, [...next]);
  const replace = (place: number, change: Record<string, Json>) =>
    write(events.map((event, index) => (index === place ? { ...event, ...change } : event)));
  return (
    <fieldset className="item">
      <legend className="lab">{t("estimand_events")}</legend>
      {events.map((event, index) => {
        const words = isObject(event["event"]) ? event["event"] : {};
        const said = (language: "id" | "en") => String(words[language] ?? "");
        return (
          <div key={index} className="builder-fields many">
            {(["id", "en"] as const).map((language) => (
              <TextBox
                key={language}
                id={`${path.join("-")}-${index}-${language}`}
                locale={locale}
                label={`${t("estimand_event")} ${index + 1}, ${t(language === "id" ? "indonesian" : "english")}`}
                value={said(language)}
                disabled={!mayEdit}
                onChange={(typed) => replace(index, { event: { id: said("id"), en: said("en"), [language]: typed } })}
              />
            ))}
            <SelectBox
              id={`${path.join("-")}-${index}-strategy`}
              locale={locale}
              label={t("estimand_strategy")}
              value={String(event["strategy"])}
              disabled={!mayEdit}
              options={strategies.map((strategy) => ({ value: strategy, label: t(`strategy_${strategy}`) }))}
              onChange={(strategy) => replace(index, { strategy })}
            />
            {mayEdit ? (
              <Button tight kind="plain" onClick={() => write(events.filter((_, place) => place !== index))}>
                {t("remove_event", { place: index + 1 })}
              </Button>
            ) : null}
          </div>
        );
      })}
      {mayEdit ? (
        <Button tight onClick={() => write([...events, { event: blank(), strategy: "treatment_policy" }])}>
          {t("add_event")}
        </Button>
      ) : null}
    </fieldset>
  );
}
