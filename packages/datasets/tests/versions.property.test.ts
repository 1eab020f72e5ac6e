import {
  amendmentProblems,
  itemTypeOf,
  placedItems,
  unionProtocol,
  type ItemValue,
  type Protocol,
} from "@kendali/domain";
import {
  amendmentDraw,
  amendmentEdits,
  amendmentWords,
  fillStudy,
  inventedOneGroupProtocol,
  rememberRetired,
} from "@kendali/fixtures";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveDataset, readColumns, type Cell, type DatasetModel, type StudyData } from "@kendali/datasets";

const counts = {
  screenings: 9,
  consents: 9,
  participantsBySite: { melati: 9 },
  screeningsBySite: { melati: 9 },
  forms: [],
  visits: {},
};

/** A line of versions, each what the one before became by edits that the rules allow. */
function chainOf(amendments: readonly (readonly string[])[], seed: number): { versions: Protocol[]; refused: number } {
  const draw = amendmentDraw(seed);
  const versions = [inventedOneGroupProtocol()];
  let refused = 0;
  for (const [index, names] of amendments.entries()) {
    let current = structuredClone(versions.at(-1) ?? inventedOneGroupProtocol());
    current.version = `1.${index + 1}`;
    current.title = amendmentWords("title", draw);
    for (const name of names) {
      const tried = structuredClone(current);
      amendmentEdits[name]?.(tried, draw);
      const problems = amendmentProblems(tried, { versions, counts });
      if (problems.length > 0) refused += 1;
      else current = tried;
    }
    rememberRetired(draw, versions.at(-1) ?? current, current);
    versions.push(current);
  }
  return { versions, refused };
}

/** Participants captured under each version, and some whose later visits were captured under a newer one. */
function dataOf(versions: readonly Protocol[], seed: number): StudyData {
  const filled = versions.map((version, index) => fillStudy(version, { size: 3, seed: seed + index }));
  const participants = filled.flatMap(({ participants: own }, index) =>
    own.map((participant, place) => ({
      ...participant,
      number: `${String(index).padStart(2, "0")}-${participant.number}`,
      entries: participant.entries.flatMap((entry, order) => {
        const later = place === 1 && order > 1 ? Math.min(versions.length - 1, index + 1) : index;
        const other = filled[later]?.participants[place]?.entries.find(
          (one) => one.visit === entry.visit && one.form === entry.form,
        );
        const captured = later === index ? entry : other;
        return captured === undefined ? [] : [{ ...captured, protocolVersion: versions[later]?.version ?? "" }];
      }),
    })),
  );
  const [first] = filled;
  if (first === undefined) throw new Error("a chain has a version");
  return { ...first, screenings: [], protocol: unionProtocol(versions), versions, participants };
}

type Place = { readonly visit: string; readonly form: string; readonly item: string };
const nameOf = ({ visit, form, item }: Place): string => `${visit}/${form}/${item}`;

/** Every stored value of the data that cannot be read back from the tables; empty when nothing was lost or reshaped. */
function lostValues(data: StudyData, model: DatasetModel): string[] {
  const lost: string[] = [];
  const cells = readColumns(model.tables.participants);
  const row = new Map((cells.get("usubjid") ?? []).map((number, index) => [String(number), index]));
  const columns = new Map<string, string[]>();
  const missing = new Map<string, string>();
  for (const column of model.tables.participants.columns) {
    if (column.source === undefined) continue;
    if (column.role === "missing") missing.set(nameOf(column.source), column.name);
    else columns.set(nameOf(column.source), [...(columns.get(nameOf(column.source)) ?? []), column.name]);
  }
  const long = new Map(
    [...model.tables.long.rows()].map((line) => {
      const at = (name: string) => line[model.tables.long.columns.findIndex((column) => column.name === name)];
      return [
        [at("usubjid"), at("visit"), at("form"), at("item")].join("/"),
        { value: at("value"), missing: at("missing_reason") },
      ];
    }),
  );
  const sessions = new Set(
    data.protocol.visits.filter(({ kind }) => kind === "intervention_session").map(({ key }) => key),
  );
  for (const participant of data.participants) {
    for (const entry of participant.entries) {
      for (const [item, value] of Object.entries(entry.values)) {
        const place = { visit: entry.visit, form: entry.form, item };
        const told = long.get(`${participant.number}/${nameOf(place)}`);
        if (!isTold(value, told)) lost.push(`long ${participant.number} ${nameOf(place)}`);
        if (sessions.has(entry.visit)) continue;
        const index = row.get(participant.number) ?? -1;
        const read = (name: string): Cell => cells.get(name)?.[index] ?? null;
        const names = columns.get(nameOf(place)) ?? [];
        const kept = isMissing(value)
          ? read(missing.get(nameOf(place)) ?? "") === value.m
          : Array.isArray(value)
            ? value.every((code) => names.some((name) => isCode(name, code) && read(name) === 1))
            : names.length === 1 && read(names[0] ?? "") === cellOf(value);
        if (!kept) lost.push(`wide ${participant.number} ${nameOf(place)} ${JSON.stringify(value)}`);
      }
    }
  }
  return lost;

  function isCode(name: string, code: number): boolean {
    const column = model.tables.participants.columns.find((one) => one.name === name);
    return column?.label.en.endsWith(`: ${labelOf(data.protocol, column.source?.item ?? "", code)}`) === true;
  }
}

function labelOf(protocol: Protocol, key: string, code: number): string {
  const item = placedItems(protocol).find((placed) => placed.item.key === key)?.item;
  const list = protocol.codelists.find((one) => one.key === item?.codelist);
  return list?.codes.find((one) => one.code === code)?.label.en ?? "?";
}

function isMissing(value: ItemValue): value is Extract<ItemValue, { readonly m: unknown }> {
  return typeof value === "object" && !Array.isArray(value);
}

/** A value as its column has it; several codes as the long table joins them. */
function cellOf(value: Exclude<ItemValue, { readonly m: unknown }>): Cell {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" || typeof value === "string" ? value : value.join(";");
}

function isTold(
  value: ItemValue,
  told: { readonly value: Cell | undefined; readonly missing: Cell | undefined } | undefined,
) {
  if (told === undefined) return false;
  if (isMissing(value)) return told.missing === value.m;
  return told.value === String(cellOf(value));
}

/** The names of the columns by what they hold. */
function namesOf(model: DatasetModel): ReadonlyMap<string, string> {
  return new Map(
    model.tables.participants.columns.map((column) => [
      `${column.role} ${column.source === undefined ? column.name : nameOf(column.source)} ${column.role === "item" && column.kind === "indicator" ? column.name : ""}`,
      column.name,
    ]),
  );
}

const amendment = fc.array(fc.constantFrom(...Object.keys(amendmentEdits)), { minLength: 1, maxLength: 6 });

test("random amendments on random data lose no value, rename no column and reshape nothing", () => {
  let values = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      fc.array(amendment, { minLength: 3, maxLength: 5 }),
      fc.integer({ min: 1, max: 1e6 }),
      (chain, seed) => {
        const made = chainOf(chain, seed);
        const data = dataOf(made.versions, seed);
        const model = deriveDataset(data, { withArm: true });
        expect(lostValues(data, model)).toEqual([]);
        const names = namesOf(model);
        const before = made.versions.slice(0, -1);
        const one = before.length === 1;
        const earlier = deriveDataset(
          {
            ...data,
            protocol: unionProtocol(before),
            participants: data.participants.filter(({ number }) => Number(number.slice(0, 2)) < before.length),
            ...(one ? {} : { versions: before }),
          },
          { withArm: true },
        );
        for (const [what, name] of namesOf(earlier)) expect(names.get(what), what).toBe(name);
        refused += made.refused;
        values += data.participants
          .flatMap(({ entries }) => entries)
          .reduce((sum, entry) => sum + Object.keys(entry.values).length, 0);
      },
    ),
    { numRuns: 30 },
  );
  // The campaign is worth something only if much was captured, and the rules had something to refuse.
  expect(values).toBeGreaterThan(5000);
  expect(refused).toBeGreaterThan(25);
});

test("what the rules refuse would lose something: a type that changes under stored values is told as lost", () => {
  const first = inventedOneGroupProtocol();
  const second = structuredClone(first);
  second.version = "1.1";
  const item = placedItems(second).find((placed) => itemTypeOf(placed.item).columnKind(placed.item) === "codes")?.item;
  if (item === undefined) throw new Error("the invented study has a choice of several");
  item.type = "integer";
  delete item.codelist;
  const data = dataOf([first, second], 3);
  expect(lostValues(data, deriveDataset(data, { withArm: true })).length).toBeGreaterThan(0);
});
