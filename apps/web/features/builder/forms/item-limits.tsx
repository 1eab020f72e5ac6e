"use client";

import { memo } from "react";

import { type Item, itemTypeOf } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { NumberBoxAt } from "./fields.tsx";
import { FindingLines, toneOfFindings } from "./finding-lines.tsx";
import { LimitsRuler } from "./limits-ruler.tsx";
import { isSameButWords } from "./same-but-words.ts";

/** What is normal and what is possible, on a ruler and in boxes. */
export const ItemLimits = memo(function ItemLimits({ item, path }: { item: Item; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const { allowedProperties } = itemTypeOf(item);
  const rows = (["softRange", "hardRange"] as const).filter((name) => allowedProperties.includes(name));
  if (rows.length === 0) return null;
  return (
    <fieldset className="fd-group">
      <legend className="lab">{t("limits")}</legend>
      <LimitsRuler item={item} />
      <div className="fd-limits">
        {rows.map((name) => (
          <RangeRow key={name} item={item} path={path} name={name} />
        ))}
      </div>
    </fieldset>
  );
}, isSameButWords);

function RangeRow({ item, path, name }: { item: Item; path: readonly string[]; name: "softRange" | "hardRange" }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const findings = useFindingsAt([...path, name]);
  const range = item[name] ?? { min: null, max: null };
  const change = (end: "min" | "max", value: number | null) => {
    const next = { ...range, [end]: value };
    store.get().set([...path, name], next.min === null && next.max === null ? undefined : next);
  };
  const id = fieldId([...path, name]);
  const word = name === "softRange" ? "soft" : "hard";
  return (
    <>
      <span className="fd-row-words">{t(name === "softRange" ? "limits_normal_row" : "limits_hard_row")}</span>
      {(["min", "max"] as const).map((end) => (
        <NumberBoxAt
          key={end}
          id={end === "min" ? id : `${id}/max`}
          label={t(`limits_${word}_${end}`)}
          value={range[end]}
          onChange={(value) => change(end, value)}
          unit={item.unit}
          tone={toneOfFindings(findings)}
          describedBy={findings.length > 0 ? `${id}-finds` : undefined}
        />
      ))}
      {findings.length > 0 && (
        <div className="fd-wide">
          <FindingLines id={`${id}-finds`} findings={findings} />
        </div>
      )}
    </>
  );
}
