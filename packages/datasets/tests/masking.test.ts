import { inventedTrialStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { deriveDataset, packageDataset, type StudyData } from "@kendali/datasets";

/** The same study had every participant been allocated otherwise: other arms, other sessions, other discontinuations. */
function otherwiseAllocated(data: StudyData): StudyData {
  return {
    ...data,
    participants: data.participants.toReversed().map((participant) => ({
      ...participant,
      arm: participant.arm === null ? null : participant.arm === "usual" ? "massage_arm" : "usual",
      entries: participant.entries
        .filter((entry) => !entry.visit.startsWith("session"))
        .map((entry) => ({ ...entry, performedBy: "someone else" })),
      ends: participant.ends
        .filter((end) => end.kind !== "discontinuation")
        .map((end) => ({ ...end, reason: "other words" })),
      missed: [...participant.missed, { visit: "session_1", reason: "ill", on: "2026-10-02" }],
    })),
  };
}

describe("pooled data", () => {
  it("are the same bytes however the participants were allocated", () => {
    const study = inventedTrialStudy();
    const [one, other] = [study, otherwiseAllocated(study)].map((data) =>
      packageDataset(deriveDataset(data, { withArm: false })),
    );
    expect(other?.manifest).toEqual(one?.manifest);
    expect(other?.files).toEqual(one?.files);
  });

  it("name no arm, session, discontinuation or free text in any table", () => {
    const { files } = packageDataset(deriveDataset(inventedTrialStudy(), { withArm: false }));
    const text = (name: string) =>
      new TextDecoder().decode(files.find((file) => file.path.endsWith(`_${name}.csv`))?.bytes).toLowerCase();
    for (const table of ["participants", "long", "screenings", "events", "codebook", "codes"]) {
      for (const word of ["massage", "usual", "session", "second line", "pprotfl", "per protocol"])
        expect(text(table), `${word} in ${table}`).not.toContain(word);
    }
    for (const table of ["participants", "long", "events"]) expect(text(table)).not.toContain("discontinu");
  });

  it("have a hash of their own, so that the hash of the unmasked data tells nothing", () => {
    const study = inventedTrialStudy();
    expect(deriveDataset(study, { withArm: false }).snapshot.hash).not.toBe(
      deriveDataset(study, { withArm: true }).snapshot.hash,
    );
  });
});
