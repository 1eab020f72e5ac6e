"use client";

import { useQuery } from "@tanstack/react-query";

import type { DeviationKind } from "@kendali/domain";
import { formatDate } from "@kendali/i18n";
import { ButtonLink } from "@kendali/ui/components/button";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { failureOf } from "../../trpc/refusal-of.ts";
import { useTRPC } from "../../trpc/trpc.ts";

/** Why an error was not taken; one that is recorded already, perhaps by a call whose answer was lost, leads to its record. */
export function ReportFailure({ error, number, kind }: { error: unknown; number: string; kind: DeviationKind }) {
  const { t, locale } = useErrorWords();
  const { key: study } = useStudy();
  const failure = failureOf(error);
  const code = failure.kind === "refusal" ? failure.refusal.code : null;
  const told = code === "participant_is_duplicate" ? "duplicate" : code === "deviation_open" ? kind : null;
  const list = useQuery({
    ...useTRPC().deviation.list.queryOptions({ study, participant: number }),
    enabled: told !== null,
    refetchOnMount: "always",
  });
  const records = (list.data?.deviations ?? []).filter(
    (one) =>
      one.kind === told &&
      (told === "duplicate" || one.participant === number) &&
      (code !== "deviation_open" || one.status !== "closed"),
  );
  return (
    <>
      <FailureMessage error={error} />
      {records.map((one) => (
        <ButtonLink key={one.deviation} wide href={`/s/${study}/deviations/${one.deviation}`} link={AppLink}>
          {t(`kind_${one.kind}`)} · {formatDate(locale, one.foundOn)}
        </ButtonLink>
      ))}
    </>
  );
}
