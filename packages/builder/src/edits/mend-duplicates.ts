import { diffJson, isObject, type Json, type JsonObject, placedItems, type Protocol } from "@kendali/domain";
import { freeKey } from "../controlled/free-key.ts";
import type { Edit } from "./edit-session.ts";

/** A member of a list that bore the name of another one before it, and what became of it. */
export type Twin = {
  /** Where it stands now, as edits name it; where its list stands, when it was joined to the first. */
  readonly path: string;
  readonly from: string;
  /** Its name now. Null: its name is not its own to choose (a role, a planned form), so it was joined to the first. */
  readonly to: string | null;
};

/**
 * A document in which no list names two members alike, and no two items of the study have one key, so that a path of
 * names leads to one part. Of members with one name the first stays, and whatever names it goes on meaning the first; a
 * later one gets a free key or code of its own. Where the name is that of another part (a form that a visit plans, the
 * role of a masking level) the later one is joined to the first: what only it says is kept there. The very same document
 * where every name is free.
 */
export function tellTwinsApart(protocol: Protocol): { readonly document: Protocol; readonly twins: readonly Twin[] } {
  const keys = placedItems(protocol).map(({ item }) => item.key);
  const work: Work = { twins: [], items: { all: new Set(keys), seen: new Set() } };
  const document = apart(protocol as unknown as Json, [], work);
  return work.twins.length === 0
    ? { document: protocol, twins: [] }
    : { document: document as unknown as Protocol, twins: work.twins };
}

/**
 * The edits that do so. Paths cannot tell twins apart, so their lists change as a whole. No edit where every name is free.
 */
export function mendDuplicateKeys(protocol: Protocol): readonly Edit[] {
  return diffJson(protocol as unknown as Json, tellTwinsApart(protocol).document as unknown as Json, []);
}

type Names = { readonly all: Set<string>; readonly seen: Set<string> };
type Work = { readonly twins: Twin[]; readonly items: Names };
type Path = readonly string[];

/** What names a member; the first that all members of a list have. The domain's paths go by the same. */
const namingFields = ["key", "code", "form", "role", "arm"] as const;
type NamingField = (typeof namingFields)[number];

function apart(node: Json, path: Path, work: Work): Json {
  if (Array.isArray(node)) return listApart(node, path, work);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [name, apart(child, [...path, name], work)]),
  ) as JsonObject;
}

function listApart(list: readonly Json[], path: Path, work: Work): Json {
  const field = namingFields.find((name) => list.every((member) => nameIn(member, name) !== null));
  if (field === undefined) return unnamedApart(list, path, work);
  const isOwn = field === "key" || field === "code";
  const members = isOwn
    ? withFreeNames(list, field, path, isItems(path) ? work.items : namesOf(list, field), work)
    : withoutTwins(list, field, path, work);
  const named = path.join("/") === "sites" ? withFreeSiteCodes(members, work) : members;
  return named.map((member) => apart(member, [...path, nameIn(member, field) ?? ""], work));
}

/** A list of names, sizes or strata that has each of them once; other lists without names stay as they are. */
function unnamedApart(list: readonly Json[], path: Path, work: Work): Json {
  const isOnce = /^(languages|allocation\/strata|allocation\/blockSizes|scales\/[^/]*\/(items|reversed))$/u.test(
    path.join("/"),
  );
  const seen = new Set<string>();
  return list.flatMap((member, index): Json[] => {
    const name = isOnce ? (isObject(member) ? stratumOf(member) : String(member)) : null;
    if (name === null) return [apart(member, [...path, String(index + 1)], work)];
    if (!seen.has(name)) {
      seen.add(name);
      return [member];
    }
    work.twins.push({ path: path.join("/"), from: name, to: null });
    return [];
  });
}

function stratumOf(member: JsonObject): string | null {
  if (member["source"] === "site") return "site";
  return member["source"] === "item" && typeof member["item"] === "string" ? member["item"] : null;
}

function withFreeNames(
  list: readonly Json[],
  field: NamingField,
  path: Path,
  { all, seen }: Names,
  work: Work,
): readonly Json[] {
  return list.map((member) => {
    const from = nameIn(member, field) ?? "";
    if (!seen.has(from) || !isObject(member)) {
      seen.add(from);
      return member;
    }
    const isCode = typeof member[field] === "number";
    const to = isCode ? String(freeCode(all)) : freeKey(from, all);
    seen.add(to);
    all.add(to);
    work.twins.push({ path: [...path, to].join("/"), from, to });
    return { ...member, [field]: isCode ? Number(to) : to };
  });
}

/** The next after the highest code; where there is none, the lowest that is free. */
function freeCode(taken: ReadonlySet<string>): number {
  const next = Math.max(0, ...[...taken].map(Number)) + 1;
  if (Number.isSafeInteger(next)) return next;
  let free = 1;
  while (taken.has(String(free))) free += 1;
  return free;
}

function withoutTwins(list: readonly Json[], field: NamingField, path: Path, work: Work): readonly Json[] {
  const first = new Map<string, Json>();
  for (const member of list) {
    const name = nameIn(member, field) ?? "";
    const before = first.get(name);
    first.set(name, before === undefined ? member : joined(before, member));
    if (before !== undefined) work.twins.push({ path: path.join("/"), from: name, to: null });
  }
  return [...first.values()];
}

/** One of two that are of the same part: yes where either says yes, both texts where they differ, what only one has. */
function joined(first: Json, twin: Json): Json {
  if (typeof first === "boolean" && typeof twin === "boolean") return first || twin;
  if (!isObject(first) || !isObject(twin)) return first;
  const isText = typeof first["id"] === "string" && typeof first["en"] === "string";
  const names = [...new Set([...Object.keys(first), ...Object.keys(twin)])];
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const [one, other] = [first[name], twin[name]];
      if (one === undefined || other === undefined) return [[name, one ?? other ?? null]];
      if (!isText || typeof one !== "string" || typeof other !== "string") return [[name, joined(one, other)]];
      return [[name, one.includes(other) ? one : [one, other].filter((text) => text.trim() !== "").join("\n")]];
    }),
  );
}

/** A site's code begins the numbers of its participants: two sites with one could not be told apart. */
function withFreeSiteCodes(sites: readonly Json[], work: Work): readonly Json[] {
  const all = new Set(sites.map((site) => nameIn(site, "code") ?? ""));
  const seen = new Set<string>();
  return sites.map((site) => {
    const from = nameIn(site, "code");
    const to = from === null || !seen.has(from) ? from : freeSiteCode(from, all);
    if (to === null || from === null || !isObject(site)) return site;
    seen.add(to);
    all.add(to);
    if (to === from) return site;
    work.twins.push({ path: ["sites", nameIn(site, "key") ?? "", "code"].join("/"), from, to });
    return { ...site, code: to };
  });
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** A code of two to four capitals that no site has, as near to the wished one as there is. */
function freeSiteCode(wished: string, taken: ReadonlySet<string>): string {
  const begins = [wished.slice(0, 3), wished.slice(0, 2), ...letters.flatMap((a) => letters.map((b) => `${a}${b}`))];
  const free = begins.flatMap((begin) => letters.map((letter) => `${begin}${letter}`)).find((code) => !taken.has(code));
  return free ?? wished;
}

function isItems(path: Path): boolean {
  return path.length === 5 && path[0] === "forms" && path[4] === "items";
}

function namesOf(list: readonly Json[], field: NamingField): Names {
  return { all: new Set(list.map((member) => nameIn(member, field) ?? "")), seen: new Set() };
}

function nameIn(member: Json | undefined, field: NamingField): string | null {
  const name = isObject(member) && Object.hasOwn(member, field) ? member[field] : undefined;
  return typeof name === "string" || typeof name === "number" ? String(name) : null;
}
