import type { Finding } from "@kendali/builder";

const none: readonly Finding[] = [];

/** Finds the findings at or below any path, without looking at all of them for each field of a page. */
export function indexFindings(findings: readonly Finding[]): (path: string) => readonly Finding[] {
  const at = new Map<string, Finding[]>();
  for (const finding of findings) {
    const steps = finding.path.split("/").filter((step) => step !== "");
    for (let end = 0; end <= steps.length; end++) {
      const name = steps.slice(0, end).join("/");
      const found = at.get(name);
      if (found === undefined) at.set(name, [finding]);
      else found.push(finding);
    }
  }
  return (path) => at.get(path) ?? none;
}
