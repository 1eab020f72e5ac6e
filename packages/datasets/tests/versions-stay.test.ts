import { placedItems, unionProtocol, type Protocol } from "@kendali/domain";
import { fillStudy, inventedOneGroupProtocol } from "@kendali/fixtures";
import { expect, test } from "vitest";
import { deriveDataset, readColumns, type StudyData } from "@kendali/datasets";

function amendedBy(change: (document: Protocol) => void): { first: Protocol; second: Protocol } {
  const first = inventedOneGroupProtocol();
  const second = structuredClone(first);
  second.version = "1.1";
  change(second);
  return { first, second };
}

/** A study whose participants were all captured under its first version, read with its second. */
function dataOf({ first, second }: { first: Protocol; second: Protocol }, more: Partial<StudyData> = {}): StudyData {
  const filled = fillStudy(first, { size: 4, seed: 7 });
  const participants = filled.participants.map((participant) => ({
    ...participant,
    entries: participant.entries.map((entry) => ({ ...entry, protocolVersion: first.version })),
  }));
  return { ...filled, participants, protocol: unionProtocol([first, second]), versions: [first, second], ...more };
}

function columnsOf(data: StudyData, table: "participants" | "screenings") {
  return Object.fromEntries(readColumns(deriveDataset(data, { withArm: true }).tables[table]));
}

test("a code that came with a later version was left out by nobody who could not tick it", () => {
  const several = placedItems(inventedOneGroupProtocol()).find(({ item }) => item.type === "multiple_choice")?.item;
  const versions = amendedBy((document) => {
    const list = document.codelists.find(({ key }) => key === several?.codelist);
    list?.codes.push({ code: 77, label: { id: "baru", en: "new" } });
  });
  const columns = columnsOf(dataOf(versions), "participants");
  const made = Object.entries(columns).filter(([name]) => name.startsWith(`${several?.key ?? "?"}_77`));
  expect(made.length).toBeGreaterThan(0);
  for (const [name, cells] of made) if (!name.endsWith("missing")) expect(new Set(cells)).toEqual(new Set([null]));
  const asked = Object.entries(columns).filter(
    ([name]) => name.startsWith(`${several?.key ?? "?"}_`) && !name.includes("77") && !name.includes("missing"),
  );
  expect(asked.some(([, cells]) => cells.includes(0))).toBe(true);
});

test("a visit that was held keeps the day it was counted from", () => {
  const versions = amendedBy((document) => {
    for (const visit of document.visits) visit.anchor = "delivery";
  });
  const days = (data: StudyData) =>
    Object.entries(columnsOf(data, "participants")).filter(([name]) => name.startsWith("day__"));
  const then = days({ ...dataOf(versions), protocol: versions.first, versions: [versions.first] });
  expect(then.some(([, cells]) => cells.some((cell) => typeof cell === "number"))).toBe(true);
  expect(days(dataOf(versions))).toEqual(then);
});

test("a screen failure is counted under the first criterion in the order of the version that judged it", () => {
  const versions = amendedBy((document) => document.eligibility.criteria.reverse());
  const [one, other] = versions.first.eligibility.criteria.map(({ key }) => key);
  const failed = [one ?? "", other ?? ""];
  expect(new Set(failed).size).toBe(2);
  const screening = { number: "1", site: versions.first.sites[0]?.key ?? "", eligible: false, failed };
  const rest = { declinedReason: null, screenedOn: "2026-03-02", participant: null };
  const under = (protocolVersion: string) =>
    columnsOf(
      dataOf(versions, { screenings: [{ ...screening, ...rest, protocolVersion }], participants: [] }),
      "screenings",
    )["failed_first"];
  expect(under("1.1")).toEqual([other]);
  expect(under(versions.first.version)).toEqual([one]);
});
