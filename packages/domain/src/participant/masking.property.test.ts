import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../local-date.ts";
import type { RecordedVisit } from "../schedule/schedule.ts";
import { canRecordEnd } from "./can-record-end.ts";
import { canRecordMissed } from "./can-record-missed.ts";
import { canSaveEntry } from "./can-save-entry.ts";
import { done, facts, missed, trial } from "./participant.fixture.ts";
import { participantStatus } from "./participant-status.ts";

const day = fc.integer({ min: 0, max: 20 }).map((days) => addDays("2026-03-02", days));
const recordOf = (key: string, forms: string[]) =>
  fc.oneof(
    fc.constant<RecordedVisit[]>([]),
    day.map((on) => [done(key, on, forms)]),
    day.map((on) => [missed(key, on)]),
  );
const shared = fc
  .tuple(recordOf("pretest", ["profile", "volume"]), recordOf("posttest", ["volume"]), recordOf("day_10", ["volume"]))
  .map((parts) => parts.flat());
const sessions = fc
  .tuple(recordOf("session_1", ["session"]), recordOf("session_2", ["session"]), recordOf("session_3", ["session"]))
  .map((parts) => parts.flat());
const visit = fc.constantFrom("pretest", "session_1", "session_2", "session_3", "posttest", "day_10", "nowhere");
const assessor = { account: "dewi", roles: ["assessor" as const] };

describe("whatever a blinded person tries", () => {
  it("is answered the same whether sessions were given, missed or never planned", () => {
    fc.assert(
      fc.property(shared, sessions, visit, day, day, (records, given, key, on, today) => {
        const base = facts({ allocatedOn: "2026-03-03", arm: null });
        const answers = (recorded: RecordedVisit[]) => {
          const participant = { ...base, recorded };
          return [
            canSaveEntry({
              protocol: trial,
              participant: {
                ...participant,
                performed: recorded.map((one) => ({ visit: one.visit, form: "session", performedBy: "rina" })),
              },
              visit: key,
              form: key.startsWith("session") ? "session" : "volume",
              performedOn: on,
              performer: assessor,
              typist: assessor,
              today,
              existing: null,
            }),
            canRecordMissed({ protocol: trial, participant, visit: key, on, reason: "away", today }),
            participantStatus(trial, participant),
          ];
        };
        expect(answers([...records, ...given])).toEqual(answers(records));
      }),
    );
  });
  it("is answered the same about discontinuation in either arm, while nothing was recorded after it", () => {
    fc.assert(
      fc.property(shared, day, day, (records, on, today) => {
        const ask = (arm: string) =>
          canRecordEnd({
            participant: facts({ allocatedOn: "2026-03-03", arm, recorded: records }),
            kind: "discontinuation",
            on,
            reason: "tired",
            today,
          });
        expect(ask("massage")).toEqual(ask("usual"));
      }),
    );
  });
});
