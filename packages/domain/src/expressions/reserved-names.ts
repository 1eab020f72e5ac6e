/**
 * Words that cannot name an item, because a column or a variable of that name would break in CEL, in R, in SQL or in
 * JavaScript. Item keys are lower case, so the words are too.
 */
const cel = [
  ..."as break const continue else false for function if import in let loop package namespace null return true var void while".split(
    " ",
  ),
  ..."int uint double bool string bytes list map type dyn null_type timestamp duration optional google cel has size".split(
    " ",
  ),
];
const r =
  "if else repeat while function for next break true false null inf nan na na_integer_ na_real_ na_character_ t f c".split(
    " ",
  );
const sql = [
  ..."all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create".split(
    " ",
  ),
  ..."current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end".split(
    " ",
  ),
  ..."except false fetch for foreign from grant group having in initially intersect into lateral leading limit".split(
    " ",
  ),
  ..."localtime localtimestamp not null offset on only or order placing primary references returning select".split(" "),
  ..."session_user some symmetric table then to trailing true union unique user using variadic when where window with".split(
    " ",
  ),
];
const javascript = ["__proto__", "constructor", "prototype", "hasownproperty", "tostring", "valueof"];
/** Columns that every data set has beside the items. */
const dataset = "study site arm participant visit form revision performed_on performed_by study_day".split(" ");

const reserved: ReadonlySet<string> = new Set([...cel, ...r, ...sql, ...javascript, ...dataset]);

export function isReservedName(name: string): boolean {
  return reserved.has(name.toLowerCase());
}
