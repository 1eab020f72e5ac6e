"use client";

import type { AmendmentList } from "@kendali/api";

import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../may-do.ts";
import { useAmendmentWords } from "./use-amendment-words.ts";
import { usePlaceNames } from "./use-place-names.ts";

type Opening = AmendmentList["openings"][number];

/** Entries that were opened and wait for answers to new questions, with the way to each for who may read it. */
export function OpeningsSection({ openings }: { openings: AmendmentList["openings"] }) {
  const { t, at } = useAmendmentWords();
  const { key, viewer } = useStudy();
  const names = usePlaceNames();
  const mayRead = mayDo(viewer, "entry.get");
  if (openings.length === 0) return null;
  const groups = new Map<string, { readonly first: Opening; readonly participants: string[] }>();
  for (const opening of openings) {
    const { visit, form, version, openedAt } = opening;
    const name = [visit, form, version, openedAt].join(" ");
    const group = groups.get(name) ?? { first: opening, participants: [] };
    group.participants.push(opening.participant);
    groups.set(name, group);
  }
  return (
    <section aria-labelledby="openings">
      <h2 id="openings">{t("openings_title", { count: openings.length })}</h2>
      <p className="ink2">{t("openings_text")}</p>
      <ul className="entry-groups">
        {[...groups].map(([name, { first, participants }]) => (
          <li key={name}>
            <p className="change-trail">
              {`${names.visit(first.visit)} · ${t("openings_opened", { name: first.openedBy, at: at(first.openedAt), version: first.version })}`}
            </p>
            <p>
              <b>{names.form(first.form)}</b>
            </p>
            <p className="change-words">{first.reason}</p>
            <p className="numbers">
              {participants.map((number) =>
                mayRead ? (
                  <AppLink key={number} href={`/s/${key}/participant/${number}/${first.visit}/${first.form}`}>
                    {number}
                  </AppLink>
                ) : (
                  <span key={number}>{number}</span>
                ),
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
