"use client";

import { useState } from "react";

import {
  changeVisits,
  copyColumn,
  mostSessions,
  removeVisits,
  renameColumn,
  resizeSessions,
  shiftVisits,
  type GridColumn,
  type VisitColumn,
} from "@kendali/builder";
import type { Arm, Protocol, Visit } from "@kendali/domain";
import { formatNumber, type Locale } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { NumberBox } from "@kendali/ui/components/number-box";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { estimandOptions, partOptions, titleOptions } from "../sections/document-options.ts";
import type { KeyOption } from "../sections/keys-field.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { ArmFields } from "./arm-fields.tsx";
import { ArmMarks } from "./arm-marks.tsx";
import { columnWords } from "./column-words.ts";
import { FormFields } from "./form-fields.tsx";
import { VisitImpact } from "./visit-impact.tsx";

export type VisitInspectorProps = {
  column: VisitColumn | null;
  columns: readonly GridColumn[];
  onChoose: (visit: string | null) => void;
  onSay: (said: string) => void;
};

/** Everything of one visit and of those beside it for some arms, or of a run of sessions that are alike. */
export function VisitInspector({ column, columns, onChoose, onSay }: VisitInspectorProps) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const first = column?.visits[0];
  if (column === null || first === undefined)
    return (
      <aside className="sheet insp" aria-label={t("visit_details")}>
        <p className="small ink2">{t("visit_choose")}</p>
      </aside>
    );
  return (
    <aside
      className="sheet insp"
      id={`visits/${first.key}`}
      data-places={placesOf(column.visits)}
      aria-label={t("visit_details")}
    >
      <div>
        <h2>{columnWords(column, locale, t).name}</h2>
        <p className="small ink2">{t("visit_key", { key: column.visits.map(({ key }) => key).join(", ") })}</p>
      </div>
      {column.isRun ? null : <NameFields column={column} first={first} />}
      {column.isRun ? null : <WindowFields visits={column.visits} visit={first} />}
      {first.kind === "intervention_session" && (column.isRun || column.visits.length === 1) ? (
        <SessionFields visits={column.visits} first={first} onChoose={onChoose} />
      ) : null}
      <ArmFields column={column} onSay={onSay} />
      <FormFields column={column} onSay={onSay} />
      {column.isRun ? null : column.visits.slice(1).map((visit) => <SiblingNames key={visit.key} visit={visit} />)}
      <HourFields visits={column.visits} first={first} />
      <KindFields visits={column.visits} first={first} />
      <VisitImpact visits={column.visits} />
      <VisitActs column={column} columns={columns} onChoose={onChoose} />
    </aside>
  );
}

/** What the visit is called; those beside it take a new name into their own. */
function NameFields({ column, first }: { column: VisitColumn; first: Visit }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft, edit, set } = useBuilder();
  return (
    <>
      {(["id", "en"] as const).map((language) => (
        <TextBox
          key={language}
          id={`visits/${first.key}/label/${language}`}
          locale={locale}
          label={`${t("visit_label")}, ${languageNames[language]}`}
          value={first.label[language]}
          disabled={!draft.mayEdit}
          onChange={(typed) => {
            if (column.visits.length === 1) set(["visits", first.key, "label", language], typed);
            else edit(renameColumn(document, first.key, language, typed), `name:${first.key}:${language}`);
          }}
        />
      ))}
    </>
  );
}

const languageNames = { id: "Bahasa Indonesia", en: "English" } as const;

/** What a visit beside the first is called, and of which arms it is. */
function SiblingNames({ visit }: { visit: Visit }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft, set } = useBuilder();
  const arms = document.arms.filter(({ key }) => visit.arms?.includes(key) ?? true);
  const nameOf = ({ key, label }: Arm) => label[locale].trim() || key;
  return (
    <fieldset id={`visits/${visit.key}`}>
      <legend className="lab insp-sibling">
        <ArmMarks arms={arms} all={document.arms} />
        {t("arms_sibling", { arms: new Intl.ListFormat(locale).format(arms.map(nameOf)) })}
      </legend>
      {(["id", "en"] as const).map((language) => (
        <div key={language} className="insp-sibling-name">
          <TextBox
            id={`visits/${visit.key}/label/${language}`}
            locale={locale}
            label={`${t("visit_label")}, ${languageNames[language]}`}
            value={visit.label[language]}
            disabled={!draft.mayEdit}
            onChange={(typed) => set(["visits", visit.key, "label", language], typed)}
          />
        </div>
      ))}
    </fieldset>
  );
}

type RunProps = { visits: readonly Visit[]; first: Visit };

function KindFields({ visits, first }: RunProps) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, edit, draft } = useBuilder();
  const change = (apply: (visit: Visit) => Visit) => edit(changeVisits(document, keysOf(visits), apply));
  return (
    <>
      <SelectBox
        id={`visits/${first.key}/kind`}
        locale={locale}
        label={t("visit_kind")}
        value={first.kind}
        disabled={!draft.mayEdit}
        options={kinds.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))}
        onChange={(chosen) => {
          const kind = kinds.find((one) => one === chosen);
          if (kind !== undefined) change((visit) => ({ ...visit, kind }));
        }}
      />
      <SelectBox
        id={`visits/${first.key}/epoch`}
        locale={locale}
        label={t("visit_epoch")}
        value={first.epoch}
        disabled={!draft.mayEdit}
        options={[
          ...(document.epochs.some(({ key }) => key === first.epoch)
            ? []
            : [{ value: first.epoch, label: first.epoch === "" ? "–" : first.epoch }]),
          ...document.epochs.map(({ key, label }) => ({ value: key, label: label[locale] || key })),
        ]}
        onChange={(epoch) => change((visit) => ({ ...visit, epoch }))}
      />
      <SelectBox
        id={`visits/${first.key}/anchor`}
        locale={locale}
        label={t("visit_anchor")}
        value={first.anchor}
        disabled={!draft.mayEdit}
        options={anchors
          .filter((anchor) => anchor !== "allocation" || document.allocation !== null || first.anchor === anchor)
          .map((anchor) => ({ value: anchor, label: t(`anchor_${anchor}`) }))}
        onChange={(chosen) => {
          const anchor = anchors.find((one) => one === chosen);
          if (anchor !== undefined) change((visit) => ({ ...visit, anchor }));
        }}
      />
    </>
  );
}

const kinds = ["baseline", "intervention_session", "outcome", "follow_up"] as const;
const anchors = ["enrolment", "allocation", "delivery"] as const;

type Typed = { readonly opens: string; readonly target: string; readonly closes: string };

/** Three days as a person says them; what cannot be a window yet stays in the boxes with the reason. */
function WindowFields({ visits, visit }: { visits: readonly Visit[]; visit: Visit }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, base, edit, draft } = useBuilder();
  const stored: Typed = {
    opens: String(visit.day - visit.window.before),
    target: String(visit.day),
    closes: String(visit.day + visit.window.after),
  };
  const [typed, setTyped] = useState<{ readonly of: Typed; readonly boxes: Typed } | null>(null);
  // What was typed stands until the document says something else: by undo, the axis, or somebody elsewhere.
  const boxes = typed !== null && same(typed.of, stored) ? typed.boxes : stored;
  const days = readDays(boxes);
  const problem =
    days === null
      ? t("window_whole")
      : days.opens > days.target || days.closes < days.target
        ? t("window_order")
        : null;
  const type = (box: keyof Typed, text: string) => {
    const next = moved(boxes, box, text);
    const read = readDays(next);
    const isWindow = read !== null && read.opens <= read.target && read.closes >= read.target;
    if (!isWindow) {
      setTyped({ of: stored, boxes: next });
      return;
    }
    setTyped({ of: next, boxes: next });
    const window = { before: read.target - read.opens, after: read.closes - read.target };
    edit(
      changeVisits(document, keysOf(visits), (one) => ({ ...one, day: read.target, window })),
      `window:${visit.key}:${box}`,
    );
  };
  const before = base?.visits.find(({ key }) => key === visit.key);
  const isOther =
    before !== undefined && JSON.stringify([before.day, before.window]) !== JSON.stringify([visit.day, visit.window]);
  const number = (value: number) => formatNumber(locale, value, 0);
  return (
    <fieldset id={`visits/${visit.key}/window`} data-places={placesOf(visits, "window", "day")}>
      <legend className="lab">{t("window")}</legend>
      <div className="win">
        {(["opens", "target", "closes"] as const).map((box) => (
          <NumberBox
            key={box}
            id={`window-${box}`}
            locale={locale}
            label={t(`window_${box}`)}
            value={boxes[box]}
            disabled={!draft.mayEdit}
            onChange={(text) => type(box, text)}
          />
        ))}
      </div>
      {problem === null ? (
        <p className="small ink2" role="status">
          {boxes.opens === boxes.closes
            ? t("window_one_day", { from: boxes.target })
            : t("window_words", { from: boxes.opens, to: boxes.closes })}
        </p>
      ) : (
        <Message tone="bad">{problem}</Message>
      )}
      {isOther ? (
        <Message tone="warn">
          {t("base_window", {
            from: number(before.day - before.window.before),
            to: number(before.day + before.window.after),
          })}
        </Message>
      ) : null}
    </fieldset>
  );
}

/** A target that moves takes its window along. */
function moved(boxes: Typed, box: keyof Typed, text: string): Typed {
  const days = readDays(boxes);
  const target = readDay(text);
  if (box !== "target" || days === null || target === null) return { ...boxes, [box]: text };
  const by = target - days.target;
  return { opens: String(days.opens + by), target: text, closes: String(days.closes + by) };
}

function readDays(boxes: Typed) {
  const [opens, target, closes] = [readDay(boxes.opens), readDay(boxes.target), readDay(boxes.closes)];
  return opens === null || target === null || closes === null ? null : { opens, target, closes };
}

function readDay(text: string): number | null {
  const plain = text.trim().replace("−", "-");
  return /^-?\d{1,4}$/.test(plain) ? Number(plain) : null;
}

function same(a: Typed, b: Typed): boolean {
  return a.opens === b.opens && a.target === b.target && a.closes === b.closes;
}

function SessionFields({ visits, first, onChoose }: RunProps & { onChoose: (visit: string) => void }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, edit, draft } = useBuilder();
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed !== null && /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null;
  const isBad = typed !== null && (read === null || read < 1 || read > mostSessions);
  return (
    <NumberBox
      id="session-number"
      locale={locale}
      label={t("session_number")}
      hint={t("session_days", { from: formatNumber(locale, first.day, 0) })}
      whole
      value={typed ?? String(visits.length)}
      disabled={!draft.mayEdit}
      problems={
        isBad ? [{ tone: "bad", title: t("session_number_bad", { most: formatNumber(locale, mostSessions, 0) }) }] : []
      }
      onChange={setTyped}
      onBlur={() => {
        if (typed === null || isBad || read === null) return;
        if (read !== visits.length && edit(resizeSessions(document, visits, read))) onChoose(first.key);
        setTyped(null);
      }}
    />
  );
}

function HourFields({ visits, first }: RunProps) {
  const t = useTranslator(builderScheduleCatalogue);
  const { document, edit, draft } = useBuilder();
  const hours = first.timeOfDay;
  const change = (timeOfDay: Visit["timeOfDay"]) =>
    edit(
      changeVisits(document, keysOf(visits), ({ timeOfDay: _old, ...visit }) =>
        timeOfDay === undefined ? visit : { ...visit, timeOfDay },
      ),
      `hours:${first.key}`,
    );
  return (
    <fieldset id={`visits/${first.key}/timeOfDay`} data-places={placesOf(visits, "timeOfDay")}>
      <legend className="lab">{t("hours")}</legend>
      <label className="chk">
        <input
          type="checkbox"
          checked={hours === undefined}
          disabled={!draft.mayEdit}
          onChange={(event) => change(event.target.checked ? undefined : { from: "08:00", to: "17:00" })}
        />
        {t("hours_any")}
      </label>
      {hours === undefined ? null : (
        <div className="win two">
          {(["from", "to"] as const).map((end) => (
            <label key={end} className="lab">
              {t(`hours_${end}`)}
              <span className="box">
                <input
                  type="time"
                  value={hours[end]}
                  disabled={!draft.mayEdit}
                  onChange={(event) => {
                    if (/^\d{2}:\d{2}$/.test(event.target.value)) change({ ...hours, [end]: event.target.value });
                  }}
                />
              </span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

function VisitActs({ column, columns, onChoose }: Omit<VisitInspectorProps, "onSay"> & { column: VisitColumn }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, edit, draft } = useBuilder();
  const [asks, setAsks] = useState(false);
  if (!draft.mayEdit) return null;
  const runs = columns.flatMap((one) => (one.kind === "visit" ? [one] : []));
  const index = runs.findIndex(({ key }) => key === column.key);
  const keys = keysOf(column.visits);
  const shift = (direction: "earlier" | "later") => {
    const neighbour = runs[index + (direction === "earlier" ? -1 : 1)];
    if (neighbour !== undefined) edit(shiftVisits(document, keys, keysOf(neighbour.visits), direction));
  };
  const copy = () => {
    const made = copyColumn(document, column.key, 1);
    if (made !== null && edit(made.edits)) onChoose(made.key);
  };
  const users = usersOf(document, keys, locale, t);
  const remove = () => {
    if (edit(removeVisits(document, keys))) onChoose(null);
  };
  return (
    <div className="insp-acts">
      <Button tight disabled={index === 0} onClick={() => shift("earlier")}>
        {t("make_earlier")}
      </Button>
      <Button tight disabled={index === runs.length - 1} onClick={() => shift("later")}>
        {t("make_later")}
      </Button>
      <Button tight onClick={copy}>
        {t("copy_visit")}
      </Button>
      <Button tight kind="danger" onClick={() => (users.length > 0 && !asks ? setAsks(true) : remove())}>
        {t(asks ? "remove_anyway" : "remove_visit")}
      </Button>
      {asks ? (
        <Message tone="warn" live="status">
          {t("remove_used", { parts: users.join("; ") })} {t("undo_hint")}
        </Message>
      ) : null}
    </div>
  );
}

function usersOf(
  protocol: Protocol,
  visits: readonly string[],
  locale: Locale,
  t: ReturnType<typeof useTranslator<[typeof builderScheduleCatalogue]>>,
): readonly string[] {
  const list = new Intl.ListFormat(locale);
  const names = (options: readonly KeyOption[], used: readonly { readonly key: string }[]) =>
    list.format(options.flatMap(({ value, label }) => (used.some(({ key }) => key === value) ? [`“${label}”`] : [])));
  const has = (visit: string | null | undefined) => visit !== null && visit !== undefined && visits.includes(visit);
  const outcomes = protocol.outcomes.filter((one) => has(one.baselineVisit) || one.timePoints.some(has));
  const estimands = protocol.estimands.filter((one) => has(one.timePoint));
  const analyses = protocol.analysisPlan.analyses.filter((one) => has(one.timePoint) || has(one.visit));
  return [
    ...(outcomes.length > 0
      ? [t("used_outcomes", { names: names(partOptions(protocol.outcomes, locale), outcomes) })]
      : []),
    ...(estimands.length > 0
      ? [t("used_estimands", { names: names(estimandOptions(protocol, locale), estimands) })]
      : []),
    ...(analyses.length > 0
      ? [t("used_analyses", { names: names(titleOptions(protocol.analysisPlan.analyses, locale), analyses) })]
      : []),
    ...(has(protocol.allocation?.afterVisit) ? [t("used_allocation")] : []),
  ];
}

/** The places of visits that stand in one field, or in the details as a whole. */
function placesOf(visits: readonly Visit[], ...fields: readonly string[]): string {
  return visits
    .flatMap(({ key }) => (fields.length === 0 ? [`visits/${key}`] : fields.map((field) => `visits/${key}/${field}`)))
    .join(" ");
}

function keysOf(visits: readonly Visit[]): readonly string[] {
  return visits.map(({ key }) => key);
}
