import type { z } from "zod";
import type { protocolSchema } from "./schema.ts";

/** A whole protocol document; see `schema.ts` for what each part means. */
export type Protocol = z.infer<typeof protocolSchema>;
export type LocalizedText = { id: string; en: string };
export type Locale = "id" | "en";
export type Site = Protocol["sites"][number];
export type Arm = Protocol["arms"][number];
export type Intervention = Protocol["interventions"][number];
export type Visit = Protocol["visits"][number];
export type Form = Protocol["forms"][number];
export type Section = Form["sections"][number];
export type Item = Section["items"][number];
export type ItemTypeKey = Item["type"];
export type ScaleDefinition = NonNullable<Protocol["scales"]>[number];
export type Statement = NonNullable<Protocol["statements"]>[number];
export type Codelist = Protocol["codelists"][number];
export type Criterion = Protocol["eligibility"]["criteria"][number];
export type Outcome = Protocol["outcomes"][number];
export type Population = Protocol["populations"][number];
export type Estimand = Protocol["estimands"][number];
export type Analysis = Protocol["analysisPlan"]["analyses"][number];
export type Multiplicity = NonNullable<Protocol["analysisPlan"]["multiplicity"]>;
export type AllocationPlan = NonNullable<Protocol["allocation"]>;
export type Role = Protocol["roles"][number]["role"];
export type BlindingLevel = Protocol["blinding"]["levels"][number]["level"];
export type MissingReason = "not_done" | "refused" | "not_applicable" | "unknown" | "not_available";
export type DesignType = Protocol["design"]["type"];

/** A study's kind never changes; other kinds can never become live data. */
export type StudyKind = "live" | "test" | "practice" | "simulated" | "reconstructed";

/**
 * One stored value of an item: a number, text, list of codes, boolean, or a typed missing value.
 * Dates are `YYYY-MM-DD`, times `HH:MM`, date-times `YYYY-MM-DDTHH:MM` (local to the site).
 */
export type ItemValue = number | string | boolean | readonly number[] | { readonly m: MissingReason };
export type EntryValues = Readonly<Record<string, ItemValue>>;
