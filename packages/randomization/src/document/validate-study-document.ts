import { readablePath, validateProtocol, type Problem, type Protocol, type Result } from "@kendali/domain";
import { parametersOfPlan } from "../schemes/parameters-of-plan.ts";
import { schemes } from "../schemes/index.ts";
import { parameterProblems } from "../schemes/validate-scheme.ts";

/**
 * Reads any input as a protocol document of which an allocation list can be made: `validateProtocol` with the rules of the
 * schemes. This is the check before a study is made from a document, by whatever way; all problems come at once, with
 * their places in the document.
 *
 * @example validateStudyDocument({}) // { ok: false, refusal: { code: "protocol_invalid", … } }
 */
export function validateStudyDocument(input: unknown): Result<Protocol> {
  return validateProtocol(input, [schemeSuits, weightsSuitScheme, cardsSuitScheme]);
}

/** What a document's rules say already, in the document's own words; a fault is told once. */
const saidByTheDocument: ReadonlySet<string> = new Set([
  "allocation_too_few_arms",
  "allocation_arm_key_empty",
  "allocation_arm_repeated",
  "allocation_block_size_repeated",
  "allocation_block_size_not_multiple",
  "allocation_fixed_block_of_two",
  "allocation_factor_repeated",
]);

/** A scheme can make its lists from the ratio, the settings and the strata that are stated. */
function schemeSuits({ allocation }: Protocol): readonly Problem[] {
  if (allocation === null) return [];
  return parameterProblems(allocation.scheme, parametersOfPlan(allocation))
    .filter(({ code }) => !saidByTheDocument.has(code))
    .map((problem) => ({ ...problem, path: placeOf(allocation, problem.path) }));
}

/** Cards are made before the first participant: a scheme that looks at those before has none. */
function cardsSuitScheme({ allocation }: Protocol): readonly Problem[] {
  if (allocation?.cards === undefined || !schemes[allocation.scheme].adaptive) return [];
  return [{ path: "allocation/cards", code: "cards_not_offered", params: { scheme: allocation.scheme } }];
}

/** A weight that nothing uses would be believed to matter. */
function weightsSuitScheme({ allocation }: Protocol): readonly Problem[] {
  if (allocation === null || schemes[allocation.scheme].adaptive) return [];
  return allocation.strata.flatMap(({ weight }, index): readonly Problem[] => {
    if (weight === undefined) return [];
    const path = placeOf(allocation, `/factors/${index}/weight`);
    return [{ path, code: "allocation_setting_unused", params: { setting: "weight" } }];
  });
}

const namesInDocument: Readonly<Record<string, string>> = {
  arms: "ratio",
  factors: "strata",
};

/** Where in the document a parameter stands; `/arms/0/ratio` is `allocation/ratio/<arm>/weight`. */
function placeOf(allocation: NonNullable<Protocol["allocation"]>, pointer: string): string {
  const [part = "", ...rest] = pointer.split("/").slice(1);
  const steps = [
    namesInDocument[part] ?? part,
    ...rest.map((step) => (/^\d+$/u.test(step) ? Number(step) : step === "ratio" ? "weight" : step)),
  ];
  return readablePath({ allocation }, ["allocation", ...steps]);
}
