import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "./commands/index.ts";
import { findStudiesDirectory } from "./studies/find-studies.ts";
import { call, dataDirectory } from "./testing/call.ts";

const trialFile = join(findStudiesDirectory(), "oxytocin-rct", "protocol.json");
const file = (name: string, text: string) => {
  const path = join(dataDirectory, name);
  writeFileSync(path, text);
  return path;
};

describe("the command line", () => {
  it("tells what it can do", async () => {
    const { status, out } = await call(["--help"]);
    expect(status).toBe(0);
    for (const command of commands) expect(out).toContain(command.name);
  });
  it.each(commands.map((command) => command.name))("explains %s", async (name) => {
    expect(await call([...name.split(" "), "--help"])).toMatchObject({ status: 0, error: "" });
  });
  it.each([
    [[]],
    [["study"]],
    [["frobnicate"]],
    [["study", "validate"]],
    [["migrate", "--frob"]],
    [["study", "validate", "a", "b"]],
    [["dataset", "export", "oxytocin-rct"]],
  ])("answers 2 to %j, on stderr", async (args) => {
    const { status, out, error } = await call(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).not.toBe("");
  });
  it("refuses to fill production with invented people", async () => {
    expect(await call(["seed"], { KENDALI_MODE: "production" })).toMatchObject({ status: 1, out: "" });
  });
});

describe("study validate", () => {
  it("accepts a reference study and says its hash", async () => {
    const { status, out } = await call(["study", "validate", trialFile, "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      key: "oxytocin-rct",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
  it("tells every problem of a broken study with its place, in both languages", async () => {
    const broken = file("broken.json", JSON.stringify({ schema: "kendali-protocol/1", key: "X", visits: [] }));
    const english = await call(["study", "validate", broken]);
    expect(english).toMatchObject({ status: 1, out: "" });
    expect(english.error.split("\n").length).toBeGreaterThan(10);
    expect(english.error).toMatch(/^ {2}title: /m);
    const indonesian = await call(["study", "validate", broken, "--lang", "id"]);
    expect(indonesian.error).not.toBe(english.error);
  });
  it("refuses an expression that loops", async () => {
    const text = (await import("node:fs"))
      .readFileSync(trialFile, "utf8")
      .replace("parity >= 2 ? 2 : 1", "[1, 2].map(x, x).exists(x, x > parity) ? 2 : 1");
    const { status, error } = await call(["study", "validate", file("loop.json", text)]);
    expect(status).toBe(1);
    expect(error).toContain("parity_group");
  });
  it.each([
    ["is missing", () => join(dataDirectory, "nowhere.json")],
    ["is no JSON", () => file("text.json", "{")],
    [
      "is not UTF-8",
      () => {
        const path = join(dataDirectory, "latin.json");
        writeFileSync(path, Buffer.from([0x7b, 0xe9, 0x7d]));
        return path;
      },
    ],
  ])("refuses a file that %s", async (_what, path) => {
    const { status, error } = await call(["study", "validate", path(), "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(error)).toMatchObject({ ok: false, refusal: { code: "file_unreadable" } });
  });
});
