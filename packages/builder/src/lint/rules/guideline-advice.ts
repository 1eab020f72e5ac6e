import { guidelineItems, guidelineOf } from "../guidelines/guideline-items.ts";
import { advice, type LintRule } from "../rule.ts";

/** What the guideline of the design asks of a protocol and nothing in the document says, what is most often left open first. */
export const guidelineIsAnswered: LintRule = (protocol) => {
  // The ethics approval has a rule of its own.
  const open = guidelineItems(protocol, guidelineOf(protocol)).filter(({ state }) => state === "open");
  return open
    .filter(({ path }) => path !== "ethics")
    .map(({ key, guideline, number, path }) =>
      advice("guideline_open", `statements/${key}`, { guideline, number, item: key }, path),
    );
};
