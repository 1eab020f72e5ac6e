import type { BuilderPage } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import type { Translator } from "@kendali/i18n";
import type { builderCatalogue } from "@kendali/i18n/catalogues/builder";

export type StepWords = Translator<typeof builderCatalogue>;

/** One step: what stands in it, where it is taken, and which findings are its own. */
type BuilderStep = {
  readonly key: string;
  readonly words: string;
  readonly text: string;
  readonly href: string;
  readonly pages: readonly BuilderPage[];
  /** Parts of the document, where a page has several steps; else all findings of the pages count. */
  readonly places: readonly string[];
};

const identity = ["title", "shortTitle", "key", "version", "date", "languages", "design", "registration", "timetable"];
const eligibility = ["eligibility", "sampling"];
const groups = ["arms", "epochs"];

/** The steps in the order in which a study is usually thought through. */
export function stepsOf(document: Protocol, locale: "id" | "en", t: StepWords): readonly BuilderStep[] {
  const step = (
    key: string,
    page: BuilderPage,
    words: string,
    text: string,
    more: { readonly href?: string; readonly places?: readonly string[] } = {},
  ): BuilderStep => ({
    key,
    words,
    text,
    href: more.href ?? page,
    pages: [page],
    places: more.places ?? [],
  });
  const { forms, visits, epochs, outcomes, allocation } = document;
  const items = forms.reduce((sum, { sections }) => sum + sections.reduce((all, one) => all + one.items.length, 0), 0);
  return [
    step(
      "title",
      "basics",
      t("step_title"),
      t("step_title_text", { title: document.shortTitle[locale], key: document.key, version: document.version }),
      { places: identity },
    ),
    step("sites", "basics", t("step_sites"), namesOf(document.sites, locale, t, t("sites_none")), {
      href: "basics#sites",
      places: ["sites"],
    }),
    step("arms", "basics", t("part_arms"), namesOf(document.arms, locale, t, t("none_yet")), {
      href: "basics#arms",
      places: groups,
    }),
    step(
      "eligibility",
      "basics",
      t("step_eligibility"),
      t("step_eligibility_text", { count: document.eligibility.criteria.length }),
      { href: "basics#eligibility/criteria", places: eligibility },
    ),
    step("people", "people", t("step_people"), t("step_people_text", { count: document.roles.length })),
    step(
      "interventions",
      "interventions",
      t("page_interventions"),
      t("step_interventions_text", { count: document.interventions.length }),
    ),
    step("forms", "forms", t("page_forms"), t("step_forms_text", { forms: forms.length, items })),
    step(
      "schedule",
      "schedule",
      t("page_schedule"),
      t("step_schedule_text", { visits: visits.length, epochs: epochs.length }),
    ),
    step(
      "outcomes",
      "outcomes",
      t("page_outcomes"),
      t("step_outcomes_text", {
        primary: outcomes.filter(({ role }) => role === "primary").length,
        count: outcomes.length,
      }),
    ),
    step(
      "sample-size",
      "sample-size",
      t("page_sample_size"),
      t("step_sample_size_text", { count: document.sampleSize.target }),
    ),
    step(
      "allocation",
      "allocation",
      t("page_allocation"),
      allocation === null
        ? t("step_allocation_none")
        : t("step_allocation_text", {
            ratio: allocation.ratio.map(({ weight }) => String(weight)).join(" : "),
            levels: document.blinding.levels.filter(({ level }) => level !== "none").length,
          }),
    ),
    step(
      "analysis",
      "analysis",
      t("page_analysis"),
      t("step_analysis_text", { count: document.analysisPlan.analyses.length }),
    ),
    step(
      "consent",
      "consent",
      t("page_consent"),
      t("step_consent_text", { version: document.consent.version, count: document.consent.sections.length }),
    ),
    step(
      "statements",
      "statements",
      t("page_statements"),
      t("step_statements_text", { count: document.statements?.length ?? 0 }),
    ),
  ];
}

type Named = { readonly key: string } & (
  | { readonly name: { readonly id: string; readonly en: string } }
  | { readonly label: { readonly id: string; readonly en: string } }
);

/** The names of the first three, and how many more there are. */
function namesOf(members: readonly Named[], locale: "id" | "en", t: StepWords, none: string): string {
  if (members.length === 0) return none;
  const names = members.map((member) => ("name" in member ? member.name : member.label)[locale] || member.key);
  const rest = names.length - 3;
  return [...names.slice(0, 3), ...(rest > 0 ? [t("more", { count: rest })] : [])].join(", ");
}
