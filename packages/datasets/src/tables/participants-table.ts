import type { Form, Item, Protocol, Visit } from "@kendali/domain";
import { daysBetween, itemTypeOf, participantStatus, scaleOf, unionProtocol } from "@kendali/domain";
import { createStableNamer, joinName, type Namer } from "../column-names.ts";
import { columnKindOf, hasColumn } from "../item-columns.ts";
import { formRevealsArm, hasArms, isFreeText, sortByNumber, visitRevealsArm } from "../masking.ts";
import { encodeValue, readItem, viewParticipant, type ParticipantView } from "../participant-view.ts";
import { flagColumns, populationRules, sessionsGiven, sessionsPlanned } from "../population-flags.ts";
import { scaleDerivation } from "../scale-words.ts";
import type { StudyData } from "../study-data.ts";
import type { Cell, Column, Table } from "../table.ts";
import { columnLabels, derivations, duplicateLabel, missingReasonLabels, statusLabels } from "../words.ts";
import { correctedStrata } from "./corrected-strata.ts";

type PlannedColumn = {
  readonly column: Column;
  /** Whether the column must be absent while the arm is masked. */
  readonly revealsArm: boolean;
  readonly read: (view: ParticipantView) => Cell;
};

/**
 * One row per participant, sorted by number. Columns are planned from the whole protocol and then, where the arm is masked,
 * those that reveal it are left out: so a column has the same name in pooled and in unmasked data.
 */
export function participantsTable(data: StudyData, isMasked: boolean): Table {
  const traits = {
    corrected: correctedStrata(data),
    hasSecondNumbers: data.participants.some(({ ends }) => ends.some((end) => end.kind === "duplicate")),
  };
  // Each version's columns are named after those of the versions before it, so that none is ever renamed.
  const namers = createStableNamer();
  const versions = data.versions ?? [];
  for (let count = 1; count < versions.length; count += 1)
    planColumns(unionProtocol(versions.slice(0, count)), traits, namers());
  const planned = planColumns(data.protocol, traits, namers()).filter((column) => !(isMasked && column.revealsArm));
  return {
    name: "participants",
    columns: planned.map((plan) => plan.column),
    rows: function* () {
      for (const participant of sortByNumber(data.participants)) {
        const view = viewParticipant(data.protocol, participant, data.versions);
        yield planned.map((plan) => plan.read(view));
      }
    },
  };
}

/** Where a participant stands, by the domain's own rule; only visits that every arm has count, so it tells no arm. */
function statusOf(view: ParticipantView): string {
  const { participant } = view;
  const protocol = view.own;
  const recorded = protocol.visits.map((visit) => {
    const entries = view.entriesOf(visit.key);
    return {
      visit: visit.key,
      completeForms: entries.filter((entry) => entry.status === "complete").map((entry) => entry.form),
      performedOn: view.visitDate(visit),
      missedOn: participant.missed.find((missed) => missed.visit === visit.key)?.on ?? null,
      locked: false,
    };
  });
  return participantStatus(protocol, { allocatedOn: participant.allocatedOn, recorded, ends: participant.ends });
}

/** What the data hold beyond the plan: said in the columns only where there is any. */
type Traits = {
  readonly corrected: ReturnType<typeof correctedStrata>;
  readonly hasSecondNumbers: boolean;
};

function planColumns(protocol: Protocol, traits: Traits, name: Namer): readonly PlannedColumn[] {
  return [
    ...designColumns(protocol, name, traits),
    ...populationColumns(protocol, name),
    ...sessionColumns(protocol, name),
    ...protocol.visits
      .filter((visit) => visit.kind !== "intervention_session")
      .flatMap((visit) => visitColumns(protocol, visit, name)),
    ...itemColumns(protocol, name),
  ];
}

function designColumns(protocol: Protocol, name: Namer, traits: Traits): readonly PlannedColumn[] {
  const plain = (
    key: keyof typeof columnLabels,
    kind: Column["kind"],
    read: PlannedColumn["read"],
    revealsArm = false,
  ): PlannedColumn => ({
    column: { name: name(key), kind, role: key === "usubjid" ? "key" : "design", label: columnLabels[key] },
    revealsArm,
    read,
  });
  const masksArm = hasArms(protocol);
  const siteCodes = protocol.sites.map((site) => ({ code: site.key, label: site.name }));
  const site = plain("site", "text", ({ participant }) => participant.site);
  const status: PlannedColumn = {
    column: {
      name: name("status"),
      kind: "text",
      role: "status",
      label: columnLabels.status,
      codes: [
        ...Object.entries(statusLabels).map(([code, label]) => ({ code, label })),
        ...(traits.hasSecondNumbers ? [{ code: "duplicate", label: duplicateLabel }] : []),
      ],
    },
    revealsArm: false,
    read: (view) => statusOf(view),
  };
  const endOf = (view: ParticipantView) => view.participant.ends.find((end) => end.kind !== "discontinuation");
  const stopOf = (view: ParticipantView) => view.participant.ends.find((end) => end.kind === "discontinuation");
  const arm = plain(
    "arm",
    "text",
    ({ participant }) => participant.arm ?? (masksArm ? null : (protocol.arms[0]?.key ?? null)),
    masksArm,
  );
  return [
    plain("usubjid", "text", ({ participant }) => participant.number),
    { ...site, column: { ...site.column, codes: siteCodes } },
    status,
    plain("consent_status", "text", ({ participant }) => participant.consent.status),
    plain("consent_version", "text", ({ participant }) => participant.consent.version),
    plain("consent_on", "date", ({ participant }) => participant.consent.on),
    plain("enrolled_on", "date", ({ participant }) => participant.enrolledOn),
    ...(protocol.allocation === null
      ? []
      : [plain("allocated_on", "date", ({ participant }) => participant.allocatedOn)]),
    { ...arm, column: { ...arm.column, codes: protocol.arms.map((each) => ({ code: each.key, label: each.label })) } },
    ...stratumColumns(protocol, name, traits.corrected),
    plain("end_on", "date", (view) => endOf(view)?.on ?? null),
    // Reasons are written by people and may name the arm.
    plain("end_reason", "text", (view) => endOf(view)?.reason ?? null, masksArm),
    plain("discontinued_on", "date", (view) => stopOf(view)?.on ?? null, masksArm),
    plain("discontinued_reason", "text", (view) => stopOf(view)?.reason ?? null, masksArm),
  ];
}

/**
 * The stratification factors as the allocation used them, which a later change of the item does not touch. Where an error
 * of allocation was recorded with the true level, that is the one analyses adjust for; the other stands in `deviations`.
 */
function stratumColumns(protocol: Protocol, name: Namer, corrected: Traits["corrected"]): readonly PlannedColumn[] {
  const afterVisit = protocol.visits.find((visit) => visit.key === protocol.allocation?.afterVisit);
  return (protocol.allocation?.strata ?? []).flatMap((stratum): readonly PlannedColumn[] => {
    if (stratum.source === "site") return [];
    const at = findForm(protocol, stratum.item);
    const codes = at === null ? undefined : codesOf(protocol, at.item);
    return [
      {
        column: {
          name: name(joinName("stratum", stratum.item)),
          kind: codes === undefined ? "text" : "code",
          role: "design",
          label: at?.item.shortLabel ?? at?.item.label ?? { id: stratum.item, en: stratum.item },
          derivation: corrected.size === 0 ? derivations.stratum : derivations.stratumCorrected,
          ...(codes === undefined ? {} : { codes }),
        },
        revealsArm: false,
        read: (view) => {
          const stored =
            corrected.get(view.participant.number)?.[stratum.item] ?? view.participant.strata?.[stratum.item];
          if (stored !== undefined) return stratumCell(stored, codes);
          if (view.participant.allocatedOn === null || at === null || afterVisit === undefined) return null;
          const reading = readItem(view, afterVisit, at.form, at.item);
          return reading.missing === null ? encodeValue(reading.value) : null;
        },
      },
    ];
  });
}

/** A stored stratum as its code: an allocation list may have written `1` as "1" and yes as "true". */
export function stratumCell(stored: string | number | boolean, codes: Column["codes"]): Cell {
  const text =
    stored === true || stored === "true" ? "1" : stored === false || stored === "false" ? "0" : String(stored);
  return codes?.find(({ code }) => String(code) === text)?.code ?? String(stored);
}

function populationColumns(protocol: Protocol, name: Namer): readonly PlannedColumn[] {
  return flagColumns(protocol).flatMap(({ population, column }): readonly PlannedColumn[] => {
    const rule = populationRules[population.rule];
    const revealsArm = hasArms(protocol) && rule.revealsArm;
    const flag = name(column);
    const derivation = {
      id: `${derivations.flag.id}. ${population.definition.id}`,
      en: `${derivations.flag.en}. ${population.definition.en}`,
    };
    return [
      {
        column: {
          name: flag,
          kind: "text",
          role: "flag",
          label: population.label,
          population: population.key,
          derivation,
        },
        revealsArm,
        read: (view) => (rule.decide(protocol, view, population).member ? "Y" : "N"),
      },
      {
        column: {
          name: name(joinName(flag, "reason")),
          kind: "text",
          role: "flag",
          label: {
            id: `${population.label.id}: alasan tidak termasuk`,
            en: `${population.label.en}: why not included`,
          },
          explains: flag,
        },
        revealsArm,
        read: (view) => rule.decide(protocol, view, population).reason,
      },
    ];
  });
}

function sessionColumns(protocol: Protocol, name: Namer): readonly PlannedColumn[] {
  if (!protocol.visits.some((visit) => visit.kind === "intervention_session")) return [];
  const revealsArm = hasArms(protocol);
  const count = (key: "sessions_planned" | "sessions_given", read: (view: ParticipantView) => Cell): PlannedColumn => ({
    column: {
      name: name(key),
      kind: "number",
      role: "count",
      label: columnLabels[key],
      derivation: derivations.sessions,
    },
    revealsArm,
    read,
  });
  return [
    count("sessions_planned", (view) => sessionsPlanned(view.own, view.participant.arm)),
    count("sessions_given", (view) => sessionsGiven(protocol, view)),
  ];
}

function visitColumns(protocol: Protocol, visit: Visit, name: Namer): readonly PlannedColumn[] {
  const revealsArm = visitRevealsArm(protocol, visit);
  const labelled = (what: { id: string; en: string }) => ({
    id: `${visit.label.id}: ${what.id}`,
    en: `${visit.label.en}: ${what.en}`,
  });
  const codes = [
    { code: "done", label: { id: "Dilakukan", en: "Done" } },
    ...Object.entries(missingReasonLabels).map(([code, label]) => ({ code, label })),
  ];
  return [
    {
      column: {
        name: name(joinName("status", visit.key)),
        kind: "text",
        role: "status",
        label: labelled({ id: "status kunjungan", en: "visit status" }),
        visit: visit.key,
        codes,
        derivation: derivations.visitStatus,
      },
      revealsArm,
      read: (view) => view.visitStatus(visit),
    },
    {
      column: {
        name: name(joinName("date", visit.key)),
        kind: "date",
        role: "design",
        label: labelled({ id: "tanggal", en: "date" }),
        visit: visit.key,
      },
      revealsArm,
      read: (view) => view.visitDate(visit),
    },
    {
      column: {
        name: name(joinName("day", visit.key)),
        kind: "number",
        role: "design",
        label: labelled({ id: "hari penelitian", en: "study day" }),
        visit: visit.key,
        derivation: derivations.day,
      },
      revealsArm,
      read: (view) => studyDay(protocol, view, visit, view.visitDate(visit)),
    },
  ];
}

function itemColumns(protocol: Protocol, name: Namer): readonly PlannedColumn[] {
  const visits = protocol.visits.filter((visit) => visit.kind !== "intervention_session");
  const held = new Map<string, number>();
  for (const visit of visits) for (const { form } of visit.forms) held.set(form, (held.get(form) ?? 0) + 1);
  return visits.flatMap((visit) =>
    visit.forms.flatMap((reference) => {
      const form = protocol.forms.find((candidate) => candidate.key === reference.form);
      if (form === undefined) return [];
      const isRepeated = (held.get(form.key) ?? 0) > 1;
      const items = form.sections.flatMap((section) => section.items).filter(hasColumn);
      return items.flatMap((item) => columnsOfItem({ protocol, visit, form, item, isRepeated, name }));
    }),
  );
}

type ItemPlace = {
  readonly protocol: Protocol;
  readonly visit: Visit;
  readonly form: Form;
  readonly item: Item;
  readonly isRepeated: boolean;
  readonly name: Namer;
};

function columnsOfItem(planned: ItemPlace): readonly PlannedColumn[] {
  const { protocol, visit, form, item, isRepeated, name } = planned;
  const kind = columnKindOf(item);
  if (kind === "none") return [];
  const revealsArm =
    hasArms(protocol) && (visitRevealsArm(protocol, visit) || formRevealsArm(form) || isFreeText(item));
  const own = item.shortLabel ?? item.label;
  const label = isRepeated ? { id: `${own.id} (${visit.label.id})`, en: `${own.en} (${visit.label.en})` } : own;
  const place = `${visit.key}/${form.key}`;
  const wish = (stem: string) => name(isRepeated ? joinName(stem, visit.key) : stem, `${place}/${stem}`);
  const source = { visit: visit.key, form: form.key, item: item.key };
  const common = { role: "item" as const, source, ...(item.unit === undefined ? {} : { unit: item.unit }) };
  const reading = rememberLast((view) => readItem(view, visit, form, item));
  const codes = codesOf(protocol, item);
  const values: readonly PlannedColumn[] =
    kind === "spread"
      ? (codes ?? []).map(({ code, label: option }) => ({
          column: {
            ...common,
            name: wish(`${item.key}_${String(code).replace("-", "m")}`),
            kind: "indicator" as const,
            label: { id: `${label.id}: ${option.id}`, en: `${label.en}: ${option.en}` },
            codes: yesNoCodes,
            derivation: derivations.multiple,
          },
          revealsArm,
          read: (view: ParticipantView) => {
            const { value } = reading(view);
            if (!Array.isArray(value)) return null;
            if (value.includes(Number(code))) return 1;
            const entry = view.entry(visit.key, form.key);
            return entry === undefined || view.wasOffered(entry, item, Number(code)) ? 0 : null;
          },
        }))
      : [
          {
            column: {
              ...common,
              name: wish(item.key),
              kind,
              label,
              ...(item.decimals === undefined ? {} : { decimals: item.decimals }),
              ...(codes === undefined ? {} : { codes }),
              ...derivationOf(protocol, item),
            },
            revealsArm,
            read: (view) => {
              const read = reading(view);
              return read.missing === null ? encodeValue(read.value) : null;
            },
          },
        ];
  const first = values[0]?.column.name;
  if (first === undefined) return [];
  return [
    ...values,
    {
      column: {
        name: name(joinName(first, "missing"), `${place}/${item.key} missing`),
        kind: "text",
        role: "missing",
        label: { id: `${label.id}: alasan data hilang`, en: `${label.en}: missing reason` },
        explains: first,
        source,
        codes: Object.entries(missingReasonLabels).map(([code, reason]) => ({ code, label: reason })),
      },
      revealsArm,
      read: (view) => reading(view).missing,
    },
  ];
}

/** How a column came about, where it is not simply what was entered. */
function derivationOf(protocol: Protocol, item: Item): Pick<Column, "derivation"> {
  const scale = scaleOf(protocol, item);
  if (scale !== null) return { derivation: scaleDerivation(protocol, scale) };
  if (item.calculation !== undefined) return { derivation: { id: item.calculation, en: item.calculation } };
  const kind = itemTypeOf(item).columnKind(item);
  if (kind === "partial_date") return { derivation: derivations.partialDate };
  return kind === "file" ? { derivation: derivations.file } : {};
}

/** An item's columns and its companion are read one after another from the same participant: read the item once. */
function rememberLast<T>(read: (view: ParticipantView) => T): (view: ParticipantView) => T {
  let last: { readonly view: ParticipantView; readonly value: T } | null = null;
  return (view) => {
    if (last?.view !== view) last = { view, value: read(view) };
    return last.value;
  };
}

export const yesNoCodes = [
  { code: 0, label: { id: "Tidak", en: "No" } },
  { code: 1, label: { id: "Ya", en: "Yes" } },
] as const;

/** The codes of an item's code list, 0/1 for yes/no, nothing for the others. */
export function codesOf(protocol: Protocol, item: Item): Column["codes"] {
  if (item.codelist !== undefined) return protocol.codelists.find((list) => list.key === item.codelist)?.codes;
  return columnKindOf(item) === "indicator" ? yesNoCodes : undefined;
}

/** The study day of a date, counted from the visit's anchor; `null` where the anchor or the date is not known. */
export function studyDay(protocol: Protocol, view: ParticipantView, visit: Visit, date: string | null): number | null {
  const { participant, own } = view;
  // A visit that was begun keeps the day it was counted from, whatever a later version says.
  const counted = own.visits.find(({ key }) => key === visit.key)?.anchor ?? visit.anchor;
  const anchor =
    counted === "enrolment"
      ? participant.enrolledOn
      : counted === "allocation"
        ? participant.allocatedOn
        : deliveryDate(protocol, view);
  if (anchor === null || date === null) return null;
  return daysBetween(anchor, date) + (counted === "delivery" ? 0 : 1);
}

function deliveryDate(protocol: Protocol, view: ParticipantView): string | null {
  if (protocol.deliveryItem === null) return null;
  for (const entry of view.participant.entries) {
    const value = entry.values[protocol.deliveryItem];
    if (typeof value === "string") return value.slice(0, 10);
  }
  return null;
}

function findForm(protocol: Protocol, itemKey: string): { readonly form: Form; readonly item: Item } | null {
  for (const form of protocol.forms) {
    const item = form.sections.flatMap((section) => section.items).find((candidate) => candidate.key === itemKey);
    if (item !== undefined) return { form, item };
  }
  return null;
}
