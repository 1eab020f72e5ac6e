import type { Json, Problem, Protocol, RefusalParams } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import { editPath } from "./edit-path.ts";
import type { Finding, LintFacts } from "./finding.ts";
import { namedParams } from "./named-params.ts";
import { childOf, namedPlace } from "./named-place.ts";
import { pageOf } from "./pages.ts";
import { scalePlace } from "./scale-place.ts";
import type { LintCode, LintRule } from "./rule.ts";
import { armFormsAreSeen, outcomesAreOfEveryArm } from "./rules/arm-advice.ts";
import {
  allocationIsSound,
  consentIsApproved,
  ethicsLastsLongEnough,
  maskingIsStated,
  multiplicityIsStated,
  primaryOutcomesAreAnalysed,
  providersAreTrained,
  windowsFollowTheirAnchor,
} from "./rules/conduct-advice.ts";
import {
  codesAgree,
  codesAreDistinct,
  itemsAreFew,
  scalesAreSourced,
  textsAreTranslated,
} from "./rules/form-advice.ts";
import { guidelineIsAnswered } from "./rules/guideline-advice.ts";
import { sampleSizeSuffices } from "./rules/sample-size-advice.ts";
import { timetableHolds } from "./rules/timetable-advice.ts";

const adviceRules: readonly LintRule[] = [
  itemsAreFew,
  guidelineIsAnswered,
  primaryOutcomesAreAnalysed,
  multiplicityIsStated,
  sampleSizeSuffices,
  timetableHolds,
  maskingIsStated,
  armFormsAreSeen,
  outcomesAreOfEveryArm,
  allocationIsSound,
  ethicsLastsLongEnough,
  consentIsApproved,
  providersAreTrained,
  windowsFollowTheirAnchor,
  codesAreDistinct,
  codesAgree,
  scalesAreSourced,
  textsAreTranslated,
];

/**
 * Everything that is open in a document under construction: first what no study can be made without (`must`), then
 * advice and items of the design's reporting guideline, which are mended or signed with a reason (`should`). A code and a
 * path name a finding; none stands twice.
 */
export function lintDraft(protocol: Protocol, facts: LintFacts): readonly Finding[] {
  const found = [...mustFindings(protocol), ...adviceRules.flatMap((rule) => rule(protocol, facts))];
  const first = new Map<string, Finding>();
  for (const finding of found) {
    const name = `${finding.code} ${finding.path} ${String(finding.params["language"] ?? finding.params["name"] ?? finding.params["other"] ?? "")}`;
    if (!first.has(name)) first.set(name, finding);
  }
  const findings = [...first.values()];
  return [
    ...findings.filter(({ severity }) => severity === "must"),
    ...findings.filter(({ severity }) => severity !== "must"),
  ];
}

function mustFindings(protocol: Protocol): readonly Finding[] {
  const valid = validateStudyDocument(protocol);
  const problems: readonly Problem[] = valid.ok ? [] : (valid.refusal.problems ?? []);
  const document = protocol as unknown as Json;
  return asOneEach(problems).map((problem): Finding => {
    const path = emptyListAt(protocol, problem, editPath(document, problem.path));
    const mend = mendedAt(protocol, problem, path);
    const code = codeOf(protocol, problem, path);
    const params =
      code === "list_too_short"
        ? { ...problem.params, ...namedPlace(protocol, path), list: listOf(protocol, path) }
        : code === "text_empty" || code === "text_missing"
          ? { ...problem.params, ...namedPlace(protocol, path) }
          : { ...namedParams(protocol, problem), ...expressionPlace(protocol, code, path) };
    return { code, path, params, severity: "must", mend: { page: pageOf(mend), path: mend } };
  });
}

/** Whose expression is wrong, and which: an item has several. */
function expressionPlace(protocol: Protocol, code: string, path: string): RefusalParams {
  const steps = path.split("/");
  if (!code.startsWith("expression_") || steps[0] !== "forms" || steps.length < 7) return {};
  return { ...namedPlace(protocol, steps.slice(0, 7).join("/")), kind: "expression" };
}

function codeOf(protocol: Protocol, { code, params }: Problem, path: string): string {
  if (code === "shape_out_of_range" && isListAt(protocol, path)) return "list_too_short" satisfies LintCode;
  if (code === "text_missing" && params["both"] !== undefined) return "text_empty" satisfies LintCode;
  return code === "sample_size_incomplete" && params["whole"] !== undefined
    ? ("sample_size_missing" satisfies LintCode)
    : code;
}

/** What is one thing to do is one finding: a text that is blank in every language, a sample size without its numbers. */
function asOneEach(problems: readonly Problem[]): readonly Problem[] {
  const open = problems.filter(({ code }) => code === "sample_size_incomplete");
  const isUncomputed = open.some(({ params }) => ["difference", "proportions"].includes(String(params["property"])));
  const [first] = open;
  return withoutHalves(problems).flatMap((problem): readonly Problem[] => {
    if (problem.code !== "sample_size_incomplete" || open.length < 2 || !isUncomputed) return [problem];
    return problem === first ? [{ ...problem, path: "sampleSize", params: { whole: "yes" } }] : [];
  });
}

/** A text that is blank in every language is one thing to write, not one for each language. */
function withoutHalves(problems: readonly Problem[]): readonly Problem[] {
  const missing = problems.filter(({ code }) => code === "text_missing");
  const languages = (path: string) => missing.filter((problem) => problem.path === path).length;
  const twice = new Set(missing.map(({ path }) => path).filter((path) => languages(path) > 1));
  const said = new Set<string>();
  return problems.flatMap((problem): readonly Problem[] => {
    if (problem.code !== "text_missing" || !twice.has(problem.path)) return [problem];
    if (said.has(problem.path)) return [];
    said.add(problem.path);
    return [{ ...problem, params: { ...problem.params, both: "yes" } }];
  });
}

/** Where a problem is mended, when that is not where it shows. */
function mendedAt(protocol: Protocol, { code, params }: Problem, path: string): string {
  switch (code) {
    case "form_not_scheduled":
      return "visits";
    case "outcome_item_not_measured":
      return `visits/${String(params["visit"])}/forms`;
    case "session_count_mismatch":
      return "visits";
    case "delivery_item_missing":
      return "deliveryItem";
    default:
      return scalePlace(protocol, path) ?? path;
  }
}

/** The rules name a form and its section without their lists; where one of those is empty, it is what the problem is about. */
function emptyListAt(protocol: Protocol, { code }: Problem, path: string): string {
  if (code !== "shape_out_of_range" || isListAt(protocol, path)) return path;
  const empty = ["sections", "items"].map((list) => `${path}/${list}`).find((list) => isListAt(protocol, list));
  return empty ?? path;
}

/** A list by the names of what it stands in, without those of members: `forms/performedBy`. */
function listOf(protocol: Protocol, path: string): string {
  const names: string[] = [];
  let node: unknown = protocol;
  for (const step of path.split("/")) {
    if (!Array.isArray(node)) names.push(step);
    node = childOf(node, step);
  }
  return names.join("/");
}

function isListAt(protocol: Protocol, path: string): boolean {
  let node: unknown = protocol;
  for (const step of path.split("/")) node = childOf(node, step);
  return Array.isArray(node);
}
