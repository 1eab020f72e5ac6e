"use client";

import { useQueries } from "@tanstack/react-query";

import type { ParticipantView } from "@kendali/api";
import type { Protocol } from "@kendali/domain";

import { useLocale } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";

/** The participant's level of each stratification factor in words, as far as the baseline holds it. */
export function useStrata(participant: ParticipantView): { readonly words: string; readonly isComplete: boolean } {
  const { locale } = useLocale();
  const { key: study, protocol } = useStudy();
  const trpc = useTRPC();
  const plan = protocol.allocation;
  const items = (plan?.strata ?? []).flatMap((stratum) => (stratum.source === "item" ? [stratum.item] : []));
  const forms = formsWith(protocol, items);
  const entries = useQueries({
    queries: forms.map((form) =>
      trpc.entry.get.queryOptions({ study, participant: participant.number, visit: plan?.afterVisit ?? "", form }),
    ),
  });
  const values = Object.assign({}, ...entries.map((entry) => entry.data?.values ?? {})) as Record<string, unknown>;
  const words = (plan?.strata ?? []).map((stratum) =>
    stratum.source === "site"
      ? (protocol.sites.find((site) => site.key === participant.site)?.name[locale] ?? participant.site)
      : levelWords(protocol, stratum.item, values[stratum.item], locale),
  );
  return { words: words.map((level) => level ?? "–").join(" · "), isComplete: words.every((level) => level !== null) };
}

function formsWith(protocol: Protocol, items: readonly string[]): readonly string[] {
  return protocol.forms
    .filter((form) => form.sections.some((section) => section.items.some((item) => items.includes(item.key))))
    .map((form) => form.key);
}

function levelWords(protocol: Protocol, key: string, value: unknown, locale: "id" | "en"): string | null {
  if (value === undefined || value === null || typeof value === "object") return null;
  const item = protocol.forms
    .flatMap((form) => form.sections.flatMap((section) => section.items))
    .find((candidate) => candidate.key === key);
  const list = protocol.codelists.find((candidate) => candidate.key === item?.codelist);
  return list?.codes.find((code) => code.code === value)?.label[locale] ?? String(value);
}
