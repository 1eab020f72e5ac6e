import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expressionScope } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";

import { ExpressionField } from "../../features/builder/expressions/expression-field.tsx";
import { followTyping, keepTyping, keptTyping, typingPlace } from "../../features/builder/expressions/kept-typing.ts";
import { markedParts, mayStand, problemsOf, shownIn } from "../../features/builder/expressions/expression-state.ts";
import { LocaleProvider } from "../../features/locale/locale-provider.tsx";

const trial = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../studies/oxytocin-rct/protocol.json"), "utf8"),
) as Protocol;
const place = { form: "milk_volume", item: "milk_volume_ml", use: "relevant" } as const;
const scope = expressionScope(trial, place);

const draw = (value: string, locale: "id" | "en" = "id", mayEdit = true): string =>
  renderToStaticMarkup(
    <LocaleProvider initial={locale}>
      <ExpressionField
        id="when"
        label="Ditanyakan bila"
        document={trial}
        place={place}
        value={value}
        onChange={() => undefined}
        mayEdit={mayEdit}
      >
        <p>a finding</p>
      </ExpressionField>
    </LocaleProvider>,
  );

describe("the box of an expression", () => {
  it("reads what it holds back in the language of the screen", () => {
    expect(draw("pump_min >= 1").replaceAll("\u00a0", " ")).toContain("Lama memompa paling sedikit 1 menit");
    expect(draw("pump_min >= 1", "en").replaceAll("\u00a0", " ")).toContain("Duration of pumping is at least 1 minute");
  });

  it("marks what is wrong, says it, and offers what is meant", () => {
    const html = draw("pump_mim >= 1", "en");
    expect(html).toContain('<mark class="must">pump_mim</mark>');
    expect(html).toContain("No question is named pump_mim.");
    expect(html).toContain("Replace with pump_min");
    expect(html).toMatch(/<textarea[^>]*aria-invalid="true"/);
    expect(html).toMatch(/<textarea[^>]*aria-describedby="[^"]*when-wrong/);
  });

  it("shows other findings only where its own words say nothing nearer", () => {
    expect(draw("pump_min >= 1")).toContain("a finding");
    expect(draw("pump_mim >= 1")).not.toContain("a finding");
  });

  it("offers no mend to who may not edit", () => {
    const html = draw("pump_mim >= 1", "en", false);
    expect(html).not.toContain("Replace with");
    expect(html).toMatch(/<textarea[^>]*readonly/i);
  });
});

describe("what was typed", () => {
  it("waits in the box while it cannot stand in the document", () => {
    expect(mayStand("pump_min >", scope)).toBe(false);
    expect(shownIn({ text: "pump_min >", waits: true }, "pump_min > 1", scope)).toMatchObject({
      text: "pump_min >",
      isHeld: true,
    });
  });

  it("is still in its box, with its problem, when another question was looked at in between", () => {
    const held = (keep: string) =>
      renderToStaticMarkup(
        <LocaleProvider initial="en">
          <ExpressionField
            id="when"
            label="Asked when"
            document={trial}
            place={place}
            value="pump_min > 1"
            onChange={() => undefined}
            mayEdit
            keep={keep}
          />
        </LocaleProvider>,
      );
    keepTyping("draft one", { text: "pump_min > (pump_mim", waits: true });
    expect(held("draft one")).toContain("pump_mim");
    expect(held("draft one")).toMatch(/<textarea[^>]*aria-invalid="true"/);
    expect(held("draft two")).not.toContain("pump_mim");
    keepTyping("draft one", null);
    expect(held("draft one")).not.toContain("pump_mim");
  });

  it("keeps its spaces once it stands, and gives way to a step back", () => {
    const typed = { text: "pump_min > 2 ", waits: false };
    expect(shownIn(typed, "pump_min > 2", scope)).toMatchObject({ text: "pump_min > 2 ", isHeld: false });
    expect(shownIn(typed, "pump_min > 1", scope)).toMatchObject({ text: "pump_min > 1", isHeld: false });
  });

  it("waits in the box where a name that it uses, or its own place, gets another name", () => {
    const path = ["forms", "milk_volume", "sections", "pumping", "items", "milk_volume_ml", "relevant"];
    const rename = (from: string, to: string) => ({
      path: ["forms", "milk_volume", "sections", "pumping", "items", from, "key"],
      kind: "change" as const,
      from,
      to,
    });
    keepTyping(typingPlace("d", path), { text: "pump_min > (pump_min", waits: true });
    keepTyping(typingPlace("other", path), { text: "pump_min >", waits: true });
    followTyping("d", [rename("pump_min", "minutes"), rename("milk_volume_ml", "milk")]);
    expect(keptTyping(typingPlace("d", path))).toBeNull();
    const moved = typingPlace("d", path.with(5, "milk"));
    expect(keptTyping(moved)?.text).toBe("minutes > (minutes");
    expect(keptTyping(typingPlace("other", path))?.text).toBe("pump_min >");
    const taken = ["forms", "milk_volume", "sections", "pumping", "items", "milk"];
    const put = ["forms", "milk_volume", "sections", "other", "items", "milk"];
    followTyping("d", [
      { path: taken, kind: "remove", value: {} },
      { path: put, kind: "add", value: {}, after: null },
    ]);
    expect(keptTyping(typingPlace("d", [...put, "relevant"]))?.text).toBe("minutes > (minutes");
    followTyping("d", [
      { path: put, kind: "remove", value: {} },
      { path: taken, kind: "add", value: {}, after: null },
    ]);
    // While a quote is open nobody knows its names from its words.
    keepTyping(moved, { text: 'note == "minutes of', waits: true });
    followTyping("d", [rename("minutes", "length")]);
    expect(keptTyping(moved)?.text).toBe('note == "minutes of');
    // It could stand by now, but is still the person's to use.
    expect(shownIn({ text: "pump_min > 5", waits: true }, "pump_min > 1", scope)).toMatchObject({
      text: "pump_min > 5",
      isHeld: true,
      problems: [],
    });
    keepTyping(moved, null);
    keepTyping(typingPlace("other", path), null);
  });

  it("may be emptied, and may stand with what is only unlikely", () => {
    expect(mayStand("  ", scope)).toBe(true);
    expect(mayStand("pump_side == 7", scope)).toBe(true);
    expect(problemsOf("pump_side == 7", scope)).toHaveLength(1);
  });

  it("is marked part by part, whole again when put together", () => {
    const text = "pump_mim > 1 and volume_note = “a”";
    const parts = markedParts(text, problemsOf(text, scope));
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(parts.filter(({ severity }) => severity === "must").map((part) => part.text)).toEqual([
      "and",
      "=",
      "“",
      "”",
    ]);
  });
});
