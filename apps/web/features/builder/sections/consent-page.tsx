"use client";

import { unusedKey } from "@kendali/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { DayField } from "../shell/day-field.tsx";
import { FindingNote, LocalizedField, MemberList, TextField, TickField } from "../shell/edit-fields.tsx";
import { useBuilder } from "../shell/use-builder.ts";

const blank = () => ({ id: "", en: "" });

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
            <DayField path={["consent", "date"]} label={t("consent_date")} />
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
              event.target.checked ? { committee: blank(), number: "", approvedOn: "", expiresOn: "" } : null,
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
            <DayField path={["ethics", "approvedOn"]} label={t("ethics_approved")} emptied="" />
            <DayField
              path={["ethics", "expiresOn"]}
              label={t("ethics_expires")}
              hint={t("ethics_expires_hint")}
              emptied=""
            />
          </div>
        </div>
      )}
      {ethics === null ? null : <FindingNote path={["ethics"]} own />}
    </section>
  );
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
                ? { number: document.ethics?.number ?? "", approvedOn: document.ethics?.approvedOn ?? "" }
                : undefined,
            )
          }
        />
        <span>{t("consent_approval")}</span>
      </label>
      {approval === undefined ? null : (
        <div className="builder-fields many">
          <TextField path={["consent", "approval", "number"]} label={t("approval_number")} maxLength={100} />
          <DayField path={["consent", "approval", "approvedOn"]} label={t("approval_on")} emptied="" />
        </div>
      )}
    </fieldset>
  );
}
