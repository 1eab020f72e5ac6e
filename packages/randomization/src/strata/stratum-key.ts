import { accept, canonicalJson, type ItemValue, type Problem, refuse, type Result } from "@kendali/domain";

/** The value of each stratification factor for one participant; `site` is a factor like any other. */
export type StratumValues = Readonly<Record<string, ItemValue | undefined>>;

/**
 * The text that names a participant's stratum: the factor values as canonical JSON, so that the order in which factors
 * are listed never changes the list a participant draws from. Without factors it is `{}`, one list for the study.
 *
 * Values are codes, yes/no, numbers or text; they are taken as they are, so `1` and `"1"` are different strata.
 * Refuses (`strata_missing`) a factor that is absent, missing with a reason, empty, a list, or not a finite number:
 * allocating into a stratum nobody stated would hide the mistake.
 *
 * Source: RFC 8785 (canonical JSON).
 *
 * @example stratumKey({ site: "pku", parity: 2 }) // { ok: true, value: '{"parity":2,"site":"pku"}' }
 */
export function stratumKey(values: StratumValues): Result<string> {
  const stated: Record<string, string | number | boolean> = {};
  const problems: Problem[] = [];
  for (const factor of Object.keys(values).sort()) {
    const value = values[factor];
    if (isStated(value)) stated[factor] = value;
    else problems.push({ path: factor, code: "strata_missing", params: {} });
  }
  return problems.length > 0 ? refuse("strata_missing", {}, problems) : accept(canonicalJson(stated));
}

function isStated(value: ItemValue | undefined): value is string | number | boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return value.length > 0 && !LONE_SURROGATE.test(value);
  return typeof value === "boolean";
}

/** Text that is not valid Unicode becomes the same replacement character in UTF-8, which would merge two strata. */
const LONE_SURROGATE = /\p{Surrogate}/u;
