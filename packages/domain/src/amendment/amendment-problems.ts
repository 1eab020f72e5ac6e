import type { AmendmentProblemCode } from "../problems.ts";
import { canonicalJson } from "../protocol/canonical.ts";
import { placedItems, type PlacedItem } from "../protocol/problem-path.ts";
import type { LocalizedText, Protocol, Visit } from "../protocol/types.ts";
import type { Problem, RefusalParams } from "../result.ts";
import { runningAllocationProblems } from "../study/running-allocation-problems.ts";
import { participantsIn, type AmendmentCounts } from "./amendment-counts.ts";
import { takenWords } from "./exchanged-words.ts";
import { plainWords } from "./plain-words.ts";

/** The versions of a study that were published, oldest first, and what it holds. */
export type AmendmentGround = {
  readonly versions: readonly Protocol[];
  readonly counts: AmendmentCounts;
};

/**
 * Why a document cannot follow the versions of a running study: each part that data stand against, with its path and how
 * to do it instead. Whether there may be data is asked of the study as a whole (has it participants?), never of a form:
 * a form that is open on a device counts as data, and no refusal tells who was treated.
 */
export function amendmentProblems(after: Protocol, ground: AmendmentGround): readonly Problem[] {
  const before = ground.versions.at(-1);
  if (before === undefined) return [];
  const isUsed = participantsIn(ground.counts) > 0;
  return [
    ...documentProblems(before, after),
    ...consentProblems(ground.versions, after),
    ...maskingProblems(before, after),
    ...(before.allocation === null && after.allocation === null
      ? []
      : runningAllocationProblems(before, after, { arms: true, settings: true })),
    ...(isUsed ? [...placeProblems(before, after), ...itemProblems(ground.versions, after)] : []),
    ...(isUsed ? codeProblems(ground.versions, after) : []),
    ...exchangedProblems(before, after, ground.counts),
    ...(isUsed ? returnedProblems(ground.versions, after) : []),
    ...siteProblems(before, after, ground.counts),
    ...(ground.counts.screenings > 0 ? criterionProblems(ground.versions, after) : []),
  ];
}

/** A form, criterion, site, arm or purpose that takes another one's words: what was recorded would be read as the other. */
function exchangedProblems(before: Protocol, after: Protocol, counts: AmendmentCounts): readonly Problem[] {
  const isScreened = counts.screenings > 0;
  const isUsed = participantsIn(counts) > 0;
  return takenWords(before, after)
    .filter(({ kind }) => {
      if (kind === "question" || kind === "criterion") return isScreened;
      return isUsed || (kind === "purpose" && counts.consents > 0);
    })
    .map(({ path, from, to }) =>
      problem(path, "amendment_words_exchanged", {
        "from:id": from.id,
        "from:en": from.en,
        "to:id": to.id,
        "to:en": to.en,
      }),
    );
}

/** A visit, form or site that comes back as something else: what was captured under its key would be read as that. */
function returnedProblems(versions: readonly Protocol[], after: Protocol): readonly Problem[] {
  const before = versions.at(-1);
  const returned = <Part extends { readonly key: string }>(
    partsOf: (protocol: Protocol) => readonly Part[],
    isSame: (then: Part, now: Part) => boolean,
  ) =>
    partsOf(after).filter((now) => {
      if (before === undefined || partsOf(before).some(({ key }) => key === now.key)) return false;
      const last = versions.flatMap(partsOf).findLast(({ key }) => key === now.key);
      return last !== undefined && !isSame(last, now);
    });
  const visits = returned(
    (protocol) => protocol.visits,
    (then, now) => isSameWords(then.label, now.label) && then.kind === now.kind,
  );
  const forms = returned(
    (protocol) => protocol.forms,
    (then, now) => isSameWords(then.title, now.title) && then.purpose === now.purpose,
  );
  const sites = returned(
    (protocol) => protocol.sites,
    (then, now) => isSameWords(then.name, now.name) && then.code === now.code && then.timeZone === now.timeZone,
  );
  return [
    ...visits.map(({ key }) => problem(`visits/${key}`, "amendment_key_reused", { key })),
    ...forms.map(({ key }) => problem(`forms/${key}`, "amendment_key_reused", { key })),
    ...sites.map(({ key }) => problem(`sites/${key}`, "amendment_key_reused", { key })),
  ];
}

/** A criterion that comes back asking something else: earlier answers stand under its key. */
function criterionProblems(versions: readonly Protocol[], after: Protocol): readonly Problem[] {
  const before = versions.at(-1);
  return after.eligibility.criteria.flatMap(({ key, question }) => {
    if (before?.eligibility.criteria.some((one) => one.key === key) === true) return [];
    const last = versions.flatMap(({ eligibility }) => eligibility.criteria).findLast((one) => one.key === key);
    return last === undefined || isSameWords(last.question, question)
      ? []
      : [problem(`eligibility/criteria/${key}`, "amendment_key_reused", { key })];
  });
}

/** The codes whose words change: each may change only when somebody states that it means the same. */
export function codesWithNewWords(before: Protocol, after: Protocol): readonly string[] {
  return after.codelists.flatMap((list) => {
    const then = before.codelists.find(({ key }) => key === list.key);
    return list.codes
      .filter(({ code, label }) => {
        const old = then?.codes.find((one) => one.code === code);
        return old !== undefined && canonicalJson(old.label) !== canonicalJson(label);
      })
      .map(({ code }) => `codelists/${list.key}/codes/${code}`);
  });
}

function documentProblems(before: Protocol, after: Protocol): readonly Problem[] {
  const { version: _v, date: _d, ...then } = before;
  const { version: _version, date: _date, ...now } = after;
  if (canonicalJson(then) === canonicalJson(now)) return [problem("version", "amendment_nothing_changed")];
  return [
    ...(isHigher(after.version, before.version)
      ? []
      : [problem("version", "amendment_version_not_higher", { from: before.version, to: after.version })]),
    ...(before.key === after.key ? [] : [problem("key", "amendment_key_changed", { from: before.key })]),
    ...(before.design.type === after.design.type ? [] : [problem("design/type", "amendment_design_changed")]),
  ];
}

function isHigher(version: string, than: string): boolean {
  const [a = 0, b = 0] = version.split(".").map(Number);
  const [c = 0, d = 0] = than.split(".").map(Number);
  return a > c || (a === c && b > d);
}

/** One number names one text for ever: what was signed is found by it. */
function consentProblems(versions: readonly Protocol[], after: Protocol): readonly Problem[] {
  const words = ({ consent: { title, sections, purposes } }: Protocol) => canonicalJson({ title, sections, purposes });
  const other = versions.some(
    (version) => version.consent.version === after.consent.version && words(version) !== words(after),
  );
  return other ? [problem("consent/version", "amendment_consent_version", { version: after.consent.version })] : [];
}

/** What tells the arm, and to whom, is promised before anybody is allocated. */
function maskingProblems(before: Protocol, after: Protocol): readonly Problem[] {
  if (before.arms.length < 2) return [];
  const forms = after.forms.flatMap((form) => {
    const then = before.forms.find(({ key }) => key === form.key);
    const tells = (one: typeof form) => one.revealsArm || one.purpose === "intervention";
    return then === undefined || tells(then) === tells(form)
      ? []
      : [problem(`forms/${form.key}`, "amendment_form_masking", { form: form.key })];
  });
  const visits = after.visits.flatMap((visit) => {
    const then = before.visits.find(({ key }) => key === visit.key);
    return then === undefined || armsOf(then, before) === armsOf(visit, after)
      ? []
      : [problem(`visits/${visit.key}/arms`, "amendment_visit_masking", { visit: visit.key })];
  });
  const isSame = canonicalJson(before.blinding.levels) === canonicalJson(after.blinding.levels);
  return [...forms, ...visits, ...(isSame ? [] : [problem("blinding/levels", "amendment_masking_level")])];
}

function armsOf(visit: Visit, protocol: Protocol): string {
  const arms = visit.arms ?? protocol.arms.map(({ key }) => key);
  return `${[...arms].toSorted().join()} ${visit.kind === "intervention_session"}`;
}

/** A site stays for everybody who was screened there: she may still be enrolled, and her screening is read by its name. */
function siteProblems(before: Protocol, after: Protocol, counts: AmendmentCounts): readonly Problem[] {
  return before.sites.flatMap((site) => {
    const isUsed = [counts.participantsBySite, counts.screeningsBySite].some((by) => (by[site.key] ?? 0) > 0);
    const now = after.sites.find(({ key }) => key === site.key);
    if (now === undefined)
      return isUsed ? [problem(`sites/${site.key}`, "amendment_site_removed", { site: site.key })] : [];
    // Numbers of the whole study are read by its codes, and by its time zone what day it is at a site in every version.
    const isNumbered = now.code !== site.code && (participantsIn(counts) > 0 || isUsed);
    return isNumbered || now.timeZone !== site.timeZone
      ? [problem(`sites/${site.key}`, "amendment_site_changed", { site: site.key })]
      : [];
  });
}

/** Arms, visits and the delivery: what participants are found and scheduled by. */
function placeProblems(before: Protocol, after: Protocol): readonly Problem[] {
  // Of a study that allocates, the running list says it.
  const arms = before.arms.filter(
    ({ key }) => before.allocation === null && !after.arms.some((arm) => arm.key === key),
  );
  const gone = before.visits.filter(({ key }) => !after.visits.some((visit) => visit.key === key));
  const made = after.visits.filter(({ key }) => !before.visits.some((visit) => visit.key === key));
  const renamed = gone.flatMap((visit) => {
    const to = made.find((candidate) => isSameWords(candidate.label, visit.label));
    return to === undefined
      ? []
      : [problem(`visits/${visit.key}`, "amendment_visit_renamed", { from: visit.key, to: to.key })];
  });
  // What an arm is compared as: results are told against the control.
  const kinds = after.arms.filter(({ key, kind }) => before.arms.some((arm) => arm.key === key && arm.kind !== kind));
  return [
    ...arms.map(({ key }) => problem(`arms/${key}`, "amendment_arm_removed", { arm: key })),
    ...kinds.map(({ key }) => problem(`arms/${key}/kind`, "amendment_arm_kind", { arm: key })),
    ...renamed,
    ...swappedVisits(before, after),
    ...changedKinds(before, after),
    ...(before.deliveryItem === after.deliveryItem ? [] : [problem("deliveryItem", "amendment_delivery_changed")]),
  ];
}

function itemProblems(versions: readonly Protocol[], after: Protocol): readonly Problem[] {
  const before = versions.at(-1);
  const now = new Map(placedItems(after).map((placed) => [placed.item.key, placed]));
  // Of each key the last version that had it: what it means.
  const known = new Map(versions.flatMap(placedItems).map((placed) => [placed.item.key, placed]));
  const current = new Set((before === undefined ? [] : placedItems(before)).map(({ item }) => item.key));
  const formsRenamed = renamedForms(before ?? after, after);
  return [
    ...formsRenamed.map(({ from, to }) => problem(`forms/${from}`, "amendment_form_renamed", { from, to })),
    ...[...known].flatMap(([key, then]) => {
      const found = now.get(key);
      if (found === undefined) return current.has(key) ? renamedItem(then, after, known) : [];
      if (formsRenamed.some(({ from, to }) => then.form.key === from && found.form.key === to)) return [];
      return [...changedItem(then, found, !current.has(key)), ...swappedItem(before, then, found)];
    }),
  ];
}

/** An item that takes the question of another one of its kind: every answer would be read under the other's name. */
function swappedItem(before: Protocol | undefined, then: PlacedItem, now: PlacedItem): readonly Problem[] {
  if (before === undefined || isSameWords(then.item.label, now.item.label)) return [];
  const twin = placedItems(before).find(
    ({ item, form }) =>
      item.key !== now.item.key &&
      form.key === then.form.key &&
      item.type === now.item.type &&
      isSameWords(item.label, now.item.label),
  );
  return twin === undefined
    ? []
    : [problem(now.path, "amendment_item_renamed", { from: twin.item.key, to: now.item.key })];
}

/** A visit that takes the name of another one: what was captured at it would be read as the other's. */
function swappedVisits(before: Protocol, after: Protocol): readonly Problem[] {
  return after.visits.flatMap((visit) => {
    const then = before.visits.find(({ key }) => key === visit.key);
    if (then === undefined || isSameWords(then.label, visit.label)) return [];
    const twin = before.visits.find(({ key, label }) => key !== visit.key && isSameWords(label, visit.label));
    return twin === undefined
      ? []
      : [problem(`visits/${visit.key}`, "amendment_visit_renamed", { from: twin.key, to: visit.key })];
  });
}

function changedItem(then: PlacedItem, now: PlacedItem, isRetired: boolean): readonly Problem[] {
  const { key } = then.item;
  const differs = (["type", "unit", "codelist"] as const).filter((name) => then.item[name] !== now.item[name]);
  const isMoved = then.form.key !== now.form.key;
  if (isRetired) return differs.length > 0 || isMoved ? [problem(now.path, "amendment_key_reused", { key })] : [];
  const codes = {
    type: "amendment_type_changed",
    unit: "amendment_unit_changed",
    codelist: "amendment_codelist_changed",
  } as const;
  return [
    ...(isMoved ? [problem(then.path, "amendment_item_moved", { key, from: then.form.key, to: now.form.key })] : []),
    ...differs.map((name) =>
      problem(`${now.path}/${name}`, codes[name], { key, from: then.item[name] ?? "–", to: now.item[name] ?? "–" }),
    ),
  ];
}

/** What was captured as the value at baseline, or at a session, stays what it was captured as. */
function changedKinds(before: Protocol, after: Protocol): readonly Problem[] {
  const decides: ReadonlySet<Visit["kind"]> = new Set(["baseline", "intervention_session"]);
  return after.visits.flatMap((visit) => {
    const then = before.visits.find(({ key }) => key === visit.key);
    if (then === undefined || then.kind === visit.kind) return [];
    const isSame = !decides.has(then.kind) && !decides.has(visit.kind);
    return isSame ? [] : [problem(`visits/${visit.key}/kind`, "amendment_visit_kind", { visit: visit.key })];
  });
}

/** An item that went while one with the same question and type came: the same item under another key. */
function renamedItem(then: PlacedItem, after: Protocol, known: ReadonlyMap<string, PlacedItem>): readonly Problem[] {
  const to = placedItems(after).find(
    ({ form, item }) =>
      form.key === then.form.key &&
      !known.has(item.key) &&
      item.type === then.item.type &&
      isSameWords(item.label, then.item.label),
  );
  return to === undefined
    ? []
    : [problem(then.path, "amendment_item_renamed", { from: then.item.key, to: to.item.key })];
}

/** A form that went while another came with its title or with one of its items. */
function renamedForms(before: Protocol, after: Protocol): readonly { readonly from: string; readonly to: string }[] {
  const gone = before.forms.filter(({ key }) => !after.forms.some((form) => form.key === key));
  const made = after.forms.filter(({ key }) => !before.forms.some((form) => form.key === key));
  const keysOf = (form: Protocol["forms"][number]) => form.sections.flatMap(({ items }) => items.map(({ key }) => key));
  return gone.flatMap((form) => {
    const keys = new Set(keysOf(form));
    const to = made.find(
      (candidate) => isSameWords(candidate.title, form.title) || keysOf(candidate).some((key) => keys.has(key)),
    );
    return to === undefined ? [] : [{ from: form.key, to: to.key }];
  });
}

/** A code that would say what another says, and a code that comes back with other words. */
function codeProblems(versions: readonly Protocol[], after: Protocol): readonly Problem[] {
  const before = versions.at(-1);
  return after.codelists.flatMap((list) => {
    const then = before?.codelists.find(({ key }) => key === list.key);
    return list.codes.flatMap(({ code, label }): Problem[] => {
      const path = `codelists/${list.key}/codes/${code}`;
      const now = then?.codes.find((one) => one.code === code);
      // In one language is enough: whoever answered in it said the other.
      const twin = then?.codes.find(
        (one) => one.code !== code && now !== undefined && takesWords(now.label, label, one.label),
      );
      if (twin !== undefined) return [problem(path, "amendment_code_swapped", { code, other: twin.code })];
      const retired = now !== undefined ? undefined : lastCode(versions, list.key, code);
      return retired !== undefined && !isSameWords(retired.label, label)
        ? [problem(path, "amendment_key_reused", { key: String(code) })]
        : [];
    });
  });
}

function lastCode(versions: readonly Protocol[], list: string, code: number) {
  return versions
    .flatMap((version) => version.codelists.filter(({ key }) => key === list))
    .flatMap(({ codes }) => codes)
    .findLast((one) => one.code === code);
}

/** Whether a text was changed, in either language, to what another one says there. */
function takesWords(then: LocalizedText, now: LocalizedText, other: LocalizedText): boolean {
  return (["id", "en"] as const).some((language) => {
    const words = plainWords(now[language]);
    return words !== "" && words !== plainWords(then[language]) && words === plainWords(other[language]);
  });
}

function isSameWords(
  a: { readonly id: string; readonly en: string },
  b: { readonly id: string; readonly en: string },
): boolean {
  return (["id", "en"] as const).some((language) => {
    const words = plainWords(a[language]);
    return words !== "" && words === plainWords(b[language]);
  });
}

function problem(path: string, code: AmendmentProblemCode, params: RefusalParams = {}): Problem {
  return { path, code, params };
}
