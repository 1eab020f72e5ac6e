"use client";

import type { CompiledField, Section } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { Button } from "@kendali/ui/components/button";
import { InnerHeader } from "@kendali/ui/components/field-header";
import { FieldScreen, FootBar } from "@kendali/ui/components/field-screen";
import { checkIcon } from "@kendali/ui/icons";
import { fitsMatrix, ItemMatrix } from "@kendali/ui/item-inputs";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { labelOf } from "../words.ts";
import type { EntryFrame } from "./entry-form.tsx";
import { EntryItem, itemProps } from "./entry-item.tsx";
import { EntryLanguage, useFocusAfter } from "./entry-questions.tsx";
import { EntryFacts, OpenItems } from "./entry-review.tsx";
import { isShown } from "./judge-entry.ts";
import { clockOf, isTickSection } from "./screens.ts";
import { SessionClock, SessionSteps } from "./session-sections.tsx";
import type { EntryState } from "./use-entry.ts";

/** The layout of wider windows and of sessions: whole sections one under the other, saved at the foot. */
export function EntryPages({ entry, frame }: { entry: EntryState; frame: EntryFrame }) {
  const t = useTranslator(commonCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const focus = useFocusAfter();
  const { form } = entry.form;
  const isSession = form.purpose === "intervention";
  return (
    <FieldScreen
      header={<InnerHeader back={frame.leave} end={frame.saved} who={frame.who} />}
      foot={
        <FootBar>
          <Button
            kind="primary"
            iconAfter={checkIcon}
            busy={frame.sending}
            onClick={() => {
              const first = frame.save();
              if (first !== null) focus(first);
            }}
          >
            {t("save_and_send")}
          </Button>
        </FootBar>
      }
    >
      <h1>{isSession ? labelOf(protocol.visits, entry.view.visit, locale) : form.title[locale]}</h1>
      {form.description === undefined ? null : <p className="ink2">{form.description[locale]}</p>}
      <div className="stack answer">
        {frame.failed}
        {entry.isSubmitted ? <OpenItems entry={entry} onOpen={(field) => focus(field.item.key)} /> : null}
        {form.sections.map((section) => (
          <EntrySection key={section.key} section={section} entry={entry} />
        ))}
        <section className="entry-section" aria-labelledby="section-review">
          <h2 id="section-review">{t("review_section")}</h2>
          <EntryFacts entry={entry} />
        </section>
        <EntryLanguage />
      </div>
    </FieldScreen>
  );
}

function EntrySection({ section, entry }: { section: Section; entry: EntryState }) {
  const { locale } = useLocale();
  const fields = entry.form.fields.filter(
    (field) =>
      field.section === section.key && isShown(field, entry.form, entry.answers, entry.judgement) && isDrawn(field),
  );
  const clock = clockOf(entry.form, section.key);
  if (fields.length === 0) return null;
  return (
    <section className="entry-section" aria-labelledby={`section-${section.key}`}>
      <h2 id={`section-${section.key}`}>{section.title[locale]}</h2>
      {section.instructions === undefined ? null : <p className="ink2">{section.instructions[locale]}</p>}
      {clock !== null ? (
        <SessionClock {...clock} entry={entry} />
      ) : isTickSection(entry.form, section.key) ? (
        <SessionSteps fields={fields} entry={entry} />
      ) : section.layout === "matrix" && fitsMatrix(fields) ? (
        <ItemMatrix
          locale={locale}
          title={section.title[locale]}
          rows={fields.map((field) => itemProps(field, entry, locale))}
        />
      ) : (
        <div className="stack">
          {fields.map((field) => (
            <EntryItem key={field.item.key} field={field} entry={entry} />
          ))}
        </div>
      )}
    </section>
  );
}

/** A score is not shown while it is being made: who observes is not meant to watch the sum grow. */
function isDrawn({ definition, item }: CompiledField): boolean {
  return !definition.isComputed || item.unit !== undefined;
}
