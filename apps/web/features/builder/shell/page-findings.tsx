"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";

import { builderPages, maySign, mendDuplicateKeys, type Finding } from "@kendali/builder";
import type { Json } from "@kendali/domain";
import { findingWords } from "@kendali/i18n/finding-words";
import { Button } from "@kendali/ui/components/button";
import { Icon } from "@kendali/ui/components/icon";
import { infoIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useBuilderWords } from "./builder-words.ts";
import { mendHref } from "./mend-href.ts";
import { usePlaceWords } from "./place-words.ts";
import { useBuilderOf, useBuilderStore } from "./use-builder.ts";

/** At first no more than these: a page under construction has many, and its foot is not its subject. */
const firstFew = 5;

/** At the foot of a page: what is open on it before the draft can be published, each with the way to mend it. */
export function PageFindings() {
  const t = useBuilderWords();
  const store = useBuilderStore();
  const findings = useBuilderOf((builder) => builder.findings);
  const place = usePathname().split("/")[3];
  const page = builderPages.find((name) => name === place);
  const [isAll, setIsAll] = useState(false);
  if (page === undefined) return null;
  const own = findings.filter(({ mend }) => mend.page === page);
  const must = own.filter((finding) => !maySign(finding));
  const ordered = [...must, ...own.filter(maySign)];
  const shown = isAll ? ordered : ordered.slice(0, firstFew);
  return (
    <section className="builder-findings" aria-labelledby="page-findings">
      <h2 id="page-findings">
        {!store.isJudged()
          ? t("findings_computing")
          : must.length > 0
            ? t("findings_title", { count: must.length })
            : own.length > 0
              ? t("findings_advice", { count: own.length })
              : t("findings_none")}
      </h2>
      <FindingList findings={shown} />
      {shown.length < ordered.length ? (
        <Button kind="plain" onClick={() => setIsAll(true)}>
          {t("show_all_findings", { count: ordered.length })}
        </Button>
      ) : null}
    </section>
  );
}

/** Two with one key cannot be told apart on their page: they get keys of their own first, and are mended then. */
function isTwin({ code }: Finding): boolean {
  return code === "key_duplicate" || code === "item_key_duplicate";
}

/** Findings one below the other: how heavy, what is open, and the way to where it is mended. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useBuilderWords();
  const { locale } = useLocale();
  const store = useBuilderStore();
  const place = usePlaceWords();
  // Places are called by the words of the document that was looked at: new findings come soon after every change.
  const { draft, document } = store.get();
  return (
    <ul className="finding-list">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.path} ${JSON.stringify(finding.params)}`}>
          <span className={maySign(finding) ? "state missed" : "state warn"}>
            <Icon path={maySign(finding) ? infoIcon : triangleAlertIcon} />
            {t(maySign(finding) ? "finding_should" : "finding_must")}
          </span>
          <span className="finding-words">
            {findingWords(locale, finding)}
            <small>{place(document as unknown as Json, finding.path.split("/"))}</small>
          </span>
          {isTwin(finding) && draft.mayEdit ? (
            <Button
              kind="plain"
              tight
              className="finding-mend"
              onClick={() => store.get().edit(mendDuplicateKeys(store.get().document))}
            >
              {t("mend_twins")}
            </Button>
          ) : (
            <AppLink className="finding-mend" href={mendHref(draft.id, finding)}>
              {t("mend")}
            </AppLink>
          )}
        </li>
      ))}
    </ul>
  );
}
