import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { applyChanges, diffProtocol, validateProtocol, type Item, type Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../../../studies", import.meta.url));
const textOf = (key: string) => readFileSync(join(folder, key, "protocol.json"), "utf8");
const pilotText = textOf("oxytocin-pretest-posttest");
const trialText = textOf("oxytocin-rct");
const pilot = valid(pilotText);
const trial = valid(trialText);

function valid(text: string): Protocol {
  const result = validateProtocol(JSON.parse(text));
  if (!result.ok) throw new Error(JSON.stringify(result.refusal.problems, null, 2));
  return result.value;
}

/** The form the files are kept in: the schema's order of keys, two spaces, a line end at the end. */
const written = (protocol: Protocol) => `${JSON.stringify(protocol, null, 2)}\n`;

const itemsOf = (protocol: Protocol): ReadonlyMap<string, Item> =>
  new Map(
    protocol.forms.flatMap((form) =>
      form.sections.flatMap((section) => section.items.map((item) => [item.key, item] as const)),
    ),
  );

describe("the reference studies", () => {
  it.each([
    ["oxytocin-pretest-posttest", pilotText],
    ["oxytocin-rct", trialText],
  ])("%s is a valid protocol in the form it is kept in", (_key, text) => {
    expect(written(valid(text))).toBe(text);
  });
  it("turn into each other: the changes from the first, applied to it, give the second byte for byte", () => {
    const changes = diffProtocol(pilot, trial);
    const applied = applyChanges(pilot, changes);
    expect(applied.ok && written(applied.value)).toBe(trialText);
  });
  it("keep every item of the pilot unchanged in the trial, so that a column stays a column", () => {
    const later = itemsOf(trial);
    for (const [key, item] of itemsOf(pilot)) expect(later.get(key), key).toEqual(item);
  });
  it("need no code list of the pilot to change", () => {
    for (const list of pilot.codelists) expect(trial.codelists).toContainEqual(list);
  });
  it("name every item so that the column of any visit fits 32 characters", () => {
    for (const protocol of [pilot, trial]) {
      for (const visit of protocol.visits) {
        const planned = protocol.forms.filter((form) => visit.forms.some(({ form: key }) => key === form.key));
        const keys = planned.flatMap((form) =>
          form.sections.flatMap((section) => section.items.map((item) => item.key)),
        );
        for (const key of keys) expect(`${key}__${visit.key}`.length, `${key}__${visit.key}`).toBeLessThanOrEqual(32);
      }
    }
  });
  it("measure milk volume and the category as separate outcomes, the volume first", () => {
    for (const protocol of [pilot, trial]) {
      expect(protocol.outcomes.find((outcome) => outcome.role === "primary")?.item).toBe("milk_volume_ml");
      expect(protocol.outcomes.some((outcome) => outcome.item === "lactation_category")).toBe(true);
    }
  });
  it("say both languages everywhere", () => {
    const empty: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return;
      if ("id" in value && "en" in value && (value.id === "" || value.en === "")) empty.push(path);
      for (const [key, child] of Object.entries(value)) visit(child, `${path}/${key}`);
    };
    visit(pilot, "pilot");
    visit(trial, "trial");
    expect(empty).toEqual([]);
  });
});

describe("the reconstructions", () => {
  const reconstructions = join(folder, "oxytocin-pretest-posttest", "reconstructions");
  const files = readdirSync(reconstructions).filter((name) => name.endsWith(".csv"));
  const pairsOf = (name: string) =>
    readFileSync(join(reconstructions, name), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").slice(1).map(Number) as [number, number]);
  it("are six", () => expect(files).toHaveLength(6));
  it.each([
    ["means", 16, 2],
    ["counts", 18, 4],
  ])("%s: every file has the published margins, and no pairing is missing", (name, before, after) => {
    const own = files.filter((file) => file.startsWith(name));
    const down = own.map((file) => {
      const pairs = pairsOf(file);
      expect(pairs).toHaveLength(20);
      expect(pairs.filter(([pre]) => pre === 1)).toHaveLength(before);
      expect(pairs.filter(([, post]) => post === 1)).toHaveLength(after);
      return pairs.filter(([pre, post]) => pre === 2 && post === 1).length;
    });
    expect(down.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
  });
  it("give the means and standard deviations that were published", () => {
    const describeColumn = (values: number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      return `${mean.toFixed(2)} ± ${Math.sqrt(variance).toFixed(2)}`;
    };
    for (const file of files.filter((name) => name.startsWith("means"))) {
      expect(describeColumn(pairsOf(file).map(([pre]) => pre))).toBe("1.20 ± 0.41");
      expect(describeColumn(pairsOf(file).map(([, post]) => post))).toBe("1.90 ± 0.31");
    }
  });
});
