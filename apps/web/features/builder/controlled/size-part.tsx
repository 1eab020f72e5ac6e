"use client";

import { controlledArms, type ControlledSampleSize, controlledWarnings, planFromPilot } from "@kendali/builder";
import { formatNumber } from "@kendali/i18n";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { controlledWarningWords } from "@kendali/i18n/controlled-warning-words";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { NumberAnswer } from "./number-answer.tsx";
import type { AnswerProps } from "./use-answers.ts";

/** The size of the trial, with what makes the pilot's numbers too good. */
export function SizePart({ answers, change, onRead, unreadable }: AnswerProps & { unreadable: ReadonlySet<string> }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const { sampleSize } = answers;
  const { pilot, difference } = sampleSize;
  const arms = controlledArms(document, answers);
  // The size belongs to the numbers that are shown: while one of them cannot be, there is none.
  const isUnread = [...unreadable].some((name) => /^(pilot|size|share)-/.test(name));
  const planned =
    isUnread || pilot === null || difference === null || arms === null
      ? null
      : planFromPilot({ ...sampleSize, pilot, difference, arms });
  const isEqual = arms?.every(({ weight }) => weight === 1) ?? true;
  const set = (part: Partial<ControlledSampleSize>) => change({ sampleSize: { ...sampleSize, ...part } });
  const warnings = isUnread
    ? []
    : controlledWarnings(document, answers).filter(
        ({ code }) => code.startsWith("pilot_") || code.startsWith("difference_"),
      );
  const whole = (value: number) => formatNumber(locale, value, 0);
  const plan = planned?.ok === true ? planned.result : null;
  return (
    <section className="builder-part" aria-labelledby="controlled-size">
      <h2 id="controlled-size">{t("controlled_size")}</h2>
      <div className="builder-fields many">
        <NumberAnswer
          id="size-difference"
          label={t("size_difference")}
          value={difference}
          min={0.000001}
          max={1e9}
          isRequired={false}
          onChange={(value) => set({ difference: value })}
          onRead={onRead}
        />
        <NumberAnswer
          id="size-alpha"
          label={t("size_alpha")}
          value={sampleSize.alpha}
          min={0.0001}
          max={0.5}
          onChange={(value) => value !== null && set({ alpha: value })}
          onRead={onRead}
        />
        <NumberAnswer
          id="size-power"
          label={t("size_power")}
          value={sampleSize.power}
          min={0.5}
          max={0.999}
          onChange={(value) => value !== null && set({ power: value })}
          onRead={onRead}
        />
        <NumberAnswer
          id="size-drop-out"
          label={t("size_drop_out")}
          unit="%"
          value={Number((sampleSize.dropOut * 100).toFixed(4))}
          min={0}
          max={90}
          onChange={(value) => value !== null && set({ dropOut: Number((value / 100).toFixed(6)) })}
          onRead={onRead}
        />
      </div>
      <p className="say" role="status">
        {plan === null ? (
          t(isUnread ? "size_unread" : arms === null ? "size_ratio_unclear" : "size_open")
        ) : (
          <>
            <b>
              {t(isEqual ? "size_result" : "size_result_ratio", {
                perArm: whole(plan.perArm),
                recruited: whole(plan.perArmRecruited),
              })}
            </b>{" "}
            {isEqual
              ? t("size_result_total", { total: whole(plan.total) })
              : t("size_result_total_ratio", { total: whole(plan.total), ratio: plan.ratio })}
          </>
        )}
      </p>
      {warnings.map((warning) => (
        <Message key={warning.code} tone="warn">
          {controlledWarningWords(locale, warning)}
        </Message>
      ))}
    </section>
  );
}
