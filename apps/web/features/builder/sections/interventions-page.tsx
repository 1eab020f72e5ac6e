"use client";

import { unusedKey } from "@kendali/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { PageHead } from "@kendali/ui/components/desk-shell";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import {
  ChoiceField,
  KeyField,
  LocalizedField,
  MemberList,
  NumberField,
  TextField,
  type FieldPath,
} from "../shell/edit-fields.tsx";
import { useAt, useBuilder, useBuilderStore } from "../shell/use-builder.ts";
import { formOptions } from "./document-options.ts";

/** What is given, as the twelve items of TIDieR. */
export function InterventionsPage() {
  const t = useTranslator(builderSectionsCatalogue);
  return (
    <>
      <PageHead title={t("interventions_title")}>{t("interventions_lead")}</PageHead>
      <MemberList
        path={["interventions"]}
        label={t("intervention")}
        addLabel={t("add_intervention")}
        isFolded
        empty={t("interventions_empty")}
        make={(taken) => blankIntervention(unusedKey("intervention", (key) => taken.includes(key)))}
      >
        {({ path, id }) => <Intervention path={path} id={id} />}
      </MemberList>
    </>
  );
}

const blank = () => ({ id: "", en: "" });

function blankIntervention(key: string) {
  return {
    key,
    name: blank(),
    why: blank(),
    materials: blank(),
    steps: [],
    provider: blank(),
    mode: blank(),
    where: blank(),
    sessions: null,
    tailoring: blank(),
    modifications: blank(),
    fidelity: blank(),
  };
}

function Intervention({ path, id }: { path: FieldPath; id: string }) {
  const t = useTranslator(builderSectionsCatalogue);
  return (
    <div className="builder-fields">
      <LocalizedField path={[...path, "name"]} label={t("tidier_name")} />
      <KeyField path={[...path, "key"]} label={t("key_label")} from={[...path, "name"]} base="intervention" />
      <ArmTicks intervention={id} />
      <LocalizedField path={[...path, "why"]} label={t("tidier_why")} long />
      <LocalizedField path={[...path, "materials"]} label={t("tidier_materials")} long />
      <section className="procedure" aria-label={t("tidier_steps")}>
        <h3>{t("tidier_steps")}</h3>
        <p className="hint">{t("tidier_steps_hint")}</p>
        <MemberList
          path={[...path, "steps"]}
          label={t("step")}
          addLabel={t("add_step")}
          headings={false}
          make={(taken) => ({ key: unusedKey("step", (key) => taken.includes(key)), text: blank() })}
        >
          {(step) => <LocalizedField path={[...step.path, "text"]} label={t("step_text")} labelHidden long />}
        </MemberList>
      </section>
      <LocalizedField path={[...path, "provider"]} label={t("tidier_provider")} long />
      <LocalizedField path={[...path, "qualification"]} label={t("tidier_qualification")} long optional />
      <LocalizedField path={[...path, "mode"]} label={t("tidier_mode")} long />
      <LocalizedField path={[...path, "where"]} label={t("tidier_where")} long />
      <Sessions path={[...path, "sessions"]} />
      <LocalizedField path={[...path, "tailoring"]} label={t("tidier_tailoring")} long />
      <LocalizedField path={[...path, "modifications"]} label={t("tidier_modifications")} long />
      <LocalizedField path={[...path, "fidelity"]} label={t("tidier_fidelity")} long />
    </div>
  );
}

/** Which arms get it: the arms hold that, so each tick is an edit of an arm. */
function ArmTicks({ intervention }: { intervention: string }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, set, draft } = useBuilder();
  return (
    <fieldset className="item keys-field">
      <legend className="lab">{t("given_to")}</legend>
      <div className="keys">
        {document.arms.map((arm) => (
          <label key={arm.key} className="tick">
            <input
              type="checkbox"
              checked={arm.interventions.includes(intervention)}
              disabled={!draft.mayEdit}
              onChange={(event) => {
                const others = arm.interventions.filter((one) => one !== intervention);
                set(["arms", arm.key, "interventions"], event.target.checked ? [...others, intervention] : others);
              }}
            />
            <span>{arm.label[locale].trim() || arm.key}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Sessions({ path }: { path: FieldPath }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const store = useBuilderStore();
  const sessions = useAt(path);
  const isGiven = sessions !== null && sessions !== undefined;
  const form = useAt([...path, "form"]);
  const found = document.visits.filter((visit) => visit.forms.some((planned) => planned.form === form)).length;
  return (
    <section aria-label={t("tidier_sessions")}>
      <h3>{t("tidier_sessions")}</h3>
      <label className="tick">
        <input
          type="checkbox"
          checked={isGiven}
          disabled={!draft.mayEdit}
          onChange={(event) =>
            store.get().set(
              path,
              event.target.checked
                ? {
                    count: 1,
                    perDay: 1,
                    minutes: 15,
                    timeOfDay: { from: "08:00", to: "17:00" },
                    form: document.forms.find(({ purpose }) => purpose === "intervention")?.key ?? "session",
                  }
                : null,
            )
          }
        />
        <span>{t("has_sessions")}</span>
      </label>
      {isGiven ? (
        <>
          <div className="builder-fields many">
            <NumberField path={[...path, "count"]} label={t("sessions_count")} whole min={1} />
            <NumberField path={[...path, "perDay"]} label={t("sessions_per_day")} whole min={1} />
            <NumberField path={[...path, "minutes"]} label={t("sessions_minutes")} unit={t("minutes")} min={1} />
            <TextField path={[...path, "timeOfDay", "from"]} label={t("sessions_from")} {...timeShape} />
            <TextField path={[...path, "timeOfDay", "to"]} label={t("sessions_to")} {...timeShape} />
            <ChoiceField path={[...path, "form"]} label={t("sessions_form")} options={formOptions(document, locale)} />
          </div>
          <p className="hint">
            {t("sessions_planned", { found })}{" "}
            <AppLink href={`/drafts/${draft.id}/schedule`}>{t("to_schedule")}</AppLink>
          </p>
        </>
      ) : null}
    </section>
  );
}

const timeShape = { shape: /^([01]\d|2[0-3]):[0-5]\d$/, shapeWords: "14:30" } as const;
