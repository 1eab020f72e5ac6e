"use client";

import { guidelineItems, guidelineOf, pageOf, type GuidelineItem } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { guidelinesCatalogue } from "@kendali/i18n/catalogues/guidelines";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { LocalizedField } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilder } from "../shell/use-builder.ts";
import { AssumptionsPart } from "./assumptions-part.tsx";

type Words = ReturnType<
  typeof useTranslator<[typeof guidelinesCatalogue, typeof builderSectionsCatalogue, typeof builderCatalogue]>
>;

/** The items of SPIRIT or TREND: what the draft answers already, and the rest to be written. */
export function StatementsPage() {
  const t: Words = useTranslator(guidelinesCatalogue, builderSectionsCatalogue, builderCatalogue);
  const { document } = useBuilder();
  const guideline = guidelineOf(document);
  const items = guidelineItems(document, guideline);
  const asked = items.filter(({ state }) => state === "open" || state === "answered");
  const open = asked.filter(({ state }) => state === "open").length;
  const name = t(guideline);
  return (
    <>
      <PageHead
        lead={{
          words:
            open === 0
              ? t("statements_lead_done", { count: asked.length, guideline: name })
              : t("statements_lead_open", { open, count: asked.length, guideline: name }),
        }}
      >
        {t("statements_text")}
      </PageHead>
      {items.every(({ isChecked }) => isChecked) ? null : <p className="hint statement-note">{t("unchecked")}</p>}
      <ul className="statement-lines">
        {items.map((item) => (
          <Line key={item.key} item={item} t={t} />
        ))}
      </ul>
      <AssumptionsPart />
    </>
  );
}

function Line({ item, t }: { item: GuidelineItem; t: Words }) {
  const { document, draft } = useBuilder();
  const isWritten = document.statements?.some(({ key }) => key === item.key) ?? false;
  const isOwn = item.path === `statements/${item.key}`;
  const page = isOwn ? null : pageOf(item.path);
  const words = t(item.key as Parameters<Words>[0] & "spirit_34");
  return (
    <li id={fieldId(["statements", item.key])}>
      <h2 className="small">
        {t("number", { guideline: t(item.guideline), number: item.number })}{" "}
        {item.state === "open" ? <span className="state warn"> {t("state_open")}</span> : null}
        {item.state === "answered" ? <span className="state ok"> {t("state_answered")}</span> : null}
        {item.state === "not_applicable" ? <span className="state"> {t("state_not_applicable")}</span> : null}
        {item.state === "later" ? <span className="state"> {t("state_later")}</span> : null}
      </h2>
      <p>{words}</p>
      {page === null || page === "statements" ? null : (
        <p>
          <AppLink href={`/drafts/${draft.id}/${page}`}>{t(pageWords[page])}</AppLink>
        </p>
      )}
      {item.state === "later" ||
      item.state === "not_applicable" ||
      (!isOwn && !isWritten && item.state === "answered") ? null : (
        <Statement item={item} label={words} />
      )}
    </li>
  );
}

const pageWords = {
  basics: "page_basics",
  schedule: "page_schedule",
  forms: "page_forms",
  interventions: "page_interventions",
  outcomes: "page_outcomes",
  "sample-size": "page_sample_size",
  allocation: "page_allocation",
  analysis: "page_analysis",
  consent: "page_consent",
  people: "page_people",
} as const;

/** A statement of its own: made by a press, so that an item that is left alone leaves nothing in the document. */
function Statement({ item, label }: { item: GuidelineItem; label: string }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { document, addTo, set, removeFrom, draft } = useBuilder();
  const list = document.statements;
  if (list?.some(({ key }) => key === item.key) === true)
    return (
      <>
        <LocalizedField path={["statements", item.key, "text"]} label={label} labelHidden long />
        {draft.mayEdit ? (
          <Button tight kind="plain" onClick={() => removeFrom(["statements"], item.key)}>
            {t("statement_remove")}
          </Button>
        ) : null}
      </>
    );
  if (!draft.mayEdit) return null;
  const make = () => {
    const member = { key: item.key, text: { id: "", en: "" } };
    if (list === undefined) set(["statements"], [member]);
    else addTo(["statements"], member, list.at(-1)?.key ?? null);
    const field = `${fieldId(["statements", item.key, "text"])}/id`;
    requestAnimationFrame(() => globalThis.document.getElementById(field)?.focus());
  };
  return (
    <p>
      <Button tight onClick={make}>
        {t("statement_write")}
        <span className="vh">: {label}</span>
      </Button>
    </p>
  );
}
