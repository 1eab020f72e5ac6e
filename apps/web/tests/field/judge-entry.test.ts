import { expect, test } from "vitest";

import { type Answers, noAnswers } from "../../features/field/entry/answers.ts";
import { isShown, judgeEntry } from "../../features/field/entry/judge-entry.ts";
import { trialForm } from "./reference-form.ts";

const form = trialForm("milk_volume");
const context = { kind: "practice", values: { delivery_at: "2026-11-20T06:30" }, today: "2026-11-22" } as const;
const complete = {
  volume_at: "2026-11-22T07:00",
  pump_side: "1",
  last_feed_min: "120",
  pump_min: "15",
  milk_volume_ml: "42,5",
};

function judge(change: Partial<Answers> = {}) {
  const answers = { ...noAnswers, texts: complete, ...change };
  return judgeEntry({ form, answers, context, locale: "id" });
}

test("what was typed becomes values, and what is computed is not sent", () => {
  const { values, computed, blocking } = judge();
  expect(blocking).toEqual([]);
  expect(values).toEqual({
    volume_at: "2026-11-22T07:00",
    pump_side: 1,
    last_feed_min: 120,
    pump_min: 15,
    milk_volume_ml: 42.5,
  });
  expect(computed).toEqual({ postpartum_h: 48.5 });
});

test("text that cannot be read stops with its own reason and is not called empty", () => {
  const { findings, blocking } = judge({ texts: { ...complete, milk_volume_ml: "empat" } });
  expect(blocking).toEqual(["milk_volume_ml"]);
  expect(findings.get("milk_volume_ml")?.map(({ kind, problem }) => [kind, problem.code])).toEqual([
    ["stops", "number_invalid"],
  ]);
});

test("a number that could mean two is asked about, never guessed, also where one of them is possible", () => {
  const { findings } = judge({ texts: { ...complete, last_feed_min: "1.200" } });
  expect(findings.get("last_feed_min")?.[0]).toMatchObject({
    kind: "stops",
    problem: { code: "number_one_reading", params: { only: "1200" } },
  });
});

test("an unusual value asks for a reason, and with one it no longer holds up", () => {
  const texts = { ...complete, milk_volume_ml: "265" };
  expect(judge({ texts }).blocking).toEqual(["milk_volume_ml"]);
  const explained = judge({ texts, reasons: { milk_volume_ml: "Diukur ulang" } });
  expect(explained.blocking).toEqual([]);
  expect(explained.softReasons).toEqual({ milk_volume_ml: "Diukur ulang" });
  expect(explained.findings.get("milk_volume_ml")?.map(({ kind }) => kind)).toEqual(["asks"]);
});

test("an empty question is open until it has an answer or a reason", () => {
  const { milk_volume_ml: _left, ...texts } = complete;
  expect(judge({ texts }).findings.get("milk_volume_ml")?.[0]?.kind).toBe("open");
  const left = judge({ texts, missing: { milk_volume_ml: "refused" } });
  expect(left.blocking).toEqual([]);
  expect(left.values["milk_volume_ml"]).toEqual({ m: "refused" });
});

test("a follow-up waits for its question, opens with yes, and also when the question was left empty with a reason", () => {
  const asked = trialForm("characteristics");
  const followUp = asked.fieldOf.get("bf_months_before");
  const shownWith = (change: Partial<Answers>): boolean => {
    const answers = { ...noAnswers, ...change };
    const judgement = judgeEntry({ form: asked, answers, context: { ...context, values: {} }, locale: "id" });
    return followUp !== undefined && isShown(followUp, asked, answers, judgement);
  };
  expect(shownWith({})).toBe(false);
  expect(shownWith({ texts: { bf_experience: "1" } })).toBe(true);
  expect(shownWith({ texts: { bf_experience: "0" } })).toBe(false);
  expect(shownWith({ missing: { bf_experience: "unknown" } })).toBe(true);
  expect(shownWith({ texts: { bf_months_before: "12" } })).toBe(true);
});
