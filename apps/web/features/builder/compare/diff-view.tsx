"use client";

import { useMemo, useState } from "react";

import { type BareChange, diffProtocol, type Json, type Protocol } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { changeWords, type ChangeWords } from "@kendali/i18n/change-words";
import { Button } from "@kendali/ui/components/button";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type SaidChange = ChangeWords & { readonly kind: BareChange["kind"]; readonly path: string };

/** At first no more of one part than these: a whole new form has hundreds of lines. */
const firstFew = 40;

/** The changes that lead from one document to another, by part, in plain words, with both values. */
export function DiffView({ before, after }: { before: Protocol; after: Protocol }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const changes = useMemo(() => diffProtocol(before, after), [before, after]);
  const groups = useMemo(() => {
    const [old, made] = [before as unknown as Json, after as unknown as Json];
    const said = changes.map((change): SaidChange => {
      const words = changeWords(locale, change, old, made);
      return { ...words, kind: change.kind, path: change.path.join("/") };
    });
    const parts = new Set(said.map(({ part }) => part));
    return [...parts].map((part) => [part, said.filter((change) => change.part === part)] as const);
  }, [changes, before, after, locale]);
  const count = (kind: BareChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  if (changes.length === 0) return null;
  return (
    <div className="diff">
      <p className="ink2">
        {t("diff_counts", {
          added: count("add"),
          removed: count("remove"),
          changed: count("change"),
          moved: count("move"),
        })}
      </p>
      {groups.map(([part, own]) => (
        <DiffPart key={part} part={part} changes={own} />
      ))}
    </div>
  );
}

function DiffPart({ part, changes }: { part: string; changes: readonly SaidChange[] }) {
  const t = useTranslator(builderCatalogue);
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? changes : changes.slice(0, firstFew);
  return (
    <section className="builder-part" aria-label={part}>
      <h2>{t("diff_group", { part, count: changes.length })}</h2>
      <ul className="diff-list">
        {shown.map((change, index) => (
          <DiffRow key={`${change.kind} ${change.path} ${index}`} change={change} />
        ))}
      </ul>
      {shown.length < changes.length ? (
        <p>
          <Button onClick={() => setIsAll(true)}>{t("diff_show_all", { count: changes.length })}</Button>
        </p>
      ) : null}
    </section>
  );
}

function DiffRow({ change: { kind, place, words, from, to } }: { change: SaidChange }) {
  const t = useTranslator(builderCatalogue);
  return (
    <li>
      <span className={`tag diff-${kind}`}>{t(`diff_${kind}`)}</span>
      <div>
        <p>
          {place === "" ? null : <b>{place}: </b>}
          {words}
        </p>
        {from === null && to === null ? null : (
          <dl className="diff-values">
            {from === null ? null : (
              <div>
                <dt>{t("diff_before")}</dt>
                <dd>
                  <del>{from}</del>
                </dd>
              </div>
            )}
            {to === null ? null : (
              <div>
                <dt>{t("diff_after")}</dt>
                <dd>
                  <ins>{to}</ins>
                </dd>
              </div>
            )}
          </dl>
        )}
      </div>
    </li>
  );
}
