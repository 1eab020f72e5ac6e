import type { Json, Problem, Protocol } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import { editPath } from "./edit-path.ts";
import type { Finding, LintFacts } from "./finding.ts";
import { pageOf } from "./pages.ts";

/**
 * Everything that is open in a document under construction: what every study document must satisfy (`must`), and advice
 * and reporting-guideline items that are mended or signed with a reason (`should`), in the order of the rules.
 */
export function lintDraft(protocol: Protocol, facts: LintFacts): readonly Finding[] {
  return [...mustFindings(protocol), ...shouldFindings(protocol, facts)];
}

function mustFindings(protocol: Protocol): readonly Finding[] {
  const valid = validateStudyDocument(protocol);
  const problems: readonly Problem[] = valid.ok ? [] : (valid.refusal.problems ?? []);
  const document = protocol as unknown as Json;
  return problems.map(({ code, path, params }): Finding => {
    const place = editPath(document, path);
    return { code, path: place, params, severity: "must", mend: { page: pageOf(place), path: place } };
  });
}

function shouldFindings(_protocol: Protocol, _facts: LintFacts): readonly Finding[] {
  return [];
}
