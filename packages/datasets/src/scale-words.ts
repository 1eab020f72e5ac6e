import {
  answerRange,
  placedItems,
  type LocalizedText,
  type Locale,
  type Protocol,
  type ScaleDefinition,
} from "@kendali/domain";

/** How the score of a scale comes from its items, in both languages: what the codebook says of a score's column. */
export function scaleDerivation(protocol: Protocol, scale: ScaleDefinition): LocalizedText {
  return { id: sentences(protocol, scale, "id"), en: sentences(protocol, scale, "en") };
}

function sentences(protocol: Protocol, scale: ScaleDefinition, locale: Locale): string {
  const say = words[locale];
  const items = placedItems(protocol).map(({ item }) => item);
  const parts = scale.items.map((key) => {
    const item = items.find((candidate) => candidate.key === key);
    const range = item === undefined || !scale.reversed.includes(key) ? null : answerRange(protocol, item);
    return range === null ? key : `(${range.min + range.max} - ${key})`;
  });
  const missing =
    scale.missing.rule === "none"
      ? say.whole
      : say.prorated.replace("{least}", String(scale.missing.least)).replace("{count}", String(scale.items.length));
  const cutoffs = scale.cutoffs.map(({ from, label }) => `${from} = ${label[locale]}`).join("; ");
  return [
    `${scale.name[locale]}: ${scale.score === "sum" ? say.sum : say.mean}(${parts.join(", ")})`,
    missing,
    ...(cutoffs === "" ? [] : [`${say.cutoffs}: ${cutoffs}`]),
    ...(scale.source === "" ? [] : [`${say.source}: ${scale.source}`]),
  ].join(". ");
}

/** Data, in both languages, like every derivation (see `words.ts`). */
const words = {
  id: {
    sum: "jumlah",
    mean: "rata-rata",
    whole: "Hanya bila semua butir terjawab",
    prorated:
      "Bila sedikitnya {least} dari {count} butir terjawab, rata-rata butir yang terjawab menggantikan yang kosong",
    cutoffs: "Mulai dari",
    source: "Sumber",
  },
  en: {
    sum: "sum",
    mean: "mean",
    whole: "Only when every item is answered",
    prorated:
      "When at least {least} of {count} items are answered, the mean of those answered stands for the empty ones",
    cutoffs: "From",
    source: "Source",
  },
} as const;
