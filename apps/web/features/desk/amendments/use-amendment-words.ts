"use client";

import { useQueryClient } from "@tanstack/react-query";

import type { ChangeView, MeaningView } from "@kendali/api";
import type { LocalizedText } from "@kendali/domain";
import { formatDate, formatInstant } from "@kendali/i18n";
import { amendmentsCatalogue } from "@kendali/i18n/catalogues/amendments";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";

import { usePartWords } from "../../builder/shell/place-words.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useZone } from "../audit/use-zone.ts";

/** Words that change in both languages are one change; it is shown in the language of the screen. */
export function inOneLanguage<C extends Pick<ChangeView, "path" | "kind">>(
  changes: readonly C[],
  locale: "id" | "en",
): readonly C[] {
  const isWords = ({ path, kind }: C) => kind === "change" && (path.at(-1) === "id" || path.at(-1) === "en");
  const placeOf = ({ path }: C) => path.slice(0, -1).join("/");
  const shown = new Set(changes.filter((one) => isWords(one) && one.path.at(-1) === locale).map(placeOf));
  return changes.filter((one) => !isWords(one) || one.path.at(-1) === locale || !shown.has(placeOf(one)));
}

type Placed = Pick<ChangeView, "path" | "place" | "property">;
type Touched = NonNullable<ChangeView["touched"]>;

/** Places, counts, dates and sites as the pages of amendments say them. */
export function useAmendmentWords() {
  const t = useTranslator(commonCatalogue, amendmentsCatalogue);
  const { locale } = useLocale();
  const part = usePartWords();
  const zone = useZone();
  const say = (text: LocalizedText): string => text[locale].trim() || text.id;
  const namesOf = ({ path, place }: Placed): readonly string[] => [part(path[0] ?? ""), ...place.map(say)];
  /** What of a part: its words by what kind of part it is, and of a range or a window which end. */
  const named = (name: string, property: string, part: string): string => {
    if (property === "") return name;
    const known = property.split("/").flatMap((step) => propertyWords(step, part) ?? []);
    const said = known.length === 0 ? property : known.map((key) => t(key)).join(", ");
    return name === "" ? said : `${name}: ${said}`;
  };
  return {
    t,
    locale,
    say,
    date: (on: string) => formatDate(locale, on),
    at: (instant: string) => formatInstant(locale, instant, zone(null)),
    /** "Formulir · Volume ASI": the parts on the way; what changes in them has a line of its own. */
    trail: (change: Placed): string => namesOf(change).slice(0, -1).join(" · "),
    /** The same of what stands whole, with the property of the last where it has one: "Formulir · Volume ASI: nama pendek". */
    trailOf: ({ part: first, place, property }: Pick<MeaningView, "part" | "place" | "property">): string =>
      named([part(first), ...place.map(say)].join(" · "), property, first),
    /** "Volume ASI: batas keras". */
    name: (change: Placed): string => named(namesOf(change).at(-1) ?? "", change.property, change.path[0] ?? ""),
    touched: (touched: ChangeView["touched"]): string => {
      if (touched === null) return t("touched_hidden");
      const said = counted(touched).map((name) => t(`touched_${name}`, { count: touched[name] ?? 0 }));
      return said.length === 0 ? t("touched_none") : said.join(", ");
    },
  };
}

type PropertyWords = Extract<keyof (typeof amendmentsCatalogue)["id"], `property_${string}`>;

/** A label is the question of an item, the words of an answer, and else a name. */
function propertyWords(step: string, part: string): PropertyWords | undefined {
  if (step === "label" && part === "forms") return "property_question";
  if (step === "label" && part === "codelists") return "property_answer";
  const key = `property_${step}`;
  return Object.hasOwn(amendmentsCatalogue.id, key) ? (key as PropertyWords) : undefined;
}

/** Values tell more than the entries that hold one each; visits no more than the participants who had them. */
function counted(touched: Touched): readonly (keyof Touched)[] {
  return (["values", "entries", "participants", "visits", "screenings", "consents"] as const).filter((name) => {
    if ((touched[name] ?? 0) === 0) return false;
    if (name === "entries") return touched.values !== touched.entries;
    return name !== "visits" || touched.visits !== touched.participants;
  });
}

/** After something about versions changed: everything that is drawn by a version is asked anew. */
export function useVersionsChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      [trpc.amendment.pathKey(), trpc.study.pathKey(), trpc.protocolDraft.pathKey()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
}
