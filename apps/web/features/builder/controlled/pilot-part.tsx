"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { PilotStatisticsAnswer } from "@kendali/api";
import type { PilotNumbers } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Message } from "@kendali/ui/components/message";
import { SelectBox } from "@kendali/ui/components/text-box";

import { mayDo } from "../../desk/may-do.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";
import { NumberAnswer } from "./number-answer.tsx";
import type { AnswerProps } from "./use-answers.ts";

/** The pilot's own numbers: from the frozen data of a study, or typed. */
export function PilotPart({ answers, change, onRead }: AnswerProps) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const trpc = useTRPC();
  const me = useQuery({ ...trpc.session.me.queryOptions(), staleTime: 60_000 });
  const client = useTRPCClient();
  const [study, setStudy] = useState("");
  const [partial, setPartial] = useState<Partial<PilotNumbers>>({});
  const { sampleSize } = answers;
  const { pilot } = sampleSize;
  const found = useMutation({
    mutationFn: (from: string) => client.protocolDraft.pilotStatistics.query({ study: from }),
    onSuccess: (answer) => {
      const numbers = numbersOf(answer);
      const half = numbers.change === 0 ? null : Math.abs(numbers.change) / 2;
      change({ sampleSize: { ...sampleSize, pilot: numbers, difference: sampleSize.difference ?? half } });
    },
  });
  const choose = (chosen: string) => {
    setStudy(chosen);
    found.reset();
    if (chosen === "") return;
    // Numbers of another pilot never stand under this one's name, nor what was made of them.
    setPartial({});
    const isOfPilot = pilot !== null && sampleSize.difference === Math.abs(pilot.change) / 2;
    change({ sampleSize: { ...sampleSize, pilot: null, difference: isOfPilot ? null : sampleSize.difference } });
    found.mutate(chosen);
  };
  const readable = (me.data?.studies ?? []).filter((study) => mayDo(study, "protocolDraft.pilotStatistics"));
  const studies = readable.filter(({ design }) => design === "one_group_pretest_posttest");
  const trials = readable.filter(({ design }) => design !== "one_group_pretest_posttest");
  // The four numbers count together; until all are there, each waits in its own box.
  const known: Partial<PilotNumbers> = { ...partial, ...pilot };
  const field = (name: keyof PilotNumbers) => ({
    id: `pilot-${name}`,
    value: known[name] ?? null,
    isRequired: pilot !== null,
    onRead,
    onChange: (value: number | null) => {
      if (value === null) return;
      const next: Partial<PilotNumbers> = { ...known, [name]: value };
      setPartial(next);
      const { n, standardDeviation, correlation, change: difference } = next;
      if (n === undefined || standardDeviation === undefined || correlation === undefined) return;
      if (difference === undefined) return;
      change({ sampleSize: { ...sampleSize, pilot: { n, standardDeviation, correlation, change: difference } } });
    },
  });
  return (
    <section className="builder-part" aria-labelledby="controlled-pilot">
      <h2 id="controlled-pilot">{t("controlled_pilot")}</h2>
      <p>{t("controlled_pilot_text")}</p>
      <div className="builder-fields">
        <SelectBox
          id="pilot-study"
          locale={locale}
          label={t("controlled_from_study")}
          value={study}
          onChange={choose}
          options={[
            { value: "", label: t("controlled_from_study_none") },
            ...studies.map(({ key, shortTitle }) => ({ value: key, label: `${shortTitle[locale]} (${key})` })),
          ]}
        />
        {trials.length === 0 ? null : (
          <p className="small ink2">
            {t("controlled_trials_left_out", {
              names: new Intl.ListFormat(locale).format(trials.map(({ shortTitle }) => shortTitle[locale])),
            })}
          </p>
        )}
        {found.error === null ? null : <FailureMessage error={found.error} />}
        {found.data === undefined ? null : <Source answer={found.data} />}
        <div className="builder-fields many">
          <NumberAnswer {...field("n")} label={t("pilot_n")} whole min={2} max={100_000} />
          <NumberAnswer {...field("standardDeviation")} label={t("pilot_sd")} min={0.000001} max={1e9} />
          <NumberAnswer {...field("correlation")} label={t("pilot_r")} min={-0.999} max={0.999} />
          <NumberAnswer {...field("change")} label={t("pilot_change")} min={-1e9} max={1e9} />
        </div>
      </div>
    </section>
  );
}

function Source({ answer: { snapshot, statistics } }: { answer: PilotStatisticsAnswer }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { label, pairs, participants, kind, correlation } = statistics;
  return (
    <Message tone={kind === "live" && correlation !== null ? "info" : "warn"}>
      {t("controlled_from", { name: label[locale], snapshot: snapshot.name, pairs, participants })}{" "}
      {kind === "live" ? "" : t("controlled_unreal")} {correlation === null ? t("controlled_no_correlation") : ""}
    </Message>
  );
}

/** What plans a trial, to as many digits as a pilot knows. */
function numbersOf({ statistics }: PilotStatisticsAnswer): PilotNumbers {
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    n: statistics.pairs,
    standardDeviation: rounded(statistics.after.sd, 3),
    correlation: rounded(statistics.correlation ?? 0, 3),
    change: rounded(statistics.change.mean, 3),
  };
}
