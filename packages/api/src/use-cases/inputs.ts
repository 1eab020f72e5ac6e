import { isLocalDate, type LocalDate } from "@kendali/domain";
import { z } from "zod";

/** Shapes that several inputs share. Every input is strict: a key that is not asked for is refused. */
export const studyKey = z.string().regex(/^[a-z][a-z0-9-]{2,47}$/);
export const key = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);
export const commandId = z.uuid();
export const participantNumber = z.string().regex(/^[A-Z]{2,4}-\d{3,6}-\d$/);
/** A day that somebody may mean: a year with a digit too few or too many is a slip of the hand. */
export const localDate = z.custom<LocalDate>(
  (value) => typeof value === "string" && isLocalDate(value) && value >= "1900-01-01" && value < "2200-01-01",
  "date",
);
/** SHA-256 of a document, in hexadecimal digits. */
export const documentHash = z.string().regex(/^[0-9a-f]{64}$/);
export const instant = z.iso.datetime({ offset: true });
export const locale = z.enum(["id", "en"]);
/** The largest number of a column that counts (int4). A larger one names nothing that exists. */
const largestCount = 2_147_483_647;
/** A revision, an amendment or a number that a list gave out: from 1. */
export const ordinal = z.number().int().positive().max(largestCount);
/** A count of what there is: from 0. */
export const count = z.number().int().min(0).max(largestCount);

/** Signs that turn the reading order of what follows: a name with one can look like another, in a list or on paper. */
const turning = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What nobody sees: blanks of any width, marks for machines, and two letters that are drawn empty. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Free text of a person, trimmed, without signs that turn its order. Postgres cannot store NUL, and half a character is no text. */
export const text = (longest: number) =>
  z
    .string()
    .overwrite((value) => value.replaceAll(turning, ""))
    .trim()
    .max(longest)
    .refine((value) => !/\u0000|\p{Surrogate}/u.test(value), "text");
/** Text that must say something: one that nobody sees is as empty as none. */
export const words = (longest: number) =>
  text(longest).refine((value) => value.replaceAll(unseen, "") !== "", "required");

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);

/** A place of a draft's document: names of properties and keys of list members. */
export const draftPath = z.array(z.string().min(1).max(200)).min(1).max(40).readonly();
