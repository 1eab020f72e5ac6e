import type {
  AmendmentImpact,
  ChangeImpact,
  ImpactStatement,
  Json,
  LocalizedText,
  Problem,
  ProtocolChange,
  TouchedData,
} from "@kendali/domain";

/** One change as people read it: where, what it was and becomes, what it touches and what happens to that. */
export type ChangeView = {
  readonly path: readonly string[];
  readonly kind: ProtocolChange["kind"];
  readonly aspect: ProtocolChange["aspect"];
  /** Of a plain value; of a part that comes or goes its name is in `name`. */
  readonly from: Json;
  readonly to: Json;
  readonly name: LocalizedText | null;
  /** Null where the viewer is not told how many there are. */
  readonly touched: TouchedData;
  readonly statement: ImpactStatement;
  readonly problems: readonly Problem[];
};

export function changeViews(impact: AmendmentImpact): readonly ChangeView[] {
  return impact.changes.map(changeView);
}

function changeView({ change, touched, statement, problems }: ChangeImpact): ChangeView {
  const { path, kind, aspect } = change;
  const from = change.kind === "change" ? change.from : change.kind === "remove" ? change.value : null;
  const to = change.kind === "change" ? change.to : change.kind === "add" ? change.value : null;
  return {
    path,
    kind,
    aspect,
    from: isPlain(from) ? from : null,
    to: isPlain(to) ? to : null,
    name: nameIn(to) ?? nameIn(from),
    touched,
    statement,
    problems,
  };
}

function isPlain(value: Json): boolean {
  return value === null || typeof value !== "object";
}

const nameFields = ["label", "title", "name", "heading", "question", "text"] as const;

/** What a part of a document calls itself; a text itself is its own name. */
function nameIn(value: Json): LocalizedText | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  if (typeof value["id"] === "string" && typeof value["en"] === "string") return { id: value["id"], en: value["en"] };
  for (const field of nameFields) {
    const found = nameIn(value[field] ?? null);
    if (found !== null) return found;
  }
  return null;
}

/** What is kept of an amendment's impact: for each change where, what happens, and how much it touched. */
export type StoredImpact = readonly {
  readonly path: readonly string[];
  readonly kind: ProtocolChange["kind"];
  readonly statement: ImpactStatement;
  readonly touched: TouchedData;
  /** Counts who was treated: not told while the arms are masked. */
  readonly hidden: boolean;
}[];

export function storedImpact(whole: AmendmentImpact, masked: AmendmentImpact): StoredImpact {
  return whole.changes.map(({ change, statement, touched }, index) => ({
    path: change.path,
    kind: change.kind,
    statement,
    touched,
    hidden: masked.changes[index]?.touched === null,
  }));
}
