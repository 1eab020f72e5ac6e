import { isLocalDate, type LocalDate } from "@kendali/domain";
import { z } from "zod";

/** Shapes that several inputs share. Every input is strict: a key that is not asked for is refused. */
export const studyKey = z.string().regex(/^[a-z][a-z0-9-]{2,47}$/);
export const key = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);
export const commandId = z.uuid();
export const participantNumber = z.string().regex(/^[A-Z]{2,4}-\d{3,6}-\d$/);
export const localDate = z.custom<LocalDate>((value) => typeof value === "string" && isLocalDate(value), "date");
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
export const screeningNumber = ordinal;

/** Free text of a person, trimmed. Postgres cannot store NUL, and half a character is no text. */
export const text = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((value) => !/\u0000|\p{Surrogate}/u.test(value), "text");
export const words = (longest: number) => text(longest).refine((value) => value !== "", "required");

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);

/** A place of a draft's document: names of properties and keys of list members. */
export const draftPath = z.array(z.string().min(1).max(200)).min(1).max(40).readonly();
