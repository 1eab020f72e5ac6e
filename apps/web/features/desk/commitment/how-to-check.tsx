"use client";

import type { ReactNode } from "react";

import type { CommitmentView } from "@kendali/api";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** What somebody does with this page years later, with the commands to type. */
export function HowToCheck({ promised }: { promised: CommitmentView }) {
  const t = useTranslator(goLiveCatalogue);
  const { key } = useStudy();
  const { commitment, isUnblinded } = promised;
  return (
    <section aria-labelledby="how">
      <h2 id="how">{t("how_title")}</h2>
      {isUnblinded ? <p className="commitment-now">{t("how_now")}</p> : null}
      <ol className="commitment-how">
        <li>{t("how_keep")}</li>
        <li>
          {t("how_reveal")}{" "}
          <code className="mono">
            kendali allocation reveal {key} <Option>--out {t("file")}</Option>
          </code>
        </li>
        <li>
          {t("how_verify")}{" "}
          <code className="mono">
            kendali allocation verify {t("file")} <Option>--commitment</Option> {commitment}
          </code>
        </li>
        <li>{t("how_result")}</li>
      </ol>
    </section>
  );
}

/** A hyphen is a place to break a line, and a broken option cannot be typed from paper. */
function Option({ children }: { children: ReactNode }) {
  return <span className="nowrap">{children}</span>;
}
