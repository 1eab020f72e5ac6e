import { describe, expect, it } from "vitest";
import { completeExpression } from "./complete-expression.ts";
import { checkExpression } from "./check-expression.ts";
import { spokenScope } from "./expression.fixture.ts";

const scope = spokenScope();
/** The caret stands at `|`. */
const offered = (marked: string, of = scope) => {
  const caret = marked.indexOf("|");
  return completeExpression(marked.replace("|", ""), caret, of);
};
const names = (marked: string, of = scope) => offered(marked, of).completions.map(({ insert }) => insert);

describe("completion of an expression", () => {
  it("offers names by key and by the words of the label, and replaces the whole word", () => {
    expect(names("vol_|")).toEqual(expect.arrayContaining(["vol_left", "vol_right", "vol_cup", "baseline_vol_left"]));
    expect(names("vol_|")[0]).toBe("vol_left");
    expect(names("mem|")).toContain("pump_min");
    expect(names("pumping|")).toContain("pump_min");
    const list = offered("1 + vo|l_l > 2");
    expect("1 + vol_l > 2".slice(list.start, list.end)).toBe("vol_l");
  });

  it("offers the codes of the item that is compared", () => {
    expect(offered("side == |").completions).toMatchObject([
      { insert: "1", label: { id: "Kiri", en: "Left" } },
      { insert: "2", label: { id: "Kanan", en: "Right" } },
    ]);
    expect(names("side in [1, |")).toEqual(["1", "2"]);
    expect(names("side == 2|")).toEqual(["2"]);
  });

  it("offers inside a function only what it takes", () => {
    expect(names("hoursBetween(born, |")).toEqual(expect.arrayContaining(["born", "measured"]));
    expect(names("hoursBetween(born, |")).not.toContain("vol_left");
    expect(names("daysBetween(|")).toContain("seen_on");
    expect(names("abs(vol_left - (|")).toContain("vol_right");
  });

  it("offers functions with signature and help, methods of text, operators after an operand", () => {
    expect(offered("hou|").completions[0]).toMatchObject({
      insert: "hoursBetween()",
      caret: 13,
      name: { id: "hoursBetween(waktu, waktu)", en: "hoursBetween(time, time)" },
    });
    expect(names("remark.|")).toEqual(['contains("")', 'startsWith("")', 'endsWith("")', 'matches("")']);
    expect(names("vol_left.|")).toEqual([]);
    expect(names("pain |")).toEqual(["&& ", "|| ", "?  : "]);
    expect(names("vol_left |")).toContain(">= ");
    expect(names('remark == "vo|')).toEqual([]);
  });

  it("offers nothing that would be refused for where it stands", () => {
    const places = [spokenScope("total", "calculation"), spokenScope("pain", "relevant"), spokenScope("vol_cup")];
    for (const place of places) {
      const { completions } = completeExpression("", 0, place);
      expect(completions.map(({ insert }) => insert)).not.toContain("given");
      for (const { insert, kind } of completions.filter((one) => one.kind === "item" || one.kind === "baseline")) {
        const problems = checkExpression(insert, place, place.use === "calculation" ? "number" : "boolean");
        const ofPlace = problems.filter(({ code }) => code.startsWith("name_") && code !== "name_later");
        expect(ofPlace, `${kind} ${insert}`).toEqual([]);
      }
    }
    expect(names("|", spokenScope("total", "calculation"))).not.toContain("total");
    expect(names("|", spokenScope("vol_cup"))[0]).toBe("vol_cup");
  });

  it("is answered for any caret of any text", () => {
    const text = 'abs(vol_left + vol_right - vol_cup) <= 2 && remark.matches("^a") || side in [1, 2] ? 1 : pump_min';
    for (let caret = -2; caret <= text.length + 2; caret++) {
      const { start, end } = completeExpression(text, caret, scope);
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });
});
