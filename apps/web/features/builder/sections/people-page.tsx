"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Role } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilderWords } from "../shell/builder-words.ts";
import { FindingNote, LocalizedField } from "../shell/edit-fields.tsx";
import { useBuilder } from "../shell/use-builder.ts";

const roles = [
  "investigator",
  "coordinator",
  "provider",
  "assessor",
  "data_manager",
  "statistician",
  "randomization_officer",
] as const;

/** Who does what by the protocol, and trained in what. */
export function PeoplePage() {
  const t = useTranslator(builderSectionsCatalogue, authCatalogue);
  const { locale } = useLocale();
  const { document, draft, addTo, removeFrom } = useBuilder();
  const open = roles.filter((role) => !document.roles.some((line) => line.role === role));
  const [chosen, setChosen] = useState<string | null>(null);
  const next = open.find((role) => role === chosen) ?? open[0];
  return (
    <>
      <PageHead title={t("people_title")}>
        {t("people_lead")} {t("people_later")}
      </PageHead>
      <section className="builder-part" aria-labelledby="roles">
        <h2 id="roles">{t("people_roles")}</h2>
        <ul className="role-lines">
          {document.roles.map(({ role }) => {
            const forms = document.forms.filter(({ performedBy }) => performedBy.includes(role));
            return (
              <li key={role}>
                <div className="member-head">
                  <h3>{t(`role_${role}`)}</h3>
                  {draft.mayEdit ? (
                    <Button tight kind="plain" onClick={() => removeFrom(["roles"], role)}>
                      {t("remove_role", { role: t(`role_${role}`) })}
                    </Button>
                  ) : null}
                </div>
                <p className="hint">
                  {forms.length === 0
                    ? t("role_forms_none")
                    : t("role_forms", { forms: forms.map(({ title }) => title[locale]).join(", ") })}
                </p>
                <RoleFields role={role} />
              </li>
            );
          })}
        </ul>
        <FindingNote path={["roles"]} own />
        {draft.mayEdit && next !== undefined ? (
          <div className="role-add">
            <SelectBox
              id="role-next"
              locale={locale}
              label={t("role_choose")}
              value={next}
              options={open.map((role) => ({ value: role, label: t(`role_${role}`) }))}
              onChange={setChosen}
            />
            <Button
              onClick={() =>
                addTo(
                  ["roles"],
                  { role: next, responsibilities: { id: "", en: "" } },
                  document.roles.at(-1)?.role ?? null,
                )
              }
            >
              {t("add_role")}
            </Button>
          </div>
        ) : null}
      </section>
      <Teams />
    </>
  );
}

/** What the role does in one line, and its texts folded under it; open where nothing is written yet. */
function RoleFields({ role }: { role: Role }) {
  const t = useTranslator(builderSectionsCatalogue, authCatalogue);
  const words = useBuilderWords();
  const { locale } = useLocale();
  const { document } = useBuilder();
  const said = document.roles.find((line) => line.role === role)?.responsibilities[locale] ?? "";
  const [isOpenAtFirst] = useState(said.trim() === "");
  return (
    <>
      <p>{said}</p>
      <details className="member-fold" open={isOpenAtFirst}>
        <summary>
          {words("edit")}
          <span className="vh">: {t(`role_${role}`)}</span>
        </summary>
        <div className="builder-fields">
          <LocalizedField path={["roles", role, "responsibilities"]} label={t("role_responsibilities")} long />
          <LocalizedField path={["roles", role, "training"]} label={t("role_training")} optional />
        </div>
      </details>
    </>
  );
}

/** The people themselves belong to a study: the pages of those that this draft amends or that were opened from it. */
function Teams() {
  const t = useTranslator(builderSectionsCatalogue);
  const { draft } = useBuilder();
  const view = useQuery(useTRPC().protocolDraft.get.queryOptions({ draft: draft.id }));
  const opened = view.data?.studies.map(({ key }) => key) ?? [];
  const studies = draft.study === null ? opened : [draft.study, ...opened];
  if (studies.length === 0) return null;
  return (
    <section className="builder-part" aria-labelledby="teams">
      <h2 id="teams">{t("teams_title")}</h2>
      <p className="hint">{t("teams_text")}</p>
      <ul className="team-links">
        {studies.map((study) => (
          <li key={study}>
            <AppLink href={`/s/${study}/team`}>{t("team_of", { study })}</AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
