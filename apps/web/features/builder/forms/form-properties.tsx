"use client";

import { useRouter } from "next/navigation";

import { renameForm } from "@kendali/builder";
import type { Form, Json, Protocol, Role } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { ChoiceField, FindingNote, KeyField, LocalizedField, TickField } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useAt, useBuilderStore } from "../shell/use-builder.ts";
import { Ticks } from "./fields.tsx";
import { wordsOf } from "./paths.ts";

const purposes = ["characteristics", "outcome", "intervention", "biochemistry", "confounder", "follow_up"] as const;

/** What a form is, who fills it and when. */
export function FormProperties({ form }: { form: Form }) {
  const t = useTranslator(authCatalogue, builderFormsCatalogue);
  const store = useBuilderStore();
  const router = useRouter();
  const roles = (useAt(["roles"]) ?? []) as unknown as Protocol["roles"];
  const path = ["forms", form.key];
  const { draft, base } = store.get();
  const offered = [...new Set([...roles.map(({ role }) => role), ...form.performedBy])];
  const toggle = (role: Role, isChosen: boolean) => {
    const next = offered.filter((one) => (one === role ? isChosen : form.performedBy.includes(one)));
    store.get().set([...path, "performedBy"], next as unknown as Json);
  };
  return (
    <section className="fd-editor" id={fieldId(path)} aria-label={t("form_itself")}>
      <FindingNote path={path} own />
      <LocalizedField path={[...path, "title"]} label={t("form_title")} />
      <LocalizedField path={[...path, "description"]} label={t("form_description")} optional long />
      <div className="fd-pair">
        <KeyField
          path={[...path, "key"]}
          label={t("form_key")}
          disabled={base?.forms.some(({ key }) => key === form.key) ?? false}
          rename={(to) => {
            const isDone = store.get().edit(renameForm(store.get().document, form.key, to));
            if (isDone) router.replace(`/drafts/${draft.id}/forms/${to}`);
            return isDone;
          }}
        />
        <ChoiceField
          path={[...path, "purpose"]}
          label={t("form_purpose")}
          options={purposes.map((value) => ({ value, label: t(`purpose_${value}`) }))}
        />
      </div>
      <Ticks
        path={[...path, "performedBy"]}
        label={t("form_roles")}
        options={offered.map((role) => ({ value: role, label: t(`role_${role}`) }))}
        chosen={form.performedBy}
        onToggle={(role, isChosen) => toggle(role as Role, isChosen)}
      />
      <PlannedVisits form={form.key} />
      <TickField path={[...path, "revealsArm"]} label={t("form_reveals")} hint={t("form_reveals_hint")} />
    </section>
  );
}

/** At which visits the form is filled; in which order and whether it must be is the schedule's. */
function PlannedVisits({ form }: { form: string }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const visits = (useAt(["visits"]) ?? []) as unknown as Protocol["visits"];
  if (visits.length === 0) return <p className="hint">{t("form_visits_none")}</p>;
  const toggle = (key: string, isChosen: boolean) => {
    const visit = visits.find((one) => one.key === key);
    if (visit === undefined) return;
    const list = ["visits", key, "forms"];
    if (isChosen) store.get().addTo(list, { form, required: true }, visit.forms.at(-1)?.form ?? null);
    else store.get().removeFrom(list, form);
  };
  return (
    <Ticks
      path={["forms", form, "visits"]}
      label={t("form_visits")}
      options={visits.map(({ key, label }) => ({ value: key, label: wordsOf(label, locale) || key }))}
      chosen={visits.filter(({ forms }) => forms.some((one) => one.form === form)).map(({ key }) => key)}
      onToggle={toggle}
    />
  );
}
