"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { type Item, placedItems } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilderOf } from "../shell/use-builder.ts";

/** How fresh the counts are, in milliseconds: they say how much there is, not whether one more came this minute. */
const freshFor = 60_000;

/**
 * What is said of an item of a live version before it is changed: how many values were captured of it, and what can
 * therefore not change; null for an item that the live version has not. Asked once for the whole study.
 */
export function useCapturedWords(): (item: string) => string | null {
  const t = useTranslator(builderFormsCatalogue);
  const study = useBuilderOf(({ draft }) => draft.study);
  const base = useBuilderOf((builder) => builder.base);
  const captured = useCaptured(study, base !== null);
  return (item) => {
    const placed = base === null ? undefined : placedItems(base).find((one) => one.item.key === item);
    if (placed === undefined || study === null) return null;
    if (captured.data === undefined) return captured.isError ? t("captured_unknown") : t("captured_counting");
    if (captured.data.hiddenForms.includes(placed.form.key)) return t("captured_hidden");
    const count = captured.data.items.find((one) => one.item === item && one.form === placed.form.key)?.values ?? 0;
    return count === 0 ? t("captured_none") : t("captured_values", { count });
  };
}

/**
 * Draws what decides how values are read, with the item of the version in force where values of it were captured, or may
 * have been as far as this person is told: type, unit and code list stay as they are there. Null for any other item.
 */
export function KeptMeaning({ item, children }: { item: string; children: (kept: Item | null) => ReactNode }) {
  const study = useBuilderOf(({ draft }) => draft.study);
  return study === null ? (
    children(null)
  ) : (
    <AskedMeaning study={study} item={item}>
      {children}
    </AskedMeaning>
  );
}

function AskedMeaning(props: { study: string; item: string; children: (kept: Item | null) => ReactNode }) {
  const { study, item, children } = props;
  const base = useBuilderOf((builder) => builder.base);
  const { data } = useCaptured(study, base !== null);
  const placed = base === null ? undefined : placedItems(base).find((one) => one.item.key === item);
  if (placed === undefined) return children(null);
  const mayHave =
    data === undefined ||
    data.hiddenForms.includes(placed.form.key) ||
    data.items.some((one) => one.item === item && one.form === placed.form.key && one.values > 0);
  return children(mayHave ? placed.item : null);
}

function useCaptured(study: string | null, isAmended: boolean) {
  return useQuery({
    ...useTRPC().amendment.captured.queryOptions({ study: study ?? "" }),
    enabled: study !== null && isAmended,
    staleTime: freshFor,
    retry: false,
  });
}

/** The same above the fields of the item, with how to change what cannot change. */
export function CapturedNote({ item }: { item: string }) {
  const study = useBuilderOf(({ draft }) => draft.study);
  return study === null ? null : <Captured item={item} />;
}

function Captured({ item }: { item: string }) {
  const t = useTranslator(builderFormsCatalogue);
  const words = useCapturedWords()(item);
  if (words === null) return null;
  return (
    <Message tone="info" title={words}>
      {t("captured_text")}
    </Message>
  );
}
