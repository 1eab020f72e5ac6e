import {
  invariant,
  participantProtocol,
  placedItems,
  type Form,
  type Item,
  type ItemValue,
  type Protocol,
  type Visit,
} from "@kendali/domain";
import type { EntryData, ParticipantData } from "./study-data.ts";
import type { Cell } from "./table.ts";
import type { CellMissingReason } from "./words.ts";

/** What came of a visit: it was held, or the reason why there is nothing of it. */
export type VisitStatus =
  | "done"
  | "visit_missed"
  | "withdrawn"
  | "lost_to_follow_up"
  | "not_allocated"
  | "not_entered"
  | "not_available"
  | "not_applicable"
  | "wrong_arm";

/** A participant with its entries by visit and form, and what came of each visit. */
export type ParticipantView = {
  readonly participant: ParticipantData;
  readonly entriesOf: (visit: string) => readonly EntryData[];
  readonly entry: (visit: string, form: string) => EntryData | undefined;
  readonly visitStatus: (visit: Visit) => VisitStatus;
  /** What an empty cell is called when nothing else explains it. */
  readonly absent: "not_entered" | "not_available";
  /** The date on which the visit was held: the first of its forms. */
  readonly visitDate: (visit: Visit) => string | null;
  /** The document that rules her: of several versions the newest that captured something of her, with what is older. */
  readonly own: Protocol;
  /** Whether the version that captured an entry asked an item. */
  readonly wasAsked: (entry: EntryData, item: Item) => boolean;
  /** Whether it offered a code of the item's list: what could not be ticked was not left out. */
  readonly wasOffered: (entry: EntryData, item: Item, code: number) => boolean;
};

/** Indexes one participant's entries. */
export function viewParticipant(
  protocol: Protocol,
  participant: ParticipantData,
  versions: readonly Protocol[] | undefined,
): ParticipantView {
  const own = versions === undefined ? protocol : ownProtocol(versions, participant);
  const isRetired = (visit: Visit): boolean =>
    versions !== undefined &&
    ![own, versions.at(-1)].some((version) => version?.visits.some(({ key }) => key === visit.key));
  const entries = new Map(participant.entries.map((entry) => [`${entry.visit}/${entry.form}`, entry]));
  const byVisit = new Map<string, EntryData[]>();
  for (const entry of participant.entries) {
    const held = byVisit.get(entry.visit);
    if (held === undefined) byVisit.set(entry.visit, [entry]);
    else held.push(entry);
  }
  const missed = new Set(participant.missed.map((item) => item.visit));
  const ended = new Set(participant.ends.map((end) => end.kind));
  // What a study made from publications lacks was never asked for; it is not waiting to be entered.
  const absent = participant.consent.status === "not_available" ? "not_available" : "not_entered";
  return {
    participant,
    absent,
    own,
    wasAsked: (entry, item) => versions === undefined || asks(versions, entry, item),
    wasOffered: (entry, item, code) => versions === undefined || offers(versions, entry, item, code),
    entriesOf: (visit) => byVisit.get(visit) ?? [],
    entry: (visit, form) => entries.get(`${visit}/${form}`),
    visitStatus: (visit) => {
      if (byVisit.has(visit.key)) return "done";
      if (missed.has(visit.key)) return "visit_missed";
      if (visit.arms !== undefined && participant.arm !== null && !visit.arms.includes(participant.arm))
        return "wrong_arm";
      if (ended.has("duplicate") || isRetired(visit)) return "not_applicable";
      if (ended.has("withdrawal")) return "withdrawn";
      if (ended.has("lost_to_follow_up")) return "lost_to_follow_up";
      if (protocol.allocation !== null && visit.anchor === "allocation" && participant.allocatedOn === null)
        return "not_allocated";
      return absent;
    },
    visitDate: (visit) => {
      const dates = (byVisit.get(visit.key) ?? []).flatMap((entry) =>
        entry.performedOn === null ? [] : [entry.performedOn],
      );
      return dates.toSorted()[0] ?? null;
    },
  };
}

function ownProtocol(versions: readonly Protocol[], { entries }: ParticipantData): Protocol {
  const versionOf = (entry: EntryData) => versions.find(({ version }) => version === entry.protocolVersion);
  const newest = versions.findLast(({ version }) => entries.some((entry) => entry.protocolVersion === version));
  const own = newest ?? versions.at(-1);
  invariant(own !== undefined, "a study has a version");
  return participantProtocol(
    own,
    entries.flatMap((entry) => {
      const version = versionOf(entry);
      return version === undefined || version === own ? [] : [{ visit: entry.visit, form: entry.form, version }];
    }),
  );
}

const askedIn = new WeakMap<Protocol, ReadonlySet<string>>();

/** An entry of a version that is not known was asked everything. */
function asks(versions: readonly Protocol[], entry: EntryData, item: Item): boolean {
  const version = versions.find((candidate) => candidate.version === entry.protocolVersion);
  if (version === undefined) return true;
  const known = askedIn.get(version) ?? new Set(placedItems(version).map((one) => `${one.form.key}/${one.item.key}`));
  askedIn.set(version, known);
  return known.has(`${entry.form}/${item.key}`) || entry.values[item.key] !== undefined;
}

/** An entry of a version that is not known was offered everything. */
function offers(versions: readonly Protocol[], entry: EntryData, item: Item, code: number): boolean {
  const version = versions.find((candidate) => candidate.version === entry.protocolVersion);
  const list = version?.codelists.find(({ key }) => key === item.codelist);
  return list === undefined || list.codes.some((one) => one.code === code);
}

/** An item's value at a visit as stored, or why there is none. */
export type ItemReading =
  | { readonly value: Exclude<ItemValue, { readonly m: unknown }>; readonly missing: null }
  | { readonly value: null; readonly missing: CellMissingReason };

/** Reads one item of one form at one visit. */
export function readItem(view: ParticipantView, visit: Visit, form: Form, item: Item): ItemReading {
  const entry = view.entry(visit.key, form.key);
  if (entry === undefined) {
    const status = view.visitStatus(visit);
    return { value: null, missing: status === "done" ? view.absent : status };
  }
  const value = entry.values[item.key];
  if (value === undefined && !view.wasAsked(entry, item)) return { value: null, missing: "not_asked" };
  if (value === undefined) {
    return {
      value: null,
      missing: item.relevant !== undefined && entry.status === "complete" ? "not_asked" : view.absent,
    };
  }
  if (isMissing(value)) return { value: null, missing: value.m };
  return { value, missing: null };
}

/** A stored value as one cell of its column; a `spread` item's codes are joined with `;`, as in the long table. */
export function encodeValue(value: Exclude<ItemValue, { readonly m: unknown }>): Cell {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" || typeof value === "string" ? value : value.join(";");
}

function isMissing(value: ItemValue): value is Extract<ItemValue, { readonly m: unknown }> {
  return typeof value === "object" && !Array.isArray(value) && "m" in value;
}
