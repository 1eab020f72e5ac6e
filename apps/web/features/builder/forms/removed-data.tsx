"use client";

import { useQuery } from "@tanstack/react-query";

import { type Protocol, placedItems } from "@kendali/domain";
import { amendmentsCatalogue } from "@kendali/i18n/catalogues/amendments";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilderOf } from "../shell/use-builder.ts";

/** Which of these items the version in force has in this form, so that there may be answers to them; null: the whole form. */
export function liveItems(base: Protocol | null, form: string, items: readonly string[] | null): readonly string[] {
  return placedItems(base ?? { forms: [] })
    .filter((placed) => placed.form.key === form && (items === null || items.includes(placed.item.key)))
    .map(({ item }) => item.key);
}

type Removed = {
  readonly form: string;
  /** Null: the form with everything in it. */
  readonly items: readonly string[] | null;
};

/** In an amendment, where parts of the version in force go: how many answers stand in them, of how many, and what becomes of these. */
export function RemovedData({ form, items }: Removed) {
  const study = useBuilderOf(({ draft }) => draft.study);
  const base = useBuilderOf((builder) => builder.base);
  const live = liveItems(base, form, items);
  if (study === null || live.length === 0) return null;
  return <Counted study={study} form={form} items={items === null ? null : live} />;
}

function Counted({ study, form, items }: Removed & { study: string }) {
  const t = useTranslator(builderFormsCatalogue, amendmentsCatalogue);
  const some = { form, items: items === null ? null : [...items] };
  const { data, isError } = useQuery({
    ...useTRPC().amendment.captured.queryOptions({ study, some }),
    // What is told before an act is counted for it.
    staleTime: 0,
    retry: false,
  });
  return (
    <Message tone="warn" live="status" title={counted()}>
      {t("removed_keeps")}
    </Message>
  );

  function counted(): string {
    const together = data?.together;
    if (together === undefined) return t(isError ? "removed_unknown" : "removed_counting");
    if (together === null) return t("removed_hidden");
    if (together.values === 0) return t("removed_none");
    return t("removed_values", {
      values: t("touched_values", { count: together.values }),
      participants: t("touched_participants", { count: together.participants }),
    });
  }
}
