import { createHash } from "node:crypto";
import { deriveDataset, packageDataset, zipDataset } from "@kendali/datasets";
import { inventedOneGroupStudy } from "@kendali/fixtures";
import { unzipSync } from "fflate";
import { afterEach, describe, expect, it } from "vitest";

const extras = {
  snapshotName: "First look",
  frozenAt: "2026-11-21T07:00:00Z",
  resultsJson: "{}\n",
  numbersCsv: "id,value\r\n",
  rScript: "# R\n",
};
const zipOf = () => Buffer.concat([...zipDataset(deriveDataset(inventedOneGroupStudy(), { withArm: true }), extras)]);
const zone = process.env["TZ"];

afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

describe("the download of a snapshot", () => {
  it("is the same bytes at any time and in any time zone", () => {
    process.env["TZ"] = "Asia/Jayapura";
    const first = zipOf();
    process.env["TZ"] = "America/Los_Angeles";
    expect(zipOf().equals(first)).toBe(true);
  });

  it("holds the SHA-256 of every other file in its manifest", () => {
    const files = unzipSync(zipOf());
    const manifest: { files: { path: string; sha256: string; bytes: number }[] } = JSON.parse(
      new TextDecoder().decode(files["manifest.json"]),
    );
    expect(manifest.files.map((file) => file.path).toSorted()).toEqual(
      Object.keys(files)
        .filter((path) => path !== "manifest.json")
        .toSorted(),
    );
    for (const file of manifest.files) {
      const bytes = files[file.path] ?? new Uint8Array();
      expect(createHash("sha256").update(bytes).digest("hex"), file.path).toBe(file.sha256);
      expect(bytes.length, file.path).toBe(file.bytes);
    }
  });

  it("streams the same files as it makes in memory", () => {
    const { files } = packageDataset(deriveDataset(inventedOneGroupStudy(), { withArm: true }), extras);
    const unzipped = unzipSync(zipOf());
    expect(Object.keys(unzipped)).toEqual(files.map((file) => file.path));
    for (const file of files)
      expect(Buffer.from(unzipped[file.path] ?? []).equals(Buffer.from(file.bytes)), file.path).toBe(true);
  });

  it("says in names and words that the data are simulated and the clock injected", () => {
    const files = unzipSync(zipOf());
    expect(Object.keys(files).filter((path) => path.endsWith("participants.csv"))).toEqual([
      "simulated_invented-one-group_participants.csv",
    ]);
    const readme = new TextDecoder().decode(files["README.txt"]);
    expect(readme).toContain("DATA SIMULASI");
    expect(readme).toContain("SIMULATED DATA");
    expect(readme).toContain("injected clock");
  });
});
