"use client";

import { lazy, type ReactNode, Suspense } from "react";

import type { EntryView } from "@kendali/api";
import type { CompiledField, CompiledForm, ItemValue } from "@kendali/domain";
import { formatDate, formatInstant } from "@kendali/i18n";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { valueWords } from "./answers.ts";
import { isFileField } from "./is-file-field.ts";

const StoredFile = lazy(async () => ({ default: (await import("./attach/stored-file.tsx")).StoredFile }));

/** A stored entry to read: what was found, when, and by whom. */
export function EntryRead({ view, form, children }: { view: EntryView; form: CompiledForm; children?: ReactNode }) {
  const t = useTranslator(uiCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const timeZone = protocol.sites.find((site) => site.key === view.site)?.timeZone ?? "UTC";
  const performer = view.performers.find((one) => one.id === view.performedBy)?.displayName;
  return (
    <>
      <h1>{form.form.title[locale]}</h1>
      {children}
      {view.revision === 0 ? null : (
        <div className="entry-read">
          <dl className="kv">
            <dt>{t("read_performed")}</dt>
            <dd>
              {view.performedOn === null ? "–" : formatDate(locale, view.performedOn, "weekday")}
              {performer === undefined ? null : `, ${performer}`}
            </dd>
            <dt>{t("read_saved")}</dt>
            <dd>{view.savedAt === null ? "–" : formatInstant(locale, view.savedAt, timeZone)}</dd>
            {view.outOfWindowReason === null ? null : (
              <>
                <dt>{t("late_reason")}</dt>
                <dd>{view.outOfWindowReason}</dd>
              </>
            )}
          </dl>
          {form.form.sections.map((section) => (
            <section key={section.key}>
              <h2>{section.title[locale]}</h2>
              <dl className="read-values">
                {form.fields
                  .filter((field) => field.section === section.key && view.values[field.item.key] !== undefined)
                  .map((field) => (
                    <div key={field.item.key}>
                      <dt>{field.item.label[locale]}</dt>
                      <dd>
                        <StoredValue view={view} field={field} value={view.values[field.item.key] ?? ""} />
                      </dd>
                      {view.softReasons[field.item.key] === undefined ? null : (
                        <dd className="small ink2">{view.softReasons[field.item.key]}</dd>
                      )}
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
      )}
    </>
  );
}

function StoredValue({ view, field, value }: { view: EntryView; field: CompiledField; value: ItemValue }) {
  const t = useTranslator(uiCatalogue, entryCatalogue);
  const { locale } = useLocale();
  if (isFileField(field) && typeof value === "string")
    return (
      <Suspense>
        <StoredFile field={field} value={value} view={view} />
      </Suspense>
    );
  return valueWords(field, value, locale, (reason) => t("left_empty", { reason: t(`missing_${reason}`) }));
}
