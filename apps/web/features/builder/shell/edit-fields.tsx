"use client";

import { memo, type ReactNode, useEffect, useId, useRef, useState } from "react";

import { isObject, type Json, type JsonObject, readNumber } from "@kendali/domain";
import { isKey, proposeKey } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { memberName } from "@kendali/i18n/change-words";
import { formatNumber } from "@kendali/i18n";
import { findingWords } from "@kendali/i18n/finding-words";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { arrowDownIcon, arrowUpIcon, trash2Icon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "./mend-href.ts";
import { useAt, useBuilder, useBuilderStore, useFindingsAt } from "./use-builder.ts";
import { namesOf, valueAt } from "./value-at.ts";

/** Where a field writes: names of properties and keys of list members, never positions. */
export type FieldPath = readonly string[];

type FieldLook = {
  readonly path: FieldPath;
  readonly label: string;
  readonly hint?: string | undefined;
  /** The label is said elsewhere on the page, and kept for screen readers. */
  readonly labelHidden?: boolean | undefined;
  readonly disabled?: boolean | undefined;
};

type BoxProps = {
  readonly id: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly onBlur?: (() => void) | undefined;
  /** The text stands in the draft as it is, so that a step back takes its letters back. */
  readonly isBound: boolean;
  readonly long?: boolean | undefined;
  readonly mono?: boolean | undefined;
  readonly lang?: string | undefined;
  readonly unit?: string | undefined;
  readonly numeric?: boolean | undefined;
  readonly tone: "" | "warn" | "bad";
  readonly describedBy?: string | undefined;
  readonly label?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly disabled?: boolean | undefined;
};

function Box(props: BoxProps) {
  const { id, value, onChange, onBlur, isBound, long, mono, lang, unit, numeric, tone } = props;
  const mayEdit = useBuilderStore().get().draft.mayEdit;
  const shared = {
    id,
    value,
    lang,
    onBlur,
    className: mono === true ? "mono" : undefined,
    readOnly: !mayEdit || props.disabled === true,
    maxLength: props.maxLength,
    "data-bound": isBound ? "" : undefined,
    "aria-label": props.label,
    "aria-describedby": props.describedBy,
    "aria-invalid": tone === "bad" || undefined,
  };
  return (
    <div className={`box ${tone}`}>
      {long === true ? (
        <textarea {...shared} rows={rowsOf(value)} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          autoComplete="off"
          spellCheck={mono === true ? false : undefined}
          inputMode={numeric === true ? "decimal" : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {unit === undefined || unit === "" ? null : <span className="unit">{unit}</span>}
    </div>
  );
}

/** A box of many lines is as high as its words ask, within bounds. */
function rowsOf(value: string): number {
  return Math.min(12, Math.max(2, value.split("\n").length + Math.floor(value.length / 60)));
}

/** What the rules say of a place, below its field; with the weight in words and shape. */
export function FindingNote({ path, id, own = false }: { path: FieldPath; id?: string | undefined; own?: boolean }) {
  const { locale } = useLocale();
  const found = useFindingsAt(path);
  const name = path.join("/");
  const shown = own ? found.filter((finding) => finding.path === name) : found;
  return (
    <div className="said" id={id} role="status">
      {shown.map((finding) => (
        <Message
          key={`${finding.code} ${finding.path} ${JSON.stringify(finding.params)}`}
          tone={finding.severity === "must" ? "warn" : "info"}
        >
          {findingWords(locale, finding)}
        </Message>
      ))}
    </div>
  );
}

function useTone(path: FieldPath): "" | "warn" {
  return useFindingsAt(path).some(({ severity }) => severity === "must") ? "warn" : "";
}

function FieldFrame({
  id,
  label,
  labelHidden,
  hint,
  children,
  notes,
}: {
  id: string;
  label: string;
  labelHidden?: boolean | undefined;
  hint?: string | undefined;
  children: ReactNode;
  notes?: ReactNode;
}) {
  return (
    <div className="item">
      <label className={labelHidden === true ? "vh" : "lab"} htmlFor={id}>
        {label}
      </label>
      {children}
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {notes}
    </div>
  );
}

function ids(id: string, hint: string | undefined): string {
  return hint === undefined ? `${id}-said` : `${id}-hint ${id}-said`;
}

/**
 * One line or several of plain text. With `optional`, an emptied box takes the property out of the document. With `shape`,
 * text of another form stays in the box with `shapeWords` and is not sent.
 */
export const TextField = memo(function TextField({
  path,
  label,
  hint,
  labelHidden,
  disabled,
  long,
  mono,
  maxLength,
  optional = false,
  unit,
  shape,
  shapeWords,
}: FieldLook & {
  long?: boolean;
  mono?: boolean;
  maxLength?: number;
  optional?: boolean;
  unit?: string;
  shape?: RegExp;
  shapeWords?: string;
}) {
  const store = useBuilderStore();
  const value = useAt(path);
  const id = fieldId(path);
  const tone = useTone(path);
  const stored = typeof value === "string" ? value : "";
  const [unfit, setUnfit] = useState<string | null>(null);
  useForget(value, () => setUnfit(null));
  const change = (typed: string) => {
    const fits = shape === undefined || shape.test(typed) || (optional && typed === "");
    setUnfit(fits ? null : typed);
    if (fits) store.get().set(path, optional && typed === "" ? undefined : typed);
  };
  return (
    <FieldFrame
      id={id}
      label={label}
      labelHidden={labelHidden}
      hint={hint}
      notes={
        <>
          <div className="said" id={`${id}-typed`} role="status">
            {unfit === null ? null : <Message tone="bad">{shapeWords}</Message>}
          </div>
          <FindingNote path={path} id={`${id}-said`} />
        </>
      }
    >
      <Box
        id={id}
        value={unfit ?? stored}
        onChange={change}
        isBound={unfit === null}
        long={long}
        mono={mono}
        maxLength={maxLength}
        unit={unit}
        tone={unfit === null ? tone : "bad"}
        disabled={disabled}
        describedBy={`${ids(id, hint)} ${id}-typed`}
      />
    </FieldFrame>
  );
}, samePath);

/** Does something when a value of the draft has changed. */
function useForget(value: Json | undefined, forget: () => void): void {
  const kept = useRef(value);
  useEffect(() => {
    if (kept.current === value) return;
    kept.current = value;
    forget();
  });
}

/**
 * Indonesian and English side by side, of one text `{id, en}`. With `optional` the text is made with its first letter and
 * taken out again when both are empty.
 */
export const LocalizedField = memo(function LocalizedField({
  path,
  label,
  hint,
  long,
  disabled,
  labelHidden,
  optional = false,
}: FieldLook & { long?: boolean; optional?: boolean }) {
  const t = useTranslator(builderCatalogue);
  const store = useBuilderStore();
  const value = useAt(path);
  const id = fieldId(path);
  const found = useFindingsAt(path);
  const text = isObject(value) ? value : {};
  const said = (language: "id" | "en") => (typeof text[language] === "string" ? text[language] : "");
  const write = (language: "id" | "en", typed: string) => {
    if (isObject(value)) {
      const other = said(language === "id" ? "en" : "id");
      if (optional && typed === "" && other === "") store.get().set(path, undefined);
      else store.get().set([...path, language], typed);
    } else {
      store.get().set(path, { id: "", en: "", [language]: typed });
    }
  };
  const toneOf = (language: "id" | "en") =>
    found.some(({ path: place, severity }) => severity === "must" && !place.endsWith(language === "id" ? "/en" : "/id"))
      ? "warn"
      : "";
  return (
    <fieldset className="item localized">
      <legend className={labelHidden === true ? "vh" : "lab"}>{label}</legend>
      <div className="builder-two">
        {(["id", "en"] as const).map((language) => (
          <div key={language}>
            <label className="lang" htmlFor={`${id}/${language}`}>
              {t(language === "id" ? "indonesian" : "english")}
              <span className="vh">: {label}</span>
            </label>
            <Box
              id={`${id}/${language}`}
              value={said(language)}
              onChange={(typed) => write(language, typed)}
              isBound
              lang={language}
              long={long}
              tone={toneOf(language)}
              disabled={disabled}
              describedBy={ids(id, hint)}
            />
          </div>
        ))}
      </div>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <FindingNote path={path} id={`${id}-said`} />
    </fieldset>
  );
}, samePath);

/** A number as people type it; letters stay in the box with their problem and are not sent. */
export const NumberField = memo(function NumberField({
  path,
  label,
  hint,
  labelHidden,
  disabled,
  unit,
  whole = false,
  min,
  max,
  empty = "keep",
  onNumber,
}: FieldLook & {
  unit?: string;
  whole?: boolean;
  min?: number;
  max?: number;
  /** What an emptied box means: the old number stays (with a problem), `null`, or no property. */
  empty?: "keep" | "null" | "remove";
  /** Does more than set the value. */
  onNumber?: (value: number) => void;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const value = useAt(path);
  const id = fieldId(path);
  const stored = typeof value === "number" ? plainNumber(locale, value) : "";
  const [typed, setTyped] = useState<string | null>(null);
  const tone = useTone(path);
  const limits = { whole, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const reading = typed === null ? null : readTyped(typed, locale, limits);
  const isTypedStored =
    reading?.kind === "number" ? reading.value === value : reading?.kind === "empty" && stored === "";
  // A step back, or somebody else, has put another number there: it takes the place of what was typed.
  useForget(value, () => {
    if (!isTypedStored) setTyped(null);
  });
  const problem = reading === null ? null : numberProblem(reading, { t, locale, stored, empty, min, max });
  const change = (next: string) => {
    setTyped(next);
    const read = readTyped(next, locale, limits);
    if (read.kind === "number") {
      if (onNumber === undefined) store.get().set(path, read.value);
      else onNumber(read.value);
    }
    if (read.kind === "empty" && empty !== "keep") store.get().set(path, empty === "null" ? null : undefined);
  };
  return (
    <FieldFrame
      id={id}
      label={label}
      labelHidden={labelHidden}
      hint={hint}
      notes={
        <>
          <div className="said" id={`${id}-typed`} role="status">
            {problem === null ? null : <Message tone="bad">{problem}</Message>}
          </div>
          <FindingNote path={path} id={`${id}-said`} />
        </>
      }
    >
      <Box
        id={id}
        value={typed ?? stored}
        onChange={change}
        onBlur={() => problem === null && setTyped(null)}
        isBound={problem === null}
        numeric
        unit={unit}
        tone={problem === null ? tone : "bad"}
        disabled={disabled}
        describedBy={`${ids(id, hint)} ${id}-typed`}
      />
    </FieldFrame>
  );
}, samePath);

type Limits = { readonly whole: boolean; readonly min?: number; readonly max?: number };
type Typed =
  | { readonly kind: "empty" }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "unreadable" | "fraction" | "outside" };

function readTyped(typed: string, locale: "id" | "en", { whole, min, max }: Limits): Typed {
  if (typed.trim() === "") return { kind: "empty" };
  // `1.234` is a thousand and some here or a decimal there; a definition is typed at a desk, where the decimal sign of the language is known.
  const plain = typed.trim().replace(",", ".");
  const read = /^-?\d+(\.\d+)?$/.test(plain)
    ? { ok: true as const, value: Number(plain) }
    : readNumber(typed, null, locale);
  if (!read.ok) return { kind: "unreadable" };
  if (whole && !Number.isInteger(read.value)) return { kind: "fraction" };
  if ((min !== undefined && read.value < min) || (max !== undefined && read.value > max)) return { kind: "outside" };
  return { kind: "number", value: read.value };
}

function numberProblem(
  reading: Typed,
  {
    t,
    locale,
    stored,
    empty,
    min,
    max,
  }: {
    t: ReturnType<typeof useTranslator<readonly [typeof builderCatalogue]>>;
    locale: "id" | "en";
    stored: string;
    empty: "keep" | "null" | "remove";
    min: number | undefined;
    max: number | undefined;
  },
): string | null {
  const still = stored === "" ? t("number_unreadable_empty") : t("number_unreadable", { value: stored });
  switch (reading.kind) {
    case "number":
      return null;
    case "empty":
      return empty === "keep" ? still : null;
    case "unreadable":
      return still;
    case "fraction":
      return t("number_whole");
    case "outside":
      return max === undefined
        ? t("number_least", { min: formatNumber(locale, min ?? 0) })
        : t("number_range", { min: formatNumber(locale, min ?? 0), max: formatNumber(locale, max) });
  }
}

/** A number as it would be typed: with the decimal sign of the language, without groups. */
function plainNumber(locale: "id" | "en", value: number): string {
  return locale === "id" ? String(value).replace(".", ",") : String(value);
}

/**
 * The key of a member of a list: proposed from its label while nobody has typed one, refused where it is taken. A key that
 * cannot stand stays in the box with its problem. `rename` replaces the simple change, where other parts name the key.
 */
export const KeyField = memo(function KeyField({
  path,
  label,
  hint,
  labelHidden,
  disabled,
  from,
  base,
  shape,
  rename,
}: FieldLook & {
  /** Where the words stand that a key is proposed from; none, no proposal. */
  from?: FieldPath;
  /** What a new member's key begins with: a key of another kind was chosen by somebody, and nothing else is proposed. */
  base?: string;
  /** The key's form, where it is not that of items and forms. */
  shape?: RegExp;
  rename?: (to: string) => boolean;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const value = useAt(path);
  const words = useAt(from ?? []);
  const stored = typeof value === "string" ? value : "";
  const id = fieldId(path);
  const [typed, setTyped] = useState<string | null>(null);
  const tone = useTone(path);
  const list = valueAt(store.json(), path.slice(0, -2));
  const others = Array.isArray(list) ? namesOf(list).filter((name) => name !== stored) : [];
  const isWellFormed = (key: string) => (shape === undefined ? isKey(key) : shape.test(key));
  const problem =
    typed === null
      ? null
      : !isWellFormed(typed)
        ? t("key_shape")
        : others.includes(typed)
          ? t("key_taken", { key: typed })
          : null;
  const take = (key: string) => {
    if (key !== stored && isWellFormed(key) && !others.includes(key)) {
      if (rename === undefined) store.get().set(path, key);
      else rename(key);
    }
  };
  const isChosen = base !== undefined && stored.replace(/_\d+$/, "") !== base;
  const isProposable = from !== undefined && isObject(words) && !isChosen;
  const proposed = isProposable ? proposeKey(sayAny(words, locale), (key) => others.includes(key)) : stored;
  return (
    <FieldFrame
      id={id}
      label={label}
      labelHidden={labelHidden}
      hint={hint ?? t("key_hint")}
      notes={
        <>
          <div className="said" id={`${id}-typed`} role="status">
            {problem === null ? null : <Message tone="bad">{problem}</Message>}
          </div>
          {isProposable && proposed !== stored && sayAny(words, locale) !== "" && typed === null ? (
            <Button tight kind="plain" onClick={() => take(proposed)}>
              {t("key_propose", { key: proposed })}
            </Button>
          ) : null}
          <FindingNote path={path} id={`${id}-said`} own />
        </>
      }
    >
      <Box
        id={id}
        value={typed ?? stored}
        onChange={setTyped}
        onBlur={() => {
          if (typed === null || problem !== null) return;
          take(typed);
          setTyped(null);
        }}
        isBound={typed === null}
        mono
        tone={problem === null ? tone : "bad"}
        disabled={disabled}
        maxLength={60}
        describedBy={`${id}-hint ${id}-said ${id}-typed`}
      />
    </FieldFrame>
  );
}, samePath);

function sayAny(words: Json | undefined, locale: "id" | "en"): string {
  if (!isObject(words)) return "";
  const [first, second] = [words["en"], words[locale]];
  return [first, second].find((said): said is string => typeof said === "string" && said !== "") ?? "";
}

/** One of several. The value in the document is the option's, not its text. */
export const ChoiceField = memo(function ChoiceField({
  path,
  label,
  hint,
  labelHidden,
  disabled,
  options,
  onChoose,
}: FieldLook & {
  options: readonly { readonly value: string | number | boolean | null; readonly label: string }[];
  /** Does more than set the value. */
  onChoose?: (value: string | number | boolean | null) => void;
}) {
  const store = useBuilderStore();
  const value = useAt(path) ?? null;
  const id = fieldId(path);
  const tone = useTone(path);
  const index = options.findIndex((option) => option.value === value);
  return (
    <FieldFrame
      id={id}
      label={label}
      labelHidden={labelHidden}
      hint={hint}
      notes={<FindingNote path={path} id={`${id}-said`} />}
    >
      <div className={`box ${tone}`}>
        <select
          id={id}
          value={index < 0 ? "" : String(index)}
          disabled={disabled === true || !store.get().draft.mayEdit}
          aria-describedby={ids(id, hint)}
          onChange={(event) => {
            const chosen = options[Number(event.target.value)];
            if (chosen === undefined) return;
            if (onChoose === undefined) store.get().set(path, chosen.value);
            else onChoose(chosen.value);
          }}
        >
          {index < 0 ? <option value="">–</option> : null}
          {options.map((option, place) => (
            <option key={String(option.value)} value={String(place)}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
});

/** Yes or no; with `optional`, no takes the property out. */
export function TickField({ path, label, hint, disabled, optional = false }: FieldLook & { optional?: boolean }) {
  const store = useBuilderStore();
  const value = useAt(path);
  const id = fieldId(path);
  return (
    <div className="item">
      <label className="tick" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          disabled={disabled === true || !store.get().draft.mayEdit}
          aria-describedby={ids(id, hint)}
          onChange={(event) => store.get().set(path, event.target.checked ? true : optional ? undefined : false)}
        />
        <span>{label}</span>
      </label>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <FindingNote path={path} id={`${id}-said`} />
    </div>
  );
}

/**
 * The members of a list, each with what edits it; added, removed and moved by buttons and by Alt with an arrow. `make`
 * gives a new member whose key is not among those taken.
 */
export function MemberList({
  path,
  label,
  addLabel,
  make,
  children,
  empty,
  headings = true,
  isFolded = false,
  note,
  onRemove,
}: {
  path: FieldPath;
  /** What one member is called: "Lokasi". */
  label: string;
  addLabel: string;
  make: (taken: readonly string[]) => JsonObject;
  children: (member: { readonly id: string; readonly path: FieldPath; readonly value: JsonObject }) => ReactNode;
  empty?: string;
  /** Whether each member has a heading of its own. */
  headings?: boolean;
  /** Members are shown by their headings; each opens to be edited. What was just added is open. */
  isFolded?: boolean;
  /** A word beside the heading. */
  note?: (value: JsonObject) => string;
  /** Takes a member away with more than itself. */
  onRemove?: (id: string) => void;
}) {
  const t = useTranslator(builderCatalogue);
  const store = useBuilderStore();
  const value = useAt(path);
  const listId = useId();
  const [said, setSaid] = useState("");
  const [made, setMade] = useState<ReadonlySet<string>>(new Set());
  const mayEdit = store.get().draft.mayEdit;
  const list = Array.isArray(value) ? value : [];
  const names = namesOf(list);
  const add = () => {
    const member = make(names);
    if (!Array.isArray(value)) store.get().set(path, []);
    store.get().addTo(path, member, names.at(-1) ?? null);
    const id = nameOfMember(member);
    if (id !== null) setMade(new Set([...made, id]));
    requestAnimationFrame(() => focusLast(listId));
  };
  return (
    <div className="member-list" id={fieldId(path)}>
      {list.length === 0 ? <p className="quiet">{empty ?? t("none_yet")}</p> : null}
      <ol id={listId}>
        {names.map((id, index) => {
          const member = list[index];
          return isObject(member) ? (
            <MemberRow
              key={id}
              path={path}
              id={id}
              index={index}
              names={names}
              value={member}
              label={label}
              headings={headings}
              mayEdit={mayEdit}
              isFolded={isFolded && !made.has(id)}
              note={note?.(member)}
              onRemove={onRemove}
              onSay={setSaid}
            >
              {children}
            </MemberRow>
          ) : null;
        })}
      </ol>
      <FindingNote path={path} own />
      {mayEdit ? <Button onClick={add}>{addLabel}</Button> : null}
      <span className="vh" role="status">
        {said}
      </span>
    </div>
  );
}

/** The first control of the member that was just added takes the focus. */
function focusLast(listId: string): void {
  document.getElementById(listId)?.lastElementChild?.querySelector<HTMLElement>("input, textarea, select")?.focus();
}

type MemberRowProps = {
  path: FieldPath;
  id: string;
  index: number;
  names: readonly string[];
  value: JsonObject;
  label: string;
  headings: boolean;
  mayEdit: boolean;
  isFolded: boolean;
  note: string | undefined;
  onRemove: ((id: string) => void) | undefined;
  onSay: (words: string) => void;
  children: (member: { readonly id: string; readonly path: FieldPath; readonly value: JsonObject }) => ReactNode;
};

function MemberRow(props: MemberRowProps) {
  const { path, id, index, names, value, label, headings, mayEdit, isFolded, note, onRemove, onSay, children } = props;
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { moveIn, removeFrom } = useBuilder();
  const row = useRef<HTMLLIElement>(null);
  const name = memberName(locale, value) ?? `${label} ${index + 1}`;
  const move = (by: -1 | 1) => {
    const place = index + by;
    if (place < 0 || place >= names.length) return;
    moveIn(path, id, by < 0 ? (names[index - 2] ?? null) : (names[index + 1] ?? null));
    onSay(t("moved_to", { name, place: place + 1, count: names.length }));
    requestAnimationFrame(() => row.current?.scrollIntoView({ block: "nearest" }));
  };
  const remove = () => {
    const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
    if (onRemove === undefined) removeFrom(path, id);
    else onRemove(id);
    onSay(t("removed_undo", { name }));
    next?.querySelector<HTMLElement>("input, textarea, select, button")?.focus();
  };
  return (
    <li
      ref={row}
      onKeyDown={(event) => {
        if (!mayEdit || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        event.stopPropagation();
        move(event.key === "ArrowUp" ? -1 : 1);
      }}
    >
      <div className="member-head">
        {headings ? (
          <h3>
            {name}
            {note === undefined ? null : <span className="tag">{note}</span>}
          </h3>
        ) : (
          <span />
        )}
        {mayEdit ? (
          <span className="member-acts">
            <Button
              tight
              kind="plain"
              icon={arrowUpIcon}
              disabled={index === 0}
              aria-label={t("move_up_named", { name })}
              onClick={() => move(-1)}
            >
              {t("move_up")}
            </Button>
            <Button
              tight
              kind="plain"
              icon={arrowDownIcon}
              disabled={index === names.length - 1}
              aria-label={t("move_down_named", { name })}
              onClick={() => move(1)}
            >
              {t("move_down")}
            </Button>
            <Button tight kind="plain" icon={trash2Icon} aria-label={t("remove_named", { name })} onClick={remove}>
              {t("remove")}
            </Button>
          </span>
        ) : null}
      </div>
      {isFolded ? (
        <Folded path={[...path, id]} name={name}>
          {() => children({ id, path: [...path, id], value })}
        </Folded>
      ) : (
        children({ id, path: [...path, id], value })
      )}
    </li>
  );
}

/** What edits a member, drawn once it is opened; one with something to mend says so while it is shut. */
function Folded({ path, name, children }: { path: FieldPath; name: string; children: () => ReactNode }) {
  const t = useTranslator(builderCatalogue);
  const [isOpen, setIsOpen] = useState(false);
  const open = useFindingsAt(path).filter(({ severity }) => severity === "must").length;
  return (
    <details
      className="member-fold"
      id={fieldId(path)}
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        {isOpen ? t("fold") : t("edit")}
        <span className="vh">: {name}</span>
        {open > 0 ? <span className="state warn">{t("step_open", { count: open })}</span> : null}
      </summary>
      {isOpen ? <div className="member-body">{children()}</div> : null}
    </details>
  );
}

/** The name of a list's member, by the field that names it. */
function nameOfMember(member: JsonObject): string | null {
  const id = namesOf([member])[0];
  return id ?? null;
}

/** Paths are new arrays on every render of a page; the same words in them are the same path. */
function samePath<Props extends { readonly path: FieldPath }>(before: Props, after: Props): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Props>;
  for (const name of names) {
    const [old, made] = [before[name], after[name]];
    if (Object.is(old, made)) continue;
    const areSamePaths = Array.isArray(old) && Array.isArray(made) && old.join("/") === made.join("/");
    if (!areSamePaths) return false;
  }
  return true;
}
