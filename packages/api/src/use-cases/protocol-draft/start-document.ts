import { adaptTemplate, blankProtocol, proposeStudyKey } from "@kendali/builder";
import {
  invariant,
  type DesignType,
  type LocalDate,
  type Locale,
  type LocalizedText,
  type Protocol,
} from "@kendali/domain";
import { referenceStudies } from "../../reference-studies.generated.ts";
import type { DraftTemplate } from "./answers.ts";

const blanks = {
  "blank-one-group": {
    design: "one_group_pretest_posttest",
    title: { id: "Penelitian baru satu kelompok pretest–posttest", en: "New one-group pretest–posttest study" },
  },
  "blank-trial": {
    design: "parallel_controlled",
    title: { id: "Uji terkontrol paralel baru", en: "New parallel controlled trial" },
  },
} as const satisfies Record<string, { readonly design: DesignType; readonly title: LocalizedText }>;

/** What a new draft can start from, by key. */
export const templateKeys = ["oxytocin-pretest-posttest", "oxytocin-rct", "blank-one-group", "blank-trial"] as const;
export type TemplateKey = (typeof templateKeys)[number];

/** What a new study is called and when it begins. */
export type StartAnswers = {
  readonly name: string;
  readonly locale: Locale;
  readonly date: LocalDate;
  /** The study's key; made from the name when null. */
  readonly key: string | null;
};

/** The templates with what a person chooses by. */
export function draftTemplates(): readonly DraftTemplate[] {
  listed ??= templateKeys.map((key): DraftTemplate => {
    if (key === "blank-one-group" || key === "blank-trial") {
      const document = blankDocument(key, { name: "Studi", locale: "id", date: "2026-01-01" as LocalDate, key: null });
      const { forms, visits } = document;
      return { key, kind: "blank", ...blanks[key], forms: forms.length, visits: visits.length };
    }
    const { design, title, forms, visits } = referenceDocument(key);
    return { key, kind: "reference", design: design.type, title, forms: forms.length, visits: visits.length };
  });
  return listed;
}

/** Made once: they are part of this version. */
let listed: readonly DraftTemplate[] | null = null;

/** The document that a draft from a template begins with: what a reference study was approved and registered for is not carried on. */
export function templateDocument(key: TemplateKey, answers: StartAnswers): Protocol {
  if (key === "blank-one-group" || key === "blank-trial") return blankDocument(key, answers);
  return adaptTemplate(referenceDocument(key), {
    key: studyKeyOf(answers),
    date: answers.date,
    title: null,
    shortTitle: null,
    site: null,
  });
}

function blankDocument(key: keyof typeof blanks, answers: StartAnswers): Protocol {
  const title = { id: "", en: "", [answers.locale]: answers.name };
  const { date } = answers;
  return blankProtocol(blanks[key].design, {
    key: studyKeyOf(answers),
    title,
    shortTitle: { ...title },
    date,
    site: null,
  });
}

function referenceDocument(key: string): Protocol {
  const found = referenceStudies.find((study) => study.key === key);
  invariant(found !== undefined, `${key} is a reference study`);
  return JSON.parse(found.document) as Protocol;
}

/** The key that was chosen, else one as near to the name as a key allows. */
function studyKeyOf({ key, name }: Pick<StartAnswers, "key" | "name">): string {
  return key ?? proposeStudyKey(name);
}
