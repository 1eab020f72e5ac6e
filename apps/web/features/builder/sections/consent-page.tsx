"use client";

import { unusedKey } from "@kendali/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { FindingNote, LocalizedField, MemberList, TextField, TickField } from "../shell/edit-fields.tsx";
import { useBuilder } from "../shell/use-builder.ts";

const blank = () => ({ id: "", en: "" });
const day = { shape: /^\d{4}-\d{2}-\d{2}$/, shapeWords: "2026-11-22", type: "date" } as const;

/** The words of the consent with their version, and the ethics approval under which they are read out. */
export function ConsentPage() {
  const t = useTranslator(builderSectionsCatalogue);
  return (
    <>
      <PageHead title={t("consent_title")}>{t("consent_lead")}</PageHead>
      <Ethics />
      <section className="builder-part" aria-labelledby="consent-text">
        <h2 id="consent-text">{t("consent_sections")}</h2>
        <div className="builder-fields">
          <div className="builder-fields many">
            <TextField path={["consent", "version"]} label={t("consent_version")} maxLength={20} />
            <TextField path={["consent", "date"]} label={t("consent_date")} {...day} />
          </div>
          <Approval />
          <LocalizedField path={["consent", "title"]} label={t("consent_name")} />
          <MemberList
            path={["consent", "sections"]}
            label={t("consent_section")}
            addLabel={t("add_section")}
            isFolded
            make={(taken) => ({
              key: unusedKey("section", (key) => taken.includes(key)),
              heading: blank(),
              text: blank(),
            })}
          >
            {({ path }) => (
              <div className="builder-fields">
                <LocalizedField path={[...path, "heading"]} label={t("section_heading")} />
                <LocalizedField path={[...path, "text"]} label={t("section_text")} long />
              </div>
            )}
          </MemberList>
        </div>
      </section>
      <section className="builder-part" aria-labelledby="purposes">
        <h2 id="purposes">{t("purposes")}</h2>
        <MemberList
          path={["consent", "purposes"]}
          label={t("purpose")}
          addLabel={t("add_purpose")}
          isFolded
          make={(taken) => ({
            key: unusedKey("purpose", (key) => taken.includes(key)),
            text: blank(),
            required: taken.length === 0,
          })}
        >
          {({ path }) => (
            <div className="builder-fields">
              <LocalizedField path={[...path, "text"]} label={t("purpose_text")} long />
              <TickField path={[...path, "required"]} label={t("purpose_required")} />
            </div>
          )}
        </MemberList>
      </section>
    </>
  );
}

function Ethics() {
  const t = useTranslator(builderSectionsCatalogue);
  const { document, set, draft } = useBuilder();
  const { ethics } = document;
  return (
    <section className="builder-part" aria-labelledby="ethics">
      <h2 id="ethics">{t("ethics_title")}</h2>
      <label className="tick">
        <input
          type="checkbox"
          checked={ethics !== null}
          disabled={!draft.mayEdit}
          onChange={(event) =>
            set(
              ["ethics"],
              event.target.checked
                ? { committee: blank(), number: "", approvedOn: document.date, expiresOn: oneYearAfter(document.date) }
                : null,
            )
          }
        />
        <span>{t("has_ethics")}</span>
      </label>
      {ethics === null ? (
        <Message tone="info">{t("ethics_none_text")}</Message>
      ) : (
        <div className="builder-fields">
          <LocalizedField path={["ethics", "committee"]} label={t("ethics_committee")} />
          <div className="builder-fields many">
            <TextField path={["ethics", "number"]} label={t("ethics_number")} />
            <TextField path={["ethics", "approvedOn"]} label={t("ethics_approved")} {...day} />
            <TextField
              path={["ethics", "expiresOn"]}
              label={t("ethics_expires")}
              hint={t("ethics_expires_hint")}
              {...day}
            />
          </div>
        </div>
      )}
      <FindingNote path={["ethics"]} own />
    </section>
  );
}

/** The same day of the next year; the last of February stays in February. */
function oneYearAfter(date: string): string {
  const next = `${String(Number(date.slice(0, 4)) + 1).padStart(4, "0")}${date.slice(4)}`;
  return next.endsWith("-02-29") ? `${next.slice(0, 8)}28` : next;
}

function Approval() {
  const t = useTranslator(builderSectionsCatalogue);
  const { document, set, draft } = useBuilder();
  const { approval } = document.consent;
  return (
    <fieldset className="item">
      <label className="tick">
        <input
          type="checkbox"
          checked={approval !== undefined}
          disabled={!draft.mayEdit}
          onChange={(event) =>
            set(
              ["consent", "approval"],
              event.target.checked
                ? {
                    number: document.ethics?.number || "–",
                    approvedOn: document.ethics?.approvedOn ?? document.consent.date,
                  }
                : undefined,
            )
          }
        />
        <span>{t("consent_approval")}</span>
      </label>
      {approval === undefined ? null : (
        <div className="builder-fields many">
          <TextField path={["consent", "approval", "number"]} label={t("approval_number")} maxLength={100} />
          <TextField path={["consent", "approval", "approvedOn"]} label={t("approval_on")} {...day} />
        </div>
      )}
    </fieldset>
  );
}
