import { type Json, type Problem, type Protocol } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import { editPath } from "./edit-path.ts";
import type { Finding, LintFacts } from "./finding.ts";
import { namedParams } from "./named-params.ts";
import { pageOf } from "./pages.ts";
import type { LintCode, LintRule } from "./rule.ts";
import {
  allocationIsUnpredictable,
  consentIsApproved,
  ethicsLastsLongEnough,
  maskingIsStated,
  primaryOutcomesAreAnalysed,
  providersAreTrained,
  windowsFollowTheirAnchor,
} from "./rules/conduct-advice.ts";
import { codesAgree, codesAreDistinct, itemsAreFew, textsAreTranslated } from "./rules/form-advice.ts";
import { guidelineIsAnswered } from "./rules/guideline-advice.ts";
import { sampleSizeSuffices } from "./rules/sample-size-advice.ts";
import { timetableHolds } from "./rules/timetable-advice.ts";

const adviceRules: readonly LintRule[] = [
  itemsAreFew,
  guidelineIsAnswered,
  primaryOutcomesAreAnalysed,
  sampleSizeSuffices,
  timetableHolds,
  maskingIsStated,
  allocationIsUnpredictable,
  ethicsLastsLongEnough,
  consentIsApproved,
  providersAreTrained,
  windowsFollowTheirAnchor,
  codesAreDistinct,
  codesAgree,
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
    const name = `${finding.code} ${finding.path} ${String(finding.params["language"] ?? finding.params["name"] ?? "")}`;
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
  return withoutHalves(problems).map((problem): Finding => {
    const path = editPath(document, problem.path);
    const mend = mendedAt(problem, path);
    const isShort = problem.code === "shape_out_of_range" && isListAt(protocol, path);
    const isBlank = problem.params["both"] !== undefined && problem.code === "text_missing";
    const code: string = isShort
      ? ("list_too_short" satisfies LintCode)
      : isBlank
        ? ("text_empty" satisfies LintCode)
        : problem.code;
    const params = isShort ? { ...problem.params, list: listOf(protocol, path) } : namedParams(protocol, problem);
    return { code, path, params, severity: "must", mend: { page: pageOf(mend), path: mend } };
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
function mendedAt({ code, params }: Problem, path: string): string {
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
      return path;
  }
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

function childOf(node: unknown, step: string): unknown {
  if (Array.isArray(node)) return node.find((member: unknown) => namesOf(member).includes(step));
  return typeof node === "object" && node !== null ? Reflect.get(node, step) : undefined;
}

function namesOf(member: unknown): readonly string[] {
  if (typeof member !== "object" || member === null) return [];
  return ["key", "code", "form", "role", "arm"].flatMap((field) => {
    const value: unknown = Reflect.get(member, field);
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
  });
}
