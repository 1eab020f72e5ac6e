import type { ProtocolChange } from "../protocol/diff-protocol.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { Protocol } from "../protocol/types.ts";

/** What happens to what is captured, for each kind of change; `i18n` has the words. */
export const impactStatements = [
  "words_new",
  "code_words",
  "code_new",
  "code_retired",
  "codelist_new",
  "item_new",
  "item_retired",
  "item_placed",
  "form_new",
  "form_retired",
  "form_planned",
  "form_unplanned",
  "visit_new",
  "visit_retired",
  "limits_new",
  "rule_new",
  "calculation_new",
  "required_new",
  "definition_new",
  "order_new",
  "schedule_new",
  "performers_new",
  "consent_new",
  "eligibility_new",
  "criterion_new",
  "criterion_retired",
  "criterion_words",
  "criterion_includes",
  "criterion_excludes",
  "ethics_new",
  "site_new",
  "site_closed",
  "arm_words",
  "intervention_new",
  "plan_new",
  "allocation_new",
  "document_only",
] as const;
export type ImpactStatement = (typeof impactStatements)[number];

/** What a change means for data, by where it is and what it does there. */
export function statementOf(change: ProtocolChange, before: Protocol, after: Protocol): ImpactStatement {
  const { path, kind } = change;
  const isWords = kind === "change" && (path.at(-1) === "id" || path.at(-1) === "en");
  switch (path[0]) {
    case "forms":
      return isWords ? "words_new" : formStatement(change, before, after);
    case "visits":
      return isWords ? "words_new" : visitStatement(change);
    case "codelists":
      return codeStatement(change, isWords);
    case "sites":
      return path.length > 2
        ? isWords
          ? "words_new"
          : "definition_new"
        : wholeMember(kind, "site_new", "site_closed");
    case "arms":
      return "arm_words";
    case "interventions":
      return "intervention_new";
    case "consent":
      return "consent_new";
    case "eligibility":
      return criterionStatement(change);
    case "ethics":
      return "ethics_new";
    case "scales":
      return "calculation_new";
    case "allocation":
    case "blinding":
      return "allocation_new";
    case "outcomes":
    case "populations":
    case "estimands":
    case "analysisPlan":
    case "sampleSize":
      return "plan_new";
    default:
      return "document_only";
  }
}

function wholeMember<A extends ImpactStatement, B extends ImpactStatement>(
  kind: ProtocolChange["kind"],
  added: A,
  removed: B,
): A | B | "order_new" {
  return kind === "add" ? added : kind === "remove" ? removed : "order_new";
}

const ofProperty: Readonly<Record<string, ImpactStatement>> = {
  label: "words_new",
  shortLabel: "words_new",
  hint: "words_new",
  title: "words_new",
  description: "words_new",
  instructions: "words_new",
  layout: "words_new",
  hardRange: "limits_new",
  softRange: "limits_new",
  decimals: "limits_new",
  maxLength: "limits_new",
  timerMinutes: "limits_new",
  missingReasons: "limits_new",
  required: "required_new",
  requiredBy: "required_new",
  relevant: "rule_new",
  constraints: "rule_new",
  calculation: "calculation_new",
  scale: "calculation_new",
  performedBy: "performers_new",
};

/** `forms/<form>[/<property> | /sections/<section>[/<property> | /items/<item>[/<property>]]]`. */
function formStatement({ path, kind }: ProtocolChange, before: Protocol, after: Protocol): ImpactStatement {
  if (path.length === 2) return wholeMember(kind, "form_new", "form_retired");
  if (path[2] !== "sections") return ofProperty[path[2] ?? ""] ?? "definition_new";
  if (path.length === 4) return kind === "move" ? "order_new" : sectionStatement(path, kind, before, after);
  if (path[4] !== "items") return ofProperty[path[4] ?? ""] ?? "definition_new";
  if (path.length === 6) {
    const stays = isInForm(kind === "add" ? before : after, path[1] ?? "", [path[5] ?? ""]);
    return stays && kind !== "move" ? "item_placed" : wholeMember(kind, "item_new", "item_retired");
  }
  return ofProperty[path[6] ?? ""] ?? "definition_new";
}

function sectionStatement(
  path: readonly string[],
  kind: ProtocolChange["kind"],
  before: Protocol,
  after: Protocol,
): ImpactStatement {
  const [from, to] = kind === "add" ? [after, before] : [before, after];
  const items = placedItems(from)
    .filter(({ form, section }) => form.key === path[1] && section.key === path[3])
    .map(({ item }) => item.key);
  if (isInForm(to, path[1] ?? "", items)) return "item_placed";
  return kind === "add" ? "item_new" : "item_retired";
}

function isInForm(protocol: Protocol, formKey: string, items: readonly string[]): boolean {
  const there = placedItems(protocol).filter(({ form }) => form.key === formKey);
  return items.every((key) => there.some(({ item }) => item.key === key));
}

/** A criterion whose kind flips decides the opposite of the same answer. */
function criterionStatement(change: ProtocolChange): ImpactStatement {
  const { path, kind } = change;
  if (path.length === 3) return kind === "move" ? "order_new" : wholeMember(kind, "criterion_new", "criterion_retired");
  if (path[3] === "kind" && change.kind === "change")
    return change.to === "inclusion" ? "criterion_includes" : "criterion_excludes";
  return path[3] === "question" || path[3] === "text" ? "criterion_words" : "eligibility_new";
}

function visitStatement({ path, kind }: ProtocolChange): ImpactStatement {
  if (path.length === 2) return wholeMember(kind, "visit_new", "visit_retired");
  if (path[2] === "label") return "words_new";
  if (path[2] !== "forms") return "schedule_new";
  return path.length === 4 ? wholeMember(kind, "form_planned", "form_unplanned") : "required_new";
}

function codeStatement({ path, kind }: ProtocolChange, isWords: boolean): ImpactStatement {
  if (path.length === 2) return wholeMember(kind, "codelist_new", "code_retired");
  if (path[2] !== "codes") return "words_new";
  if (path.length === 4) return wholeMember(kind, "code_new", "code_retired");
  return path[4] === "label" && isWords ? "code_words" : "words_new";
}
