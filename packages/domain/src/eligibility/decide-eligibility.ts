import type { Protocol } from "../protocol/types.ts";
import { accept, type Problem, refuse, type Result } from "../result.ts";

export type Eligibility = { readonly eligible: boolean; readonly failed: readonly string[] };

/**
 * Decides from the answers to the screening questions whether a person may take part. An inclusion criterion needs yes,
 * an exclusion criterion no. Every criterion must be answered: nothing is inferred from a first failure, because the
 * reasons for exclusion are reported. Refuses `screening_incomplete` with the unanswered criteria, `invalid_input` with
 * answers that belong to no criterion.
 */
export function decideEligibility(
  protocol: Pick<Protocol, "eligibility">,
  answers: Readonly<Record<string, unknown>>,
): Result<Eligibility> {
  const { criteria } = protocol.eligibility;
  const known = new Set(criteria.map((criterion) => criterion.key));
  const unknown = Object.keys(answers).filter((key) => !known.has(key));
  if (unknown.length > 0)
    return refuse(
      "invalid_input",
      {},
      unknown.map((key) => problem(key, "item_unknown", key)),
    );
  const unanswered = criteria.filter(({ key }) => typeof answerTo(answers, key) !== "boolean");
  if (unanswered.length > 0) {
    return refuse(
      "screening_incomplete",
      { count: unanswered.length },
      unanswered.map(({ key }) => problem(key, "required", key)),
    );
  }
  const failed = criteria
    .filter(({ key, kind }) => answerTo(answers, key) !== (kind === "inclusion"))
    .map((criterion) => criterion.key);
  return accept({ eligible: failed.length === 0, failed });
}

function answerTo(answers: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

function problem(path: string, code: string, name: string): Problem {
  return { path: path.slice(0, 60), code, params: { name: name.slice(0, 60) } };
}
