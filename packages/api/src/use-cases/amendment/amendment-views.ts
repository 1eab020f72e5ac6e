import {
  memberAt,
  wordsAtMeaning,
  type AmendmentImpact,
  type ChangeImpact,
  type ImpactStatement,
  type Json,
  type LocalizedText,
  type Problem,
  type Protocol,
  type ProtocolChange,
  type TouchedData,
} from "@kendali/domain";

/** One change as people read it: where, what it was and becomes, what it touches and what happens to that. */
export type ChangeView = {
  readonly path: readonly string[];
  /** What the parts on the way there call themselves: form, section, item. A part without a name has its key. */
  readonly place: readonly LocalizedText[];
  /** The property of the last of them that changes, e.g. `hardRange/min`; empty where the part itself comes, goes or moves. */
  readonly property: string;
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

export function changeViews(impact: AmendmentImpact, before: Protocol, after: Protocol): readonly ChangeView[] {
  const documents = { before: before as unknown as Json, after: after as unknown as Json };
  return impact.changes.map((change) => changeView(change, documents));
}

/** New words of something that is captured: where, and what it says before and after, in both languages. */
export type MeaningView = {
  /** As `sameMeaning` sends it back. */
  readonly path: string;
  /** What the parts on the way call themselves, to the part whose words change: form, section; or the list of codes. */
  readonly place: readonly LocalizedText[];
  /** The first step of the path: `forms`, `codelists`, … */
  readonly part: string;
  /** `label` or `shortLabel` of an item, and the like; empty of a code. */
  readonly property: string;
  readonly from: LocalizedText | null;
  readonly to: LocalizedText | null;
};

export function meaningViews(impact: AmendmentImpact, before: Protocol, after: Protocol): readonly MeaningView[] {
  return impact.meanings.map((path) => {
    const steps = path.split("/");
    const [part = "", form = "", section = "", item = "", property = ""] = steps;
    const isItem = part === "forms" && steps.length === 5;
    const isCode = part === "codelists";
    const long = isItem ? [part, form, "sections", section, "items", item] : steps.slice(0, isCode ? 2 : -1);
    const { place } = placeOf(long, after as unknown as Json);
    return {
      path,
      // A question is its own name.
      place: isItem && property === "label" ? place.slice(0, -1) : place,
      part,
      property: isItem ? property : isCode ? "" : (steps.at(-1) ?? ""),
      from: wordsAtMeaning(before, path),
      to: wordsAtMeaning(after, path),
    };
  });
}

function changeView(
  { change, touched, statement, problems }: ChangeImpact,
  documents: { readonly before: Json; readonly after: Json },
): ChangeView {
  const { path, kind, aspect } = change;
  const from = change.kind === "change" ? change.from : change.kind === "remove" ? change.value : null;
  const to = change.kind === "change" ? change.to : change.kind === "add" ? change.value : null;
  return {
    path,
    ...placeOf(path, kind === "remove" ? documents.before : documents.after),
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

/** A problem of the document, with the names of the parts that lead to it. */
export type PlacedProblem = Problem & {
  /** The first step of its path. */
  readonly part: string;
  readonly place: readonly LocalizedText[];
  /** What of the last of them, e.g. `label`; empty where it is the part itself. */
  readonly property: string;
};

/** Paths of problems leave out the names of lists inside a part (`forms/milk/pumping/volume`); they are put in again. */
export function placedProblems(problems: readonly Problem[], document: Protocol): readonly PlacedProblem[] {
  return problems.map((problem) => {
    const steps: string[] = [];
    let node: Json | undefined = document as unknown as Json;
    for (const step of problem.path.split("/")) {
      const list: string | null = memberAt(node, step) === undefined ? listWith(node, step) : null;
      if (list !== null) steps.push(list);
      steps.push(step);
      node = memberAt(list === null ? node : memberAt(node, list), step);
    }
    return { ...problem, part: steps[0] ?? "", ...placeOf(steps, document as unknown as Json) };
  });
}

function listWith(node: Json | undefined, step: string): string | null {
  if (node === undefined || node === null || typeof node !== "object" || Array.isArray(node)) return null;
  const found = Object.entries(node).find(([, value]) => Array.isArray(value) && memberAt(value, step) !== undefined);
  return found?.[0] ?? null;
}

function placeOf(path: readonly string[], document: Json): Pick<ChangeView, "place" | "property"> {
  const place: LocalizedText[] = [];
  const property: string[] = [];
  let node: Json | undefined = document;
  for (const [index, step] of path.entries()) {
    const isMember = Array.isArray(node);
    node = memberAt(node, step);
    if (isMember) {
      place.push(nameIn(node ?? null) ?? { id: step, en: step });
      property.length = 0;
    } else if (index > 0) property.push(step);
  }
  const said = property.filter((step) => step !== "id" && step !== "en");
  return { place, property: Array.isArray(node) ? "" : said.join("/") };
}

function isPlain(value: Json): boolean {
  return value === null || typeof value !== "object";
}

const nameFields = ["label", "title", "name", "heading", "question", "text", "note"] as const;

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

/**
 * What is kept of an amendment's impact: for each change where, what happens, and how much it touched. No words of the
 * documents, which may name an arm.
 */
export type StoredImpact = readonly (Pick<ChangeView, "path" | "kind" | "statement" | "touched"> & {
  /** Of what tells the arm, or counts who was treated: not told while the arms are masked. */
  readonly hidden: boolean;
  /** What it touched but for visits and forms that only some groups have. Versions published earlier have none. */
  readonly maskedTouched?: TouchedData;
})[];

/** A kept change as people read it. */
export type ImpactView = Pick<ChangeView, "path" | "place" | "property" | "kind" | "statement" | "touched">;

const tellsArms: ReadonlySet<string> = new Set(["arms", "interventions", "allocation", "blinding"]);

export function storedImpact(whole: AmendmentImpact, masked: AmendmentImpact): StoredImpact {
  return whole.changes.map(({ change: { path, kind }, statement, touched }, index) => ({
    path,
    kind,
    statement,
    touched,
    hidden: tellsArms.has(path[0] ?? "") || masked.changes[index]?.touched === null,
    maskedTouched: masked.changes[index]?.touched ?? null,
  }));
}

/** What a version touched, with the names of the parts in the two documents; a masked viewer gets no hidden change. */
export function impactViews(
  impact: StoredImpact,
  documents: { readonly before: Protocol; readonly after: Protocol },
  tellsAll: boolean,
): readonly ImpactView[] {
  const [before, after] = [documents.before as unknown as Json, documents.after as unknown as Json];
  return impact
    .filter(({ hidden }) => tellsAll || !hidden)
    .map(({ hidden: _hidden, maskedTouched = null, ...change }) => ({
      ...change,
      touched: tellsAll ? change.touched : maskedTouched,
      ...placeOf(change.path, change.kind === "remove" ? before : after),
    }));
}
