import { guidelineItems, guidelineOf } from "../guidelines/guideline-items.ts";
import { advice, type LintRule } from "../rule.ts";

/** What the guideline of the design asks of a protocol and nothing in the document says, what is most often left open first. */
export const guidelineIsAnswered: LintRule = (protocol) => {
  // The ethics approval has a rule of its own.
  const open = guidelineItems(protocol, guidelineOf(protocol)).filter(({ state }) => state === "open");
  return open
    .filter(({ path }) => path !== "ethics")
    .map(({ key, guideline, number, path }) => {
      const own = `statements/${key}`;
      // A page of many forms has no field for it; beside the item both ways stand, to the forms and to a statement.
      return advice("guideline_open", own, { guideline, number, item: key }, isWholeList(path) ? own : path);
    });
};

function isWholeList(path: string): boolean {
  return path === "forms" || path === "scales";
}
