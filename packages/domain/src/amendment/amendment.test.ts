import { describe, expect, it } from "vitest";
import { both, oneGroupProtocol, trialProtocol } from "../protocol/invented-protocol.fixture.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { Protocol } from "../protocol/types.ts";
import { hiddenParts, type AmendmentCounts } from "./amendment-counts.ts";
import { amendmentImpact } from "./amendment-impact.ts";
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
  forms: [],
  people: {},
  visits: {},
  items: [],
  codes: [],
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

  it("counts nothing of what tells the arm for who is masked", () => {
    const telling = trialProtocol.forms.find((form) => form.revealsArm || form.purpose === "intervention")?.key ?? "";
    const after = next(trialProtocol, (document) => {
      for (const form of document.forms) form.title = both(`${form.key}, anew`);
    });
    const counts = { ...nothing, participantsBySite: { malang: 3 }, people: { [telling]: 2, milk: 3 } };
    const seen = amendmentImpact(trialProtocol, after, counts, { hidden: hiddenParts([trialProtocol, after]) });
    const touched = (form: string) =>
      seen.changes.filter(({ change }) => change.path[1] === form).map((one) => one.touched);
    expect(telling).not.toBe("");
    expect(touched(telling)).toEqual([null, null]);
    expect(touched("milk").map((one) => one?.participants)).toEqual([3, 3]);
  });
});
