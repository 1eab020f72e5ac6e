"use client";

import { unusedKey } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { DayField } from "../shell/day-field.tsx";
import { ChoiceField, LocalizedField, MemberList, TextField } from "../shell/edit-fields.tsx";
import { useAt, useBuilderStore } from "../shell/use-builder.ts";
import { DesignClaims } from "../start/design-claims.tsx";
import { CriteriaPart } from "./criteria-part.tsx";
import { ArmsPart, EpochsPart, SitesPart } from "./people-and-places.tsx";
import { TimetablePart } from "./timetable-part.tsx";

/** What is studied, where and in whom: everything of a study that is no schedule, form or analysis. */
export function BasicsPage() {
  const t = useTranslator(builderCatalogue);
  return (
    <>
      <PageHead title={t("page_basics")}>{t("basics_lead")}</PageHead>
      <Identity />
      <DesignPart />
      <SitesPart />
      <ArmsPart />
      <EpochsPart />
      <CriteriaPart />
      <SamplingPart />
      <TimetablePart />
      <RegistrationPart />
    </>
  );
}

function Identity() {
  const t = useTranslator(builderCatalogue);
  return (
    <section className="builder-part" aria-labelledby="identity">
      <h2 id="identity">{t("part_identity")}</h2>
      <div className="builder-fields">
        <LocalizedField path={["title"]} label={t("field_title")} long />
        <LocalizedField path={["shortTitle"]} label={t("field_short_title")} hint={t("field_short_title_hint")} />
        <TextField
          path={["key"]}
          label={t("field_study_key")}
          hint={t("field_study_key_hint")}
          mono
          maxLength={48}
          shape={/^[a-z][a-z0-9-]{2,47}$/}
          shapeWords={t("field_study_key_shape")}
        />
        <div className="builder-fields many">
          <TextField
            path={["version"]}
            label={t("field_version")}
            shape={/^\d+\.\d+$/}
            shapeWords={t("field_version_shape")}
          />
          <DayField path={["date"]} label={t("field_date")} />
          <Languages />
        </div>
      </div>
    </section>
  );
}

function Languages() {
  const t = useTranslator(builderCatalogue);
  const store = useBuilderStore();
  const value = useAt(["languages"]);
  const languages = Array.isArray(value) ? value : [];
  const choose = (language: "id" | "en", isChosen: boolean) => {
    const next = (["id", "en"] as const).filter((one) => (one === language ? isChosen : languages.includes(one)));
    store.get().set(["languages"], next);
  };
  return (
    <fieldset className="item" id="languages">
      <legend className="lab">{t("field_languages")}</legend>
      {(["id", "en"] as const).map((language) => (
        <label className="tick" key={language}>
          <input
            type="checkbox"
            checked={languages.includes(language)}
            disabled={!store.get().draft.mayEdit || (languages.length === 1 && languages.includes(language))}
            onChange={(event) => choose(language, event.target.checked)}
          />
          <span>{t(language === "id" ? "indonesian" : "english")}</span>
        </label>
      ))}
    </fieldset>
  );
}

function DesignPart() {
  const t = useTranslator(builderCatalogue);
  const store = useBuilderStore();
  const type = useAt(["design", "type"]);
  const isTrial = type === "parallel_controlled";
  return (
    <section className="builder-part" aria-labelledby="design-part" id="design/type">
      <h2 id="design-part">{t(isTrial ? "design_trial" : "design_one_group")}</h2>
      <DesignClaims design={isTrial ? "parallel_controlled" : "one_group_pretest_posttest"} />
      {isTrial ? null : (
        <p>
          <AppLink href={`/drafts/${store.get().draft.id}/controlled`}>{t("design_change")}</AppLink>
        </p>
      )}
      <div className="builder-fields">
        <LocalizedField path={["design", "objective"]} label={t("field_objective")} long />
        <LocalizedField path={["design", "hypothesis"]} label={t("field_hypothesis")} long />
      </div>
      <h3>{t("limitations")}</h3>
      <p className="small ink2">{t("limitations_text")}</p>
      <MemberList
        path={["design", "limitations"]}
        label={t("limitation")}
        addLabel={t("limitation_add")}
        isFolded
        make={(taken) => ({
          key: unusedKey("limitation", (key) => taken.includes(key)),
          heading: { id: "", en: "" },
          text: { id: "", en: "" },
        })}
      >
        {({ path }) => (
          <>
            <LocalizedField path={[...path, "heading"]} label={t("field_heading")} />
            <LocalizedField path={[...path, "text"]} label={t("field_text")} long />
          </>
        )}
      </MemberList>
    </section>
  );
}

function SamplingPart() {
  const t = useTranslator(builderCatalogue);
  return (
    <section className="builder-part" aria-labelledby="sampling">
      <h2 id="sampling">{t("part_sampling")}</h2>
      <div className="builder-fields">
        <ChoiceField
          path={["sampling", "method"]}
          label={t("field_sampling_method")}
          options={[
            { value: "total", label: t("sampling_total") },
            { value: "consecutive", label: t("sampling_consecutive") },
          ]}
        />
        <LocalizedField path={["sampling", "frame"]} label={t("field_sampling_frame")} long />
        <LocalizedField path={["sampling", "description"]} label={t("field_sampling_description")} long />
      </div>
    </section>
  );
}

function RegistrationPart() {
  const t = useTranslator(builderCatalogue);
  const store = useBuilderStore();
  const isRegistered = useAt(["registration"]) !== null;
  const { mayEdit } = store.get().draft;
  return (
    <section className="builder-part" aria-labelledby="registration-part" id="registration">
      <h2 id="registration-part">{t("part_registration")}</h2>
      {isRegistered ? (
        <div className="builder-fields many">
          <TextField path={["registration", "registry"]} label={t("field_registry")} />
          <TextField path={["registration", "number"]} label={t("field_registration_number")} />
        </div>
      ) : (
        <p className="quiet">{t("registration_none")}</p>
      )}
      {mayEdit ? (
        <p>
          <Button onClick={() => store.get().set(["registration"], isRegistered ? null : { registry: "", number: "" })}>
            {t(isRegistered ? "registration_remove" : "registration_add")}
          </Button>
        </p>
      ) : null}
    </section>
  );
}
