import { diffJson, type Json, pathExists, placedItems, type Protocol } from "@kendali/domain";
import type { Edit } from "./edit-session.ts";
import { mapReferences, type PartKind, type PartReference } from "./map-references.ts";

const listNames = {
  site: "sites",
  epoch: "epochs",
  arm: "arms",
  intervention: "interventions",
  visit: "visits",
  form: "forms",
  codelist: "codelists",
  scale: "scales",
  outcome: "outcomes",
  population: "populations",
  estimand: "estimands",
} as const satisfies Record<Exclude<PartKind, "item">, keyof Protocol>;

/** What refers to a part, and the edits that take it away. */
export type Removal = {
  /** The part goes, and every place that can do without a name loses it. One step of the way back. */
  readonly edits: readonly Edit[];
  /** Places that lose the name. */
  readonly cleared: readonly PartReference[];
  /** Places that cannot do without: they go on naming what is gone, and are open until somebody chooses. */
  readonly left: readonly PartReference[];
};

/** Every place that names a part; assumptions that are about it included. */
export function partReferences(protocol: Protocol, kind: PartKind, name: string): readonly PartReference[] {
  const found: PartReference[] = [];
  mapReferences(protocol, { kind, name, to: null }, (reference) => found.push(reference));
  const path = pathOf(protocol, kind, name);
  const about = protocol.assumptions.filter(
    (assumption) => path !== null && assumption.about.some((own) => isAbout(own, path)),
  );
  return [...unique(found), ...about.map(({ key }) => ({ path: `assumptions/${key}/about`, isNeeded: false }))];
}

/**
 * The edits that give a part another key, wherever it is named; the key itself last, so that every path is one of the
 * document as it stands. No edit where there is no such part, or the key is its own. Whether the new key is free is the
 * caller's to ask.
 */
export function renameKey(protocol: Protocol, kind: PartKind, name: string, to: string): readonly Edit[] {
  const path = pathOf(protocol, kind, name);
  if (path === null || name === to) return [];
  const renamed = mapReferences(protocol, { kind, name, to }, () => undefined);
  const place = path.split("/");
  const assumptions = renamed.assumptions.map((assumption) => ({
    ...assumption,
    about: assumption.about.map((own) => (isAbout(own, path) ? renamedPath(own, kind, name, to) : own)),
  }));
  return [
    ...differences(protocol, { ...renamed, assumptions }, kind, name, to),
    { path: [...place, "key"], kind: "change", from: name, to },
  ];
}

/** What taking a part away would do, before it is done. No edit where there is no such part. */
export function removePart(protocol: Protocol, kind: PartKind, name: string): Removal {
  const path = pathOf(protocol, kind, name);
  if (path === null) return { edits: [], cleared: [], left: [] };
  const references = partReferences(protocol, kind, name).filter((reference) => !reference.path.startsWith(`${path}/`));
  const cleared = mapReferences(protocol, { kind, name, to: null }, () => undefined);
  const without = withoutPart(cleared, kind, name);
  const orphaned = new Set<string>();
  const assumptions = without.assumptions.map((assumption) => {
    const about = assumption.about.filter((own) => !(isAbout(own, path) && !pathExists(asJson(without), own)));
    if (about.length > 0) return { ...assumption, about };
    orphaned.add(`assumptions/${assumption.key}/about`);
    return assumption;
  });
  const isLeft = (reference: PartReference): boolean => reference.isNeeded || orphaned.has(reference.path);
  return {
    edits: diffJson(asJson(protocol), asJson({ ...without, assumptions }), []),
    cleared: references.filter((reference) => !isLeft(reference)),
    left: references.filter(isLeft),
  };
}

/** Where a part stands, as edits name it; null where there is none. */
function pathOf(protocol: Protocol, kind: PartKind, name: string): string | null {
  if (kind === "item") {
    const placed = placedItems(protocol).find(({ item }) => item.key === name);
    return placed === undefined
      ? null
      : `forms/${placed.form.key}/sections/${placed.section.key}/items/${placed.item.key}`;
  }
  const list: readonly { readonly key: string }[] = protocol[listNames[kind]] ?? [];
  return list.some(({ key }) => key === name) ? `${listNames[kind]}/${name}` : null;
}

/** Whether what an assumption is about is the part or something in it; its paths may leave out names of lists. */
function isAbout(own: string, path: string): boolean {
  const steps = own.split("/").filter((step) => step !== "");
  const places = path.split("/").filter((step) => step !== "sections" && step !== "items");
  const shortened = steps[0] === "forms" ? steps.filter((step) => step !== "sections" && step !== "items") : steps;
  return places.every((step, index) => shortened[index] === step);
}

function renamedPath(own: string, kind: PartKind, name: string, to: string): string {
  const steps = own.split("/");
  const index = kind === "item" ? steps.lastIndexOf(name) : steps.indexOf(name, 1);
  return steps.with(index, to).join("/");
}

function withoutPart(protocol: Protocol, kind: PartKind, name: string): Protocol {
  if (kind !== "item") {
    const list = listNames[kind];
    const kept: readonly { readonly key: string }[] = (protocol[list] ?? []).filter(({ key }) => key !== name);
    return { ...protocol, [list]: kept };
  }
  return {
    ...protocol,
    forms: protocol.forms.map((form) => ({
      ...form,
      sections: form.sections.map((section) => ({
        ...section,
        items: section.items.filter(({ key }) => key !== name),
      })),
    })),
  };
}

/** The edits between the two, but for members of lists that are named by the part and would be said to be others. */
function differences(before: Protocol, after: Protocol, kind: PartKind, name: string, to: string): readonly Edit[] {
  if (kind !== "form" && kind !== "arm") return diffJson(asJson(before), asJson(after), []);
  const { visits, allocation } = before;
  const kept: Protocol = {
    ...after,
    ...(kind === "form"
      ? { visits: after.visits.map((visit, index) => ({ ...visit, forms: visits[index]?.forms ?? visit.forms })) }
      : {}),
    ...(kind === "arm" && after.allocation !== null
      ? { allocation: { ...after.allocation, ratio: allocation?.ratio ?? after.allocation.ratio } }
      : {}),
  };
  const members: readonly (readonly string[])[] =
    kind === "form"
      ? visits.flatMap(({ key, forms }) =>
          forms.some(({ form }) => form === name) ? [["visits", key, "forms", name]] : [],
        )
      : (allocation?.ratio ?? []).some(({ arm }) => arm === name)
        ? [["allocation", "ratio", name]]
        : [];
  const field = kind === "form" ? "form" : "arm";
  return [
    ...diffJson(asJson(before), asJson(kept), []),
    ...members.map((path): Edit => ({ path: [...path, field], kind: "change", from: name, to })),
  ];
}

function unique(references: readonly PartReference[]): readonly PartReference[] {
  return [...new Map(references.map((reference) => [reference.path, reference])).values()];
}

function asJson(protocol: Protocol): Json {
  return protocol as unknown as Json;
}
