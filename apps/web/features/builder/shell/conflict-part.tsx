"use client";

import { hasPlace } from "@kendali/builder";
import type { Json } from "@kendali/domain";
import { builderSavingCatalogue } from "@kendali/i18n/catalogues/builder-saving";
import { type ValueLine, valueLines } from "@kendali/i18n/change-words";
import { Button } from "@kendali/ui/components/button";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { CopyButton } from "../../shell/copy-button.tsx";
import { PlaceLink } from "./place-link.tsx";
import { type Builder, useBuilder } from "./use-builder.ts";
import { useChangedWords } from "./use-changed-words.ts";

/** One place that two changed: whose change it was and when, both values side by side, and the choice between them. */
export function ConflictPart({ conflict }: { conflict: Builder["conflicts"][number] }) {
  const { path, mine, theirs, earlier, changed } = conflict;
  const t = useTranslator(builderSavingCatalogue);
  const { locale } = useLocale();
  const { settle, document } = useBuilder();
  const json = document as unknown as Json;
  const linesOf = (value: Json | undefined) => (value === undefined ? null : valueLines(locale, [json], path, value));
  const [theirLines, myLines] = [linesOf(theirs), linesOf(mine)];
  const whose =
    changed === null
      ? t("theirs_unknown")
      : changed.isOwn
        ? t("theirs_other_window")
        : t("theirs_of", { name: changed.by });
  return (
    <article className="builder-conflict">
      <h3>
        <PlaceLink path={path} />
      </h3>
      <p className="small ink2">{useChangedWords(changed)}</p>
      <div className="builder-two">
        <Side
          title={whose}
          lines={theirLines}
          others={myLines}
          none={t("gone")}
          copy={t("copy_theirs")}
          act={
            <Button onClick={() => settle(path, "theirs")}>
              {t(theirs === undefined ? "leave_gone" : "use_theirs")}
            </Button>
          }
        />
        <Side
          title={t("mine")}
          lines={myLines}
          others={theirLines}
          none={t("removed")}
          copy={t("copy_mine")}
          act={
            hasPlace(json, conflict) ? (
              <Button onClick={() => settle(path, "mine")}>
                {t(mine === undefined ? "remove_still" : "use_mine")}
              </Button>
            ) : (
              <p className="small ink2">{t("no_place")}</p>
            )
          }
        />
      </div>
      {earlier.map((value, index) => (
        <Earlier key={index} lines={valueLines(locale, [json], path, value)} />
      ))}
    </article>
  );
}

/** What one wrote there before, on yet another value: only to be copied. */
function Earlier({ lines }: { lines: readonly ValueLine[] }) {
  const t = useTranslator(builderSavingCatalogue);
  const text = textOf(lines);
  return (
    <div>
      <h4>{t("earlier")}</h4>
      <div className="builder-value" role="region" aria-label={t("earlier")} tabIndex={0}>
        {text}
      </div>
      <CopyButton text={text} words={t("copy_mine")} />
    </div>
  );
}

function textOf(lines: readonly ValueLine[]): string {
  return lines.map(({ label, words }) => (label === null ? words : `${label}: ${words}`)).join("\n");
}

type Lines = readonly ValueLine[] | null;

/** One of the two values: of a part only what differs from the other, which is what there is to choose. */
function Side({
  title,
  lines,
  others,
  none,
  copy,
  act,
}: {
  title: string;
  lines: Lines;
  others: Lines;
  none: string;
  copy: string;
  act: React.ReactNode;
}) {
  const t = useTranslator(builderSavingCatalogue);
  const isSame = ({ label, words }: ValueLine) =>
    others?.some((other) => other.label === label && other.words === words) ?? false;
  const differing = lines?.filter((line) => !isSame(line)) ?? [];
  const shown = differing.length === 0 ? (lines ?? []) : differing;
  return (
    <div>
      <h4>{title}</h4>
      <div className="builder-value" role="region" aria-label={title} tabIndex={0}>
        {lines === null ? (
          <p className="ink2">{none}</p>
        ) : (
          <ul className="value-lines">
            {shown.map(({ label, words }, index) => (
              <li key={`${label ?? ""} ${index}`}>
                {label === null ? null : <span className="small ink2">{label}</span>}
                <span>{words}</span>
              </li>
            ))}
          </ul>
        )}
        {lines !== null && shown.length < lines.length ? <p className="small ink2">{t("same_rest")}</p> : null}
      </div>
      <div className="acts">
        {act}
        {lines === null ? null : <CopyButton text={textOf(shown)} words={copy} />}
      </div>
    </div>
  );
}
