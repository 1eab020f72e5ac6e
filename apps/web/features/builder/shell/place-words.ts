"use client";

import { useCallback } from "react";

import { isObject, type Json, memberAt } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

const parts = {
  key: "part_key",
  version: "part_version",
  date: "part_date",
  languages: "part_languages",
  title: "part_title",
  shortTitle: "part_shortTitle",
  design: "part_design",
  ethics: "part_ethics",
  registration: "part_registration",
  sites: "part_sites",
  arms: "part_arms",
  interventions: "page_interventions",
  epochs: "part_epochs",
  visits: "part_visits",
  codelists: "part_codelists",
  forms: "page_forms",
  scales: "part_scales",
  deliveryItem: "part_deliveryItem",
  eligibility: "part_eligibility",
  sampling: "part_sampling",
  consent: "part_consent",
  outcomes: "page_outcomes",
  populations: "part_populations",
  estimands: "part_estimands",
  sampleSize: "page_sample_size",
  allocation: "part_allocation",
  blinding: "part_blinding",
  analysisPlan: "page_analysis",
  roles: "part_roles",
  statements: "page_statements",
  assumptions: "part_assumptions",
} as const;

/** The words of a part of the document: "Kunjungan". */
export type PartName = keyof typeof parts;

export function usePartWords(): (part: string) => string {
  const t = useTranslator(builderCatalogue);
  return useCallback((part) => (Object.hasOwn(parts, part) ? t(parts[part as PartName]) : part), [t]);
}

/** Says a place of the document by the names its members have for people: "Formulir: Volume ASI: Payudara kanan". */
export function usePlaceWords(): (document: Json, path: readonly string[]) => string {
  const sayPart = usePartWords();
  const { locale } = useLocale();
  return useCallback(
    (document, path) => {
      const words: string[] = [];
      let node: Json | undefined = document;
      path.forEach((step, index) => {
        const isMember = Array.isArray(node);
        node = memberAt(node, step);
        if (index === 0) words.push(sayPart(step));
        else if (isMember) words.push(nameOf(node, locale) ?? step);
        else if (!unsaid.has(step)) words.push(step);
      });
      return words.join(": ");
    },
    [sayPart, locale],
  );
}

/** Names of lists between a thing and its members, which say nothing to a reader; a text's languages neither. */
const unsaid: ReadonlySet<string> = new Set(["sections", "items", "codes", "criteria", "analyses", "id", "en"]);

const nameFields = ["label", "title", "name", "heading", "text"] as const;

/** What a member of a list is called in one language; null where it has no name, or a blank one. */
export function nameOf(member: Json | undefined, locale: "id" | "en"): string | null {
  if (!isObject(member)) return null;
  for (const field of nameFields) {
    const words = member[field];
    const said = isObject(words) ? words[locale] : words;
    if (typeof said === "string" && said.trim() !== "") return said.length > 80 ? `${said.slice(0, 79)}…` : said;
  }
  return null;
}
