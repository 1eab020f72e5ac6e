import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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
  it("says that there are too many arguments, and which", async () => {
    const { error } = await call(["study", "validate", "a", "b"]);
    expect(error).toMatch(/^kendali study validate takes FILE; too many arguments: "b"\.$/m);
    expect((await call(["migrate", "now"])).error).toMatch(/^kendali migrate takes nothing; too many arguments: "now"/);
    expect((await call(["study", "validate"])).error).toMatch(/^kendali study validate needs FILE\.$/m);
  });
  it("lists the commands that begin with a word", async () => {
    const { error } = await call(["study"]);
    expect(error).toMatch(/^ {2}study validate +check a protocol document$/m);
    expect(error).not.toContain("migrate");
    expect((await call(["study", "frobnicate"])).error).toMatch(/^There is no command "study frobnicate"\.$/m);
  });
  it("makes no database where it only looks for something, and says where it looked", async () => {
    const elsewhere = mkdtempSync(join(dataDirectory, "empty-"));
    const answer = await call(["study", "export", "oxytocin-rct", "--as", "peneliti"], { KENDALI_DATA_DIR: elsewhere });
    expect(answer).toMatchObject({ status: 2, out: "" });
    expect(answer.error).toContain(elsewhere);
    expect(readdirSync(elsewhere)).toEqual([]);
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
    const text = readFileSync(trialFile, "utf8").replace(
      "parity >= 2 ? 2 : 1",
      "[1, 2].map(x, x).exists(x, x > parity) ? 2 : 1",
    );
    const { status, error } = await call(["study", "validate", file("loop.json", text)]);
    expect(status).toBe(1);
    expect(error).toContain("parity_group");
  });
  const latin = () => {
    const path = join(dataDirectory, "latin.json");
    writeFileSync(path, Buffer.from([0x7b, 0xe9, 0x7d]));
    return path;
  };
  it.each([
    ["is missing", "file_missing", () => join(dataDirectory, "nowhere.json"), /nowhere\.json/],
    ["is a folder", "file_not_opened", () => dataDirectory, /kendali-cli-/],
    ["is not UTF-8", "file_not_utf8", latin, /UTF-8/],
    ["is no JSON", "json_invalid", () => file("text.json", '{\n  "key": oxytocin\n}'), /2\D+10\D/],
    ["is empty", "json_invalid", () => file("empty.json", ""), /1\D+1\D/],
  ])("says of a file that it %s, in both languages", async (_what, code, path, words) => {
    const told = await Promise.all(
      ["en", "id"].map(async (language) => {
        const { status, out, error } = await call(["study", "validate", path(), "--json", "--lang", language]);
        expect({ status, out }).toEqual({ status: 1, out: "" });
        const { refusal } = JSON.parse(error) as { refusal: { code: string; message: string } };
        expect(refusal).toMatchObject({ code, message: expect.stringMatching(words) });
        expect(refusal.message).not.toContain("CSV");
        return refusal.message;
      }),
    );
    expect(told[0]).not.toBe(told[1]);
  });
  it("refuses a file with a name twice in one object, and says where", async () => {
    const text = readFileSync(trialFile, "utf8").replace(/\}\s*$/u, ',\n  "version": "9.9"\n}\n');
    const { status, error } = await call(["study", "validate", file("twice.json", text)]);
    expect(status).toBe(1);
    expect(error).toMatch(/^ {2}version: .*“version”.*line \d/m);
  });
});
