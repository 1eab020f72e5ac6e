"use client";

import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";

import { useTranslator } from "../../locale/locale-provider.tsx";

/** Sixty-four digits in sixteen groups of four, four to a row: what two people can compare line by line. */
export function CommitmentDigits({ value }: { value: string }) {
  const t = useTranslator(goLiveCatalogue);
  const rows = value.match(/.{1,16}/g) ?? [];
  return (
    <figure className="commitment-digits">
      <figcaption>{t("commitment_groups")}</figcaption>
      <code className="mono">
        {rows.map((row) => (
          <span key={row} className="row">
            {(row.match(/.{1,4}/g) ?? []).map((group, index) => (
              <span key={`${index} ${group}`}>{group} </span>
            ))}
          </span>
        ))}
      </code>
    </figure>
  );
}
