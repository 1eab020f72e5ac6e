"use client";

import type { AmendmentList } from "@kendali/api";

import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../may-do.ts";
import { useAmendmentWords } from "./use-amendment-words.ts";
import { usePlaceNames } from "./use-place-names.ts";

/** Entries that were opened and wait for answers to new questions, with the way to each for who may read it. */
export function OpeningsSection({ openings }: { openings: AmendmentList["openings"] }) {
  const { t, at } = useAmendmentWords();
  const { key, viewer } = useStudy();
  const names = usePlaceNames();
  const mayRead = mayDo(viewer.roles, "entry.get");
  if (openings.length === 0) return null;
  return (
    <section aria-labelledby="openings">
      <h2 id="openings">{t("openings_title", { count: openings.length })}</h2>
      <p className="ink2">{t("openings_text")}</p>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="openings">
        <table className="data">
          <thead>
            <tr>
              <th scope="col">{t("move_column_participant")}</th>
              <th scope="col">{t("move_column_visit")}</th>
              <th scope="col">{t("move_column_form")}</th>
              <th scope="col">{t("openings_column")}</th>
            </tr>
          </thead>
          <tbody>
            {openings.map(({ participant, visit, form, version, openedBy, openedAt }) => (
              <tr key={`${participant}/${visit}/${form}/${version}`}>
                <th scope="row">
                  {mayRead ? (
                    <AppLink href={`/s/${key}/participant/${participant}/${visit}/${form}`}>{participant}</AppLink>
                  ) : (
                    participant
                  )}
                </th>
                <td>{names.visit(visit)}</td>
                <td>{names.form(form)}</td>
                <td>{t("openings_opened", { name: openedBy, at: at(openedAt), version })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
