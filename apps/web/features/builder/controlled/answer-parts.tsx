"use client";

import {
  type ControlledAnswers,
  extraKeys,
  type FollowUp,
  unusedKey,
  withOtherArm,
  withoutOtherArm,
} from "@kendali/builder";
import type { Arm, LocalizedText } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { builderControlledCatalogue } from "@kendali/i18n/catalogues/builder-controlled";
import { Button } from "@kendali/ui/components/button";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { NumberAnswer } from "./number-answer.tsx";
import type { AnswerProps } from "./use-answers.ts";

/** A text in both languages that is asked before it stands in the document. */
function TextAnswer({
  id,
  label,
  value,
  long = false,
  onChange,
}: {
  id: string;
  label: string;
  value: LocalizedText;
  long?: boolean;
  onChange: (value: LocalizedText) => void;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  return (
    <div className="builder-two">
      {(["id", "en"] as const).map((language) => (
        <TextBox
          key={language}
          id={`${id}-${language}`}
          locale={locale}
          label={`${label}, ${t(language === "id" ? "indonesian" : "english")}`}
          long={long}
          value={value[language]}
          onChange={(typed) => onChange({ ...value, [language]: typed })}
        />
      ))}
    </div>
  );
}

/** The most treated arms that are added here; the page Basics takes any. */
const mostOtherArms = 3;

export function ControlPart({ answers, change }: AnswerProps) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const { control, otherArms } = answers;
  const set = (part: Partial<ControlledAnswers["control"]["arm"]>) =>
    change({ control: { ...control, arm: { ...control.arm, ...part } } });
  const setOther = (key: string, part: Partial<ControlledAnswers["control"]["arm"]>) =>
    change({
      otherArms: otherArms.map((one) => (one.arm.key === key ? { ...one, arm: { ...one.arm, ...part } } : one)),
    });
  return (
    <section className="builder-part" aria-labelledby="controlled-control">
      <h2 id="controlled-control">{t("controlled_control")}</h2>
      <p>{t("controlled_control_text")}</p>
      <div className="builder-fields">
        <ArmAnswers id="control" arm={control.arm} onChange={set} />
      </div>
      {otherArms.map(({ arm }, index) => (
        <fieldset className="item follow-up" key={arm.key}>
          <legend className="lab">{t("controlled_other_arm", { number: index + 2 })}</legend>
          <p className="consequence">{t("controlled_other_arm_text")}</p>
          <div className="builder-fields">
            <ArmAnswers id={arm.key} arm={arm} onChange={(part) => setOther(arm.key, part)} />
          </div>
          <Button tight kind="plain" onClick={() => change(withoutOtherArm(answers, arm.key))}>
            {t("controlled_other_arm_remove", { arm: arm.label[locale].trim() || arm.key })}
          </Button>
        </fieldset>
      ))}
      {otherArms.length >= mostOtherArms ? null : (
        <p>
          <Button onClick={() => change(withOtherArm(document, answers))}>{t("controlled_other_arm_add")}</Button>
        </p>
      )}
    </section>
  );
}

type ArmAnswersProps = {
  id: string;
  arm: Pick<Arm, "label" | "description">;
  onChange: (part: Partial<Pick<Arm, "label" | "description">>) => void;
};

function ArmAnswers({ id, arm, onChange }: ArmAnswersProps) {
  const t = useTranslator(builderCatalogue);
  return (
    <>
      <TextAnswer
        id={`${id}-label`}
        label={t("field_arm_label")}
        value={arm.label}
        onChange={(label) => onChange({ label })}
      />
      <TextAnswer
        id={`${id}-description`}
        label={t("field_arm_description")}
        long
        value={arm.description}
        onChange={(description) => onChange({ description })}
      />
    </>
  );
}

const maskingLevels = ["none", "own_act", "blind"] as const;

export function MaskingPart({ answers, change }: AnswerProps) {
  const t = useTranslator(builderCatalogue, authCatalogue);
  const { locale } = useLocale();
  const { blinding } = answers;
  return (
    <section className="builder-part" aria-labelledby="controlled-masking">
      <h2 id="controlled-masking">{t("controlled_masking")}</h2>
      <p>{t("controlled_masking_text")}</p>
      <div className="builder-fields many">
        {blinding.levels.map(({ role, level }) => (
          <SelectBox
            key={role}
            id={`masking-${role}`}
            locale={locale}
            label={t(`role_${role}`)}
            value={level}
            options={maskingLevels.map((one) => ({ value: one, label: t(`masking_${one}`) }))}
            onChange={(chosen) => {
              const found = maskingLevels.find((one) => one === chosen);
              if (found === undefined) return;
              const levels = blinding.levels.map((one) => (one.role === role ? { ...one, level: found } : one));
              change({ blinding: { ...blinding, levels } });
            }}
          />
        ))}
      </div>
    </section>
  );
}

export function FollowUpsPart({ answers, change, onRead }: AnswerProps) {
  const t = useTranslator(builderCatalogue);
  const { followUps } = answers;
  const set = (key: string, part: Partial<FollowUp>) =>
    change({ followUps: followUps.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const add = () => {
    const day = (followUps.at(-1)?.day ?? 8) + 14;
    const key = unusedKey(`day_${day}`, (taken) => followUps.some((one) => one.key === taken));
    const label = { id: `Hari ke-${day}`, en: `Day ${day}` };
    change({ followUps: [...followUps, { key, label, day, before: 3, after: 3 }] });
  };
  return (
    <section className="builder-part" aria-labelledby="controlled-follow-ups">
      <h2 id="controlled-follow-ups">{t("controlled_follow_ups")}</h2>
      <p>{t("controlled_follow_ups_text")}</p>
      {followUps.map(({ key, day, before, after }, index) => (
        <fieldset className="item follow-up" key={key}>
          <legend className="lab">{t("follow_up_name", { number: index + 1 })}</legend>
          <div className="builder-fields many">
            <NumberAnswer
              id={`day-${key}`}
              label={t("follow_up_day")}
              value={day}
              whole
              min={1}
              max={3650}
              onRead={onRead}
              onChange={(value) =>
                value !== null && set(key, { day: value, label: { id: `Hari ke-${value}`, en: `Day ${value}` } })
              }
            />
            <NumberAnswer
              id={`before-${key}`}
              label={t("follow_up_before")}
              value={before}
              whole
              min={0}
              max={365}
              onRead={onRead}
              onChange={(value) => value !== null && set(key, { before: value })}
            />
            <NumberAnswer
              id={`after-${key}`}
              label={t("follow_up_after")}
              value={after}
              whole
              min={0}
              max={365}
              onRead={onRead}
              onChange={(value) => value !== null && set(key, { after: value })}
            />
          </div>
          <Button tight kind="plain" onClick={() => change({ followUps: followUps.filter((one) => one.key !== key) })}>
            {t("follow_up_remove", { day })}
          </Button>
        </fieldset>
      ))}
      <p>
        <Button onClick={add}>{t("follow_up_add")}</Button>
      </p>
    </section>
  );
}

export function ExtrasPart({ answers, change }: AnswerProps) {
  const t = useTranslator(builderCatalogue, builderControlledCatalogue);
  const { extras } = answers;
  return (
    <section className="builder-part" aria-labelledby="controlled-extras">
      <h2 id="controlled-extras">{t("controlled_extras")}</h2>
      <p>{t("controlled_extras_text")}</p>
      <div className="extra-choice">
        {extraKeys.map((key) => (
          <label className="tick" key={key}>
            <input
              type="checkbox"
              checked={extras.includes(key)}
              onChange={(event) =>
                change({
                  extras: extraKeys.filter((one) => (one === key ? event.target.checked : extras.includes(one))),
                })
              }
            />
            <span>{t(`extra_${key}`)}</span>
          </label>
        ))}
      </div>
    </section>
  );
}

export function StudyPart({ answers, change, onRead }: AnswerProps) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { study } = answers;
  const set = (part: Partial<ControlledAnswers["study"]>) => change({ study: { ...study, ...part } });
  const isKey = /^[a-z][a-z0-9-]{2,47}$/.test(study.key);
  return (
    <section className="builder-part" aria-labelledby="controlled-study">
      <h2 id="controlled-study">{t("controlled_study")}</h2>
      <div className="builder-fields">
        <TextAnswer
          id="trial-title"
          long
          label={t("field_title")}
          value={study.title}
          onChange={(title) => set({ title })}
        />
        <TextAnswer
          id="trial-short-title"
          label={t("field_short_title")}
          value={study.shortTitle}
          onChange={(shortTitle) => set({ shortTitle })}
        />
        <TextBox
          id="trial-key"
          locale={locale}
          label={t("field_study_key")}
          value={study.key}
          maxLength={48}
          problems={isKey ? [] : [{ tone: "bad", title: t("field_study_key_shape") }]}
          onChange={(key) => {
            onRead("trial-key", /^[a-z][a-z0-9-]{2,47}$/.test(key));
            set({ key });
          }}
        />
      </div>
    </section>
  );
}
