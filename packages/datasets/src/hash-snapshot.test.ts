import { canonicalJson, sha256Hex } from "@kendali/domain";
import { inventedTrialStudy, reconstructedStudy } from "@kendali/fixtures";
import { expect, it } from "vitest";
import { hashSnapshot } from "./hash-snapshot.ts";

it.each([inventedTrialStudy(), reconstructedStudy([[1, 2, 3]])])(
  "is the hash of the canonical JSON of the data and the choice",
  (data) => {
    for (const withArm of [true, false])
      expect(hashSnapshot(data, withArm)).toBe(sha256Hex(canonicalJson({ data, withArm })));
  },
);
