"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { copyForm, formReferences, removeMember } from "@kendali/builder";
import type { Form, Protocol } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";
import { arrowDownIcon, arrowUpIcon, copyIcon, plusIcon, trash2Icon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useAt, useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { AddFormSheet } from "./add-form-sheet.tsx";
import { wordsOf } from "./paths.ts";
import { RemoveFormSheet } from "./remove-form-sheet.tsx";
import { type Offer, UndoOffer } from "./undo-offer.tsx";

/** All forms of the draft: what each is for, who fills it and when, and what is open in it. */
export function FormsPage() {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const router = useRouter();
  const forms = (useAt(["forms"]) ?? []) as unknown as readonly Form[];
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Form | null>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [said, setSaid] = useState("");
  const { draft } = store.get();
  const items = forms.reduce((sum, { sections }) => sum + countItems(sections), 0);

  const remove = (form: Form) => {
    const index = forms.findIndex(({ key }) => key === form.key);
    const { edits, undo } = removeMember(store.get().document, ["forms", form.key], forms[index - 1]?.key ?? null);
    setRemoving(null);
    if (!store.get().edit(edits)) return;
    setOffer({ id: performance.now(), words: { kind: "form_removed", key: form.key }, undo });
    focusForm(forms[index + 1]?.key ?? forms[index - 1]?.key ?? "");
  };
  const duplicate = (form: Form) => {
    const copied = copyForm(store.get().document, form.key, store.get().document);
    if (copied === null || !store.get().edit(copied.edits)) return;
    setSaid(t("item_duplicated", { name: copied.key }));
    focusForm(copied.key);
  };
  const add = (
    <Button kind="primary" icon={plusIcon} onClick={() => setAdding(true)}>
      {t("form_add")}
    </Button>
  );

  return (
    <div className="fd">
      <PageHead
        lead={forms.length === 0 ? { words: t("lead_none") } : { words: t("lead", { forms: forms.length, items }) }}
        actions={draft.mayEdit && forms.length > 0 ? add : undefined}
      >
        {forms.length === 0 ? undefined : t("lead_after")}
      </PageHead>
      {!draft.mayEdit && <Message tone="info">{t("read_only")}</Message>}
      {forms.length === 0 ? (
        <EmptyState title={t("none_title")} action={draft.mayEdit ? add : undefined}>
          {t("none_text")}
        </EmptyState>
      ) : (
        <FormTable forms={forms} onRemove={setRemoving} onDuplicate={duplicate} say={setSaid} />
      )}
      <AddFormSheet
        open={isAdding}
        onClose={() => setAdding(false)}
        onAdded={(key) => router.push(`/drafts/${draft.id}/forms/${key}`)}
      />
      {removing !== null && (
        <RemoveFormSheet
          form={removing}
          references={formReferences(store.get().document, removing.key)}
          onClose={() => setRemoving(null)}
          onRemove={() => remove(removing)}
        />
      )}
      <span className="vh" role="status">
        {said}
      </span>
      {offer !== null && <UndoOffer key={offer.id} offer={offer} onEnd={() => setOffer(null)} />}
    </div>
  );
}

/** Puts the keyboard on a form's link once it is drawn in its new place. */
function focusForm(key: string): void {
  requestAnimationFrame(() => document.getElementById(`form/${key}`)?.querySelector("a")?.focus());
}

function countItems(sections: Form["sections"]): number {
  return sections.reduce((sum, { items }) => sum + items.length, 0);
}

function FormTable({
  forms,
  onRemove,
  onDuplicate,
  say,
}: {
  forms: readonly Form[];
  onRemove: (form: Form) => void;
  onDuplicate: (form: Form) => void;
  say: (words: string) => void;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { mayEdit } = useBuilderStore().get().draft;
  return (
    <div className="fd-forms" role="table" aria-label={t("col_form")}>
      <div className="fd-form fd-form-head" role="row">
        {(["form", "purpose", "roles", "visits", "items", "findings"] as const).map((name) => (
          <span key={name} role="columnheader" className={name === "items" ? "num" : undefined}>
            {t(`col_${name}`)}
          </span>
        ))}
        {mayEdit && (
          <span role="columnheader">
            <span className="vh">{t("col_actions")}</span>
          </span>
        )}
      </div>
      {forms.map((form, index) => (
        <FormRow
          key={form.key}
          form={form}
          index={index}
          forms={forms}
          onRemove={onRemove}
          onDuplicate={onDuplicate}
          say={say}
        />
      ))}
    </div>
  );
}

function FormRow({
  form,
  index,
  forms,
  onRemove,
  onDuplicate,
  say,
}: {
  form: Form;
  index: number;
  forms: readonly Form[];
  onRemove: (form: Form) => void;
  onDuplicate: (form: Form) => void;
  say: (words: string) => void;
}) {
  const t = useTranslator(authCatalogue, builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const visits = (useAt(["visits"]) ?? []) as unknown as Protocol["visits"];
  const findings = useFindingsAt(["forms", form.key]);
  const { draft } = store.get();
  const name = wordsOf(form.title, locale) || t("no_title");
  const planned = visits.filter((visit) => visit.forms.some((one) => one.form === form.key));
  const must = findings.filter(({ severity }) => severity === "must").length;
  const move = (by: -1 | 1) => {
    const after = by < 0 ? forms[index - 2] : forms[index + 1];
    if ((by < 0 && index === 0) || (by > 0 && after === undefined)) return;
    store.get().moveIn(["forms"], form.key, after?.key ?? null);
    say(t("form_moved", { name, number: index + 1 + by }));
    focusForm(form.key);
  };
  return (
    <div
      className="fd-form"
      role="row"
      onKeyDown={(event) => {
        if (!draft.mayEdit || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        move(event.key === "ArrowUp" ? -1 : 1);
      }}
    >
      <span role="rowheader" className="fd-form-name" id={`form/${form.key}`}>
        <AppLink href={`/drafts/${draft.id}/forms/${form.key}`}>{name}</AppLink>
        <small className="mono">{form.key}</small>
      </span>
      <span role="cell" data-label={t("col_purpose")}>
        {t(`purpose_${form.purpose}`)}
        {form.revealsArm && <small>{t("reveals")}</small>}
      </span>
      <span role="cell" data-label={t("col_roles")}>
        {form.performedBy.length === 0 ? t("no_roles") : form.performedBy.map((role) => t(`role_${role}`)).join(", ")}
      </span>
      <span role="cell" data-label={t("col_visits")}>
        {planned.length === 0 ? (
          <span className="quiet">{t("no_visits")}</span>
        ) : planned.length > 3 ? (
          t("visits_count", { count: planned.length })
        ) : (
          planned.map(({ key, label }) => wordsOf(label, locale) || key).join(", ")
        )}
      </span>
      <span role="cell" className="num" data-label={t("col_items")}>
        {countItems(form.sections)}
      </span>
      <span role="cell" data-label={t("col_findings")}>
        {must > 0 ? (
          <b className="fd-must">{t("findings_must", { count: must })}</b>
        ) : findings.length > 0 ? (
          t("findings_should", { count: findings.length })
        ) : (
          <span className="quiet">{t("findings_none")}</span>
        )}
      </span>
      {draft.mayEdit && (
        <span role="cell" className="fd-tools">
          <Button
            tight
            kind="plain"
            icon={arrowUpIcon}
            aria-label={t("move_up", { name })}
            disabled={index === 0}
            onClick={() => move(-1)}
          >
            {t("move_up_short")}
          </Button>
          <Button
            tight
            kind="plain"
            icon={arrowDownIcon}
            aria-label={t("move_down", { name })}
            disabled={index === forms.length - 1}
            onClick={() => move(1)}
          >
            {t("move_down_short")}
          </Button>
          <Button
            tight
            kind="plain"
            icon={copyIcon}
            aria-label={t("form_duplicate", { name })}
            onClick={() => onDuplicate(form)}
          >
            {t("duplicate")}
          </Button>
          <Button
            tight
            kind="plain"
            icon={trash2Icon}
            aria-label={t("form_remove", { name })}
            onClick={() => onRemove(form)}
          >
            {t("remove")}
          </Button>
        </span>
      )}
    </div>
  );
}
