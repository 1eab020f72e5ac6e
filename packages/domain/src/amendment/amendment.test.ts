import { describe, expect, it } from "vitest";
import { both, oneGroupProtocol, trialProtocol } from "../protocol/invented-protocol.fixture.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { Protocol } from "../protocol/types.ts";
import { hiddenParts, type AmendmentCounts } from "./amendment-counts.ts";
import { touchedSets } from "./touched-sets.ts";
import { statementImpacts } from "./statement-impacts.ts";
import { amendmentImpact, type ChangeImpact } from "./amendment-impact.ts";
import { wordsAtMeaning } from "./meaning-words.ts";
import { participantProtocol } from "./participant-protocol.ts";
import { unionProtocol, versionsAsking } from "./union-protocol.ts";
import { maySendUnder, versionInForce, type DatedVersion } from "./version-in-force.ts";

function next(protocol: Protocol, change: (document: Protocol) => void): Protocol {
  const document = JSON.parse(JSON.stringify(protocol)) as Protocol;
  document.version = `1.${Number(document.version.split(".")[1]) + 1}`;
  change(document);
  return document;
}

function withoutItem(document: Protocol, key: string): void {
  for (const form of document.forms)
    for (const section of form.sections) section.items = section.items.filter((item) => item.key !== key);
}

const nothing: AmendmentCounts = {
  screenings: 0,
  consents: 0,
  participantsBySite: {},
  screeningsBySite: {},
  forms: [],
  visits: {},
};

describe("the version in force", () => {
  const versions: readonly DatedVersion[] = [
    { hash: "first", effective: [] },
    { hash: "second", effective: [{ site: "malang", on: "2026-03-10" }] },
    {
      hash: "third",
      effective: [
        { site: "malang", on: "2026-03-20" },
        { site: "ambon", on: "2026-03-12" },
      ],
    },
  ];
  it.each([
    ["malang", "2026-03-09", "first"],
    ["malang", "2026-03-10", "second"],
    ["malang", "2026-03-20", "third"],
    ["ambon", "2026-03-11", "first"],
    ["ambon", "2026-03-12", "third"],
    ["ternate", "2026-12-31", "first"],
  ])("at %s on %s is the %s", (site, on, hash) => {
    expect(versionInForce(versions, site, on).hash).toBe(hash);
  });

  it("is the only one to send under, but for those that ruled since the participant is enrolled", () => {
    const at = { site: "malang", enrolledOn: "2026-03-15", today: "2026-03-25" };
    expect(versions.map(({ hash }) => maySendUnder(versions, hash, at))).toEqual([false, true, true]);
    // Enrolled on the day the second began: the form may have been opened that morning.
    expect(maySendUnder(versions, "first", { ...at, enrolledOn: "2026-03-10" })).toBe(true);
    expect(maySendUnder(versions, "second", { ...at, site: "ambon" })).toBe(false);
    expect(maySendUnder(versions, "third", { ...at, today: "2026-03-19" })).toBe(false);
  });
});

describe("the union of versions", () => {
  const first = oneGroupProtocol;
  const second = next(first, (document) => {
    withoutItem(document, "has_pain");
    document.visits = document.visits.filter(({ key }) => key !== "session_2");
    document.codelists[0]?.codes.splice(0, 1);
  });
  const third = next(second, (document) => {
    document.forms[0]?.sections[0]?.items.push({
      key: "weight",
      type: "integer",
      label: both("weight"),
      required: false,
    });
  });

  it("of one version is that version", () => {
    expect(unionProtocol([first])).toBe(first);
  });

  it("has what any version had, where it stood, and requires what all require", () => {
    const union = unionProtocol([first, second, third]);
    expect(union.version).toBe(third.version);
    expect(union.visits.map(({ key }) => key)).toEqual(first.visits.map(({ key }) => key));
    expect(union.codelists[0]?.codes).toEqual(first.codelists[0]?.codes);
    const keys = placedItems(union).map(({ item }) => item.key);
    expect(keys.filter((key) => key !== "weight")).toEqual(placedItems(first).map(({ item }) => item.key));
    expect(versionsAsking([first, second, third], { visit: null, form: "milk", item: "has_pain" })).toEqual([
      first.version,
    ]);
  });
});

describe("the document of one participant", () => {
  const first = oneGroupProtocol;
  const visit = first.visits[0];
  const second = next(first, (document) => {
    const pretest = document.visits[0];
    if (pretest === undefined) return;
    pretest.day += 1;
    pretest.forms = [...pretest.forms.slice(1), { form: "weight", required: true }];
    document.forms.push({
      key: "weight",
      title: both("weight"),
      performedBy: ["assessor"],
      purpose: "outcome",
      revealsArm: false,
      sections: [
        {
          key: "main",
          title: both("main"),
          items: [{ key: "kg", type: "integer", label: both("kg"), required: true }],
        },
      ],
    });
    document.visits = document.visits.filter(({ key }) => key !== "posttest");
  });

  it("is the version in force where nothing of hers is older", () => {
    expect(participantProtocol(second, [])).toBe(second);
  });

  it("keeps a begun visit's day and filled forms, and owes nothing that came later", () => {
    const form = visit?.forms[0]?.form ?? "";
    const own = participantProtocol(second, [
      { visit: visit?.key ?? "", form, version: first },
      { visit: "posttest", form: "milk", version: first },
    ]);
    const begun = own.visits[0];
    expect(begun?.day).toBe(visit?.day);
    expect(begun?.forms.map((planned) => planned.form)).toContain(form);
    expect(begun?.forms.find((planned) => planned.form === "weight")?.required).toBe(false);
    expect(own.visits.at(-1)?.key).toBe("posttest");
    expect(own.forms.map(({ key }) => key)).toEqual(expect.arrayContaining([form, "milk", "weight"]));
  });
});

describe("the impact of an amendment", () => {
  it("refuses nothing of a study without participants, and a reused key or a changed type of one with some", () => {
    const after = next(oneGroupProtocol, (document) => {
      const item = placedItems(document).find((placed) => placed.item.key === "pain")?.item;
      if (item !== undefined) item.type = "text";
    });
    expect(amendmentImpact(oneGroupProtocol, after, nothing).problems).toEqual([]);
    const used = { ...nothing, participantsBySite: { malang: 1 } };
    expect(amendmentImpact(oneGroupProtocol, after, used).problems.map(({ code }) => code)).toEqual([
      "amendment_type_changed",
    ]);
    const without = next(oneGroupProtocol, (document) => withoutItem(document, "pain"));
    const back = next(without, (document) => {
      document.forms[1]?.sections[0]?.items.push({
        key: "pain",
        type: "date",
        label: both("first pain"),
        required: false,
      });
    });
    const again = amendmentImpact(without, back, used, { earlier: [oneGroupProtocol] });
    expect(again.problems.map(({ code }) => code)).toEqual(["amendment_key_reused"]);
  });

  it("refuses a visit, form or site that comes back as something else, and takes it back as it was", () => {
    const used = { ...nothing, participantsBySite: { malang: 1 } };
    const visit = { ...trialProtocol.visits.at(-1), key: "later", label: both("a call"), forms: [] } as never;
    const form = { ...trialProtocol.forms[0], key: "extra", title: both("mood"), sections: [] } as never;
    const site = { ...trialProtocol.sites[0], key: "ambon", code: "AMB", name: both("Ambon") } as never;
    const had = next(trialProtocol, (d) => void (d.visits.push(visit), d.forms.push(form), d.sites.push(site)));
    const without = next(had, (d) => void (d.visits.pop(), d.forms.pop(), d.sites.pop()));
    const reused = (change: (d: Protocol) => void) => {
      const back = next(without, (d) => {
        d.visits.push({ ...(visit as object) } as never);
        d.forms.push({ ...(form as object) } as never);
        d.sites.push({ ...(site as object) } as never);
        change(d);
      });
      return amendmentImpact(without, back, used, { earlier: [had] })
        .problems.filter(({ code }) => code === "amendment_key_reused")
        .map(({ path }) => path);
    };
    expect(reused(() => undefined)).toEqual([]);
    expect(reused((d) => Object.assign(d.visits.at(-1) ?? {}, { label: both("a visit at home") }))).toEqual([
      "visits/later",
    ]);
    expect(reused((d) => Object.assign(d.forms.at(-1) ?? {}, { title: both("pain") }))).toEqual(["forms/extra"]);
    expect(reused((d) => Object.assign(d.sites.at(-1) ?? {}, { timeZone: "Asia/Jayapura" }))).toEqual(["sites/ambon"]);
  });

  describe("of words that are exchanged", () => {
    const used = { ...nothing, screenings: 31, consents: 20, participantsBySite: { malang: 20 } };
    type Named = { label?: unknown; title?: unknown; name?: unknown; question?: unknown; text?: unknown };
    const exchange = (list: readonly object[], name: keyof Named) => {
      const [a, b] = list as readonly Named[];
      if (a === undefined || b === undefined) throw new Error("two are exchanged");
      [a[name], b[name]] = [b[name], a[name]];
    };
    const withTwo = (change: (document: Protocol) => void) => next(trialProtocol, change);
    const impactOf = (change: (document: Protocol) => void, counts: AmendmentCounts = used) => {
      const first = withTwo((document) => {
        const { criteria } = document.eligibility;
        criteria.push({
          ...criteria[0],
          key: "second",
          text: both("second"),
          question: both("second?"),
        } as never);
        document.consent.purposes.push({ key: "second", text: both("second"), required: false });
        document.sites.push({
          ...document.sites[0],
          key: "ambon",
          code: "AMB",
          name: both("Ambon"),
        } as never);
      });
      return amendmentImpact(first, next(first, change), counts);
    };
    const exchanged = (change: (document: Protocol) => void, counts: AmendmentCounts = used) =>
      impactOf(change, counts)
        .problems.filter(({ code }) => code === "amendment_words_exchanged")
        .map(({ path }) => path.split("/").slice(0, -2).join("/"));

    it.each<[string, (document: Protocol) => void]>([
      ["forms", (d) => exchange(d.forms, "title")],
      ["eligibility/criteria", (d) => exchange(d.eligibility.criteria, "question")],
      ["eligibility/criteria", (d) => exchange(d.eligibility.criteria, "text")],
      ["arms", (d) => exchange(d.arms, "label")],
      ["sites", (d) => exchange(d.sites, "name")],
      [
        "consent/purposes",
        (d) => {
          d.consent.version = "9.0";
          exchange(d.consent.purposes, "text");
        },
      ],
    ])("refuses those of two of the %s, once for each", (at, change) => {
      expect(exchanged(change)).toEqual([at, at]);
      expect(exchanged(change, nothing)).toEqual([]);
    });

    it("refuses a form that takes the title of one that goes, and a criterion's once somebody was screened", () => {
      const take = (d: Protocol) => {
        const [first, second] = d.forms;
        if (first !== undefined && second !== undefined) first.title = { ...second.title };
      };
      expect(exchanged(take)).toEqual(["forms"]);
      const onlyScreened = { ...nothing, screenings: 1 };
      expect(exchanged((d) => exchange(d.eligibility.criteria, "question"), onlyScreened)).toHaveLength(2);
      expect(exchanged((d) => exchange(d.arms, "label"), onlyScreened)).toEqual([]);
    });

    it("is not led astray by a full stop", () => {
      const dotted = (change: (document: Protocol) => void) => (d: Protocol) => {
        change(d);
        for (const form of d.forms) form.title = both(`${form.title.en.toUpperCase()} .`);
      };
      expect(exchanged(dotted((d) => exchange(d.forms, "title")))).toEqual(["forms", "forms"]);
    });

    it("asks for a statement where one language alone is exchanged", () => {
      const impact = impactOf((d) => {
        const [a, b] = d.forms;
        if (a === undefined || b === undefined) return;
        [a.title.en, b.title.en] = [b.title.en, a.title.en];
      });
      expect(impact.problems).toEqual([]);
      expect(impact.meanings).toEqual(trialProtocol.forms.slice(0, 2).map(({ key }) => `forms/${key}/title`));
    });

    it("says of a criterion that is turned round how many were judged by the former rule", () => {
      const impact = impactOf((d) => Object.assign(d.eligibility.criteria[0] ?? {}, { kind: "exclusion" }));
      expect(impact.problems).toEqual([]);
      const flipped = impact.changes.find(({ change }) => change.path.at(-1) === "kind");
      expect(flipped).toMatchObject({ statement: "criterion_excludes", touched: { screenings: 31, participants: 0 } });
    });

    it("refuses a criterion that comes back with another question", () => {
      const first = withTwo((d) =>
        d.eligibility.criteria.push({ key: "again", kind: "exclusion", text: both("a"), question: both("a?") }),
      );
      const without = next(first, (d) => d.eligibility.criteria.pop());
      const back = next(without, (d) =>
        d.eligibility.criteria.push({ key: "again", kind: "exclusion", text: both("b"), question: both("b?") }),
      );
      const codes = amendmentImpact(without, back, used, { earlier: [first] }).problems.map(({ code }) => code);
      expect(codes).toContain("amendment_key_reused");
    });
  });

  it("counts nothing of what tells the arm for who is masked", () => {
    const telling = trialProtocol.forms.find((form) => form.revealsArm || form.purpose === "intervention")?.key ?? "";
    const after = next(trialProtocol, (document) => {
      for (const form of document.forms) form.title = both(`${form.key}, anew`);
    });
    const sets = touchedSets(trialProtocol, after);
    const touched = Object.fromEntries(sets.map(({ id }) => [id, { entries: 4, values: 9, participants: 3 }]));
    const seen = amendmentImpact(
      trialProtocol,
      after,
      { ...nothing, participantsBySite: { malang: 3 } },
      {
        hidden: hiddenParts([trialProtocol, after]),
        touched,
      },
    );
    const touchedIn = (form: string) =>
      seen.changes.filter(({ change }) => change.path[1] === form).map((one) => one.touched);
    expect(telling).not.toBe("");
    expect(touchedIn(telling)).toEqual([null, null]);
    expect(touchedIn("milk")).toMatchObject([
      { participants: 3, entries: 4 },
      { participants: 3, entries: 4 },
    ]);
  });

  it("names for each change the answers that it concerns", () => {
    const [list] = trialProtocol.codelists;
    const [code] = list?.codes ?? [];
    const first = placedItems(trialProtocol).find(({ item }) => item.codelist === list?.key);
    const after = next(trialProtocol, (document) => {
      for (const one of document.codelists) if (one.key === list?.key) one.codes.pop();
      for (const placed of placedItems(document))
        if (placed.item.key === first?.item.key) placed.item.label = both("anew");
      document.forms.push({ ...document.forms[0], key: "another", title: both("another") } as never);
    });
    const sets = touchedSets(trialProtocol, after);
    const users = placedItems(trialProtocol).filter(({ item }) => item.codelist === list?.key);
    expect(code).toBeDefined();
    expect(sets.find(({ code: one }) => one !== null)).toMatchObject({
      code: list?.codes.at(-1)?.code,
      items: users.map(({ form, item }) => ({ form: form.key, item: item.key })),
    });
    expect(sets.filter(({ id }) => id.includes("/items/")).map(({ items }) => items)).toContainEqual([
      { form: first?.form.key, item: first?.item.key },
    ]);
    expect(sets.map(({ id }) => id)).not.toContain("forms/another");
  });

  it("refuses a code that takes another one's words, in one language too, and lets a translation be put right", () => {
    const list = trialProtocol.codelists[0];
    const [first, second] = list?.codes ?? [];
    if (list === undefined || first === undefined || second === undefined) throw new Error("a list with two codes");
    const used = { ...nothing, participantsBySite: { malang: 1 } };
    const found = (change: (codes: Protocol["codelists"][number]["codes"]) => void) => {
      const after = next(trialProtocol, (d) => change(d.codelists[0]?.codes ?? []));
      const { problems, meanings } = amendmentImpact(trialProtocol, after, used);
      return { codes: problems.map(({ code, path }) => `${code} ${path}`), meanings };
    };
    const path = (code: number) => `codelists/${list.key}/codes/${code}`;
    for (const language of ["id", "en"] as const)
      expect(
        found((codes) => {
          for (const one of codes.slice(0, 2))
            one.label[language] = (one.code === first.code ? second : first).label[language];
        }).codes,
      ).toEqual([first, second].map(({ code }) => `amendment_code_swapped ${path(code)}`));
    const mended = found((codes) => {
      for (const one of codes.slice(0, 1)) one.label.en = `${one.label.en}, that side`;
    });
    expect(mended).toEqual({ codes: [], meanings: [path(first.code)] });
  });

  it("asks of every question with new words, in either language, whether its values mean the same", () => {
    const named = next(trialProtocol, (d) => {
      for (const { item } of placedItems(d)) item.shortLabel = both(`short ${item.key}`);
    });
    const [first] = placedItems(named);
    if (first === undefined) throw new Error("an item");
    const { path, form, item } = first;
    const after = next(named, (d) => {
      const own = placedItems(d).find((placed) => placed.path === path)?.item;
      if (own?.shortLabel === undefined) throw new Error("the same item");
      own.label.en = "What is your weight (kg)?";
      own.shortLabel.id = "Berat (kg)";
      // It stands in another section now: it is the same question all the same.
      const there = d.forms.find(({ key }) => key === form.key);
      for (const section of there?.sections ?? []) section.items = section.items.filter(({ key }) => key !== own.key);
      there?.sections.push({ key: "elsewhere", title: both("elsewhere"), items: [own] });
    });
    const used = { ...nothing, participantsBySite: { malang: 1 } };
    const { meanings } = amendmentImpact(named, after, used);
    expect(meanings).toEqual(
      ["label", "shortLabel"].map((field) => `forms/${form.key}/elsewhere/${item.key}/${field}`),
    );
    expect(meanings.map((one) => wordsAtMeaning(named, one))).toEqual([item.label, item.shortLabel]);
    expect(meanings.map((one) => wordsAtMeaning(after, one))).toEqual([
      { id: item.label.id, en: "What is your weight (kg)?" },
      { id: "Berat (kg)", en: item.shortLabel?.en },
    ]);
    expect(amendmentImpact(named, after, { ...nothing, screenings: 3 }).meanings).toEqual([]);
    // A short name that comes stands before the values as another one would.
    const added = amendmentImpact(trialProtocol, named, used).meanings;
    expect(added).toContain(`${path}/shortLabel`);
    expect(wordsAtMeaning(trialProtocol, `${path}/shortLabel`)).toEqual(item.label);
    const [list] = trialProtocol.codelists;
    const [code] = list?.codes ?? [];
    expect(wordsAtMeaning(trialProtocol, `codelists/${list?.key}/codes/${code?.code}`)).toEqual(code?.label);
    expect(wordsAtMeaning(trialProtocol, `forms/${form.key}/title`)).toEqual(form.title);
    expect(wordsAtMeaning(trialProtocol, `forms/${form.key}/none/none/label`)).toBeNull();
  });

  it("tells of all changes of one kind what they touch together, and nothing of a group that holds what is hidden", () => {
    const data = (count: number) => ({ entries: count, values: 0, participants: count, visits: count });
    const change = (path: string, touched: ReturnType<typeof data> | null, kind = "change"): ChangeImpact =>
      ({ change: { path: path.split("/"), kind }, touched, statement: "words_new", problems: [] }) as never;
    const told = (...changes: ChangeImpact[]) =>
      statementImpacts(changes, trialProtocol, { words_new: { entries: 7, values: 9, participants: 5 } })[0]?.touched;
    const [visit, other] = ["visits/one/window/after", "visits/two/window/after"];
    // Two properties of one visit are that visit; two visits are the entries of both, and whose they are is not known.
    expect(told(change(visit, data(4)), change("visits/one/label/en", data(4)))).toEqual(data(4));
    expect(told(change(visit, data(4)), change(other, data(3)))).toEqual({ ...data(7), participants: 0 });
    // Answers are counted as a whole; a change that touches none takes nothing from it.
    const [a, b] = ["forms/milk/sections/s/items/a/label/en", "forms/milk/sections/s/items/b/label/en"];
    expect(told(change(a, data(4)), change(b, data(3)))).toMatchObject({ entries: 7, values: 9, participants: 5 });
    expect(told(change(a, data(4)), change(b, data(0)))).toEqual(data(4));
    expect(told(change(a, data(4)), change(visit, data(3)))).toBe("apart");
    expect(told(change(a, data(4)), change(b, null))).toBeNull();
    expect(told(change("sites/a/name/en", data(2)), change("sites/b/name/en", data(3)))).toMatchObject({
      participants: 5,
    });
  });

  it("refuses another kind of arm, and a site of somebody who was screened only", () => {
    const second = next(trialProtocol, (d) => d.sites.push({ ...d.sites[0], key: "ambon", code: "AMB" } as never));
    const codes = (counts: AmendmentCounts, change: (document: Protocol) => void) =>
      amendmentImpact(second, next(second, change), counts).problems.map(({ code, path }) => [code, path]);
    const used = { ...nothing, participantsBySite: { malang: 1 } };
    const turn = (d: Protocol) => {
      for (const arm of d.arms) arm.kind = arm.kind === "control" ? "intervention" : "control";
    };
    expect(codes(used, turn)).toEqual(second.arms.map(({ key }) => ["amendment_arm_kind", `arms/${key}/kind`]));
    expect(codes(nothing, turn)).toEqual([]);
    const close = (d: Protocol) => d.sites.pop();
    expect(codes({ ...nothing, screenings: 1, screeningsBySite: { ambon: 1 } }, close)).toContainEqual([
      "amendment_site_removed",
      "sites/ambon",
    ]);
    expect(codes({ ...nothing, screenings: 1, screeningsBySite: { malang: 1 } }, close)).not.toContainEqual([
      "amendment_site_removed",
      "sites/ambon",
    ]);
    // What day it is there is read by any version: two time zones would be two todays, even before anybody came.
    const move = (d: Protocol) => Object.assign(d.sites.at(-1) ?? {}, { timeZone: "Pacific/Pago_Pago" });
    expect(codes(nothing, move)).toEqual([["amendment_site_changed", "sites/ambon"]]);
    const renumber = (d: Protocol) => Object.assign(d.sites.at(-1) ?? {}, { code: "AMQ" });
    expect(codes(nothing, renumber)).toEqual([]);
    expect(codes(used, renumber)).toEqual([["amendment_site_changed", "sites/ambon"]]);
  });
});
