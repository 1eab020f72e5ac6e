import type { LocalizedText, Protocol, Site } from "@kendali/domain";
import { withScales } from "./template-scales.ts";

/** What makes a study one's own that begins as a copy of another; null keeps the template's. */
export type AdaptAnswers = {
  /** `^[a-z][a-z0-9-]{2,47}$`. */
  readonly key: string;
  /** `YYYY-MM-DD`, the day on which the draft begins. */
  readonly date: string;
  readonly title: LocalizedText | null;
  readonly shortTitle: LocalizedText | null;
  /** The one site the study begins with, instead of the template's. */
  readonly site: Site | null;
};

/**
 * A new study from a template: everything of its design, forms and plan, and nothing that was granted to the template
 * alone, which is its ethics approval, its registration, its timetable and the approval of its consent text. What was assumed of sites
 * goes with them. Instruments that it scores by a bare formula are scales of the new study, with source and licence.
 */
export function adaptTemplate(template: Protocol, answers: AdaptAnswers): Protocol {
  const { timetable: _timetable, ...kept } = withScales(template);
  const { approval: _approval, ...consent } = template.consent;
  const { site } = answers;
  return {
    ...kept,
    key: answers.key,
    version: "0.1",
    date: answers.date,
    title: answers.title ?? template.title,
    shortTitle: answers.shortTitle ?? template.shortTitle,
    ethics: null,
    registration: null,
    consent,
    ...(site === null ? {} : { sites: [site], assumptions: withoutSites(template.assumptions) }),
  };
}

function withoutSites(assumptions: Protocol["assumptions"]): Protocol["assumptions"] {
  return assumptions.flatMap((assumption) => {
    const about = assumption.about.filter((path) => path !== "sites" && !path.startsWith("sites/"));
    return about.length === 0 ? [] : [{ ...assumption, about }];
  });
}
