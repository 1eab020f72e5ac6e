import { baselinePrefix } from "@kendali/domain";

/** A string literal of CEL, or a name; field access (`.name`) is not a name. */
const token = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(\.\s*)?\b([A-Za-z_]\w*)\b/g;

/** The names an expression may use an item by: its key, and its key at the baseline visit. */
function namesOf(key: string): readonly string[] {
  return [key, `${baselinePrefix}${key}`];
}

/**
 * Whether an expression, sound or not, names an item. Words inside quotes do not count.
 *
 * @example expressionNames('volume > 10 && note != "pain"', "pain") // false
 */
export function expressionNames(text: string, key: string): boolean {
  const names = namesOf(key);
  return [...text.matchAll(token)].some(
    ([, quoted, access, name]) =>
      quoted === undefined && access === undefined && name !== undefined && names.includes(name),
  );
}

/**
 * As `renameInExpression`, of a text that is still being typed: while a quote in it is open nobody can tell its names from
 * its words, and it stays as it was typed.
 *
 * @example renameInTyped('volume > (volume', "volume", "milk") // 'milk > (milk'
 * @example renameInTyped('note == "volume', "volume", "milk") // 'note == "volume'
 */
export function renameInTyped(text: string, from: string, to: string): string {
  const isOpen = /["']/.test(
    text.replace(token, (found, quoted: string | undefined) => (quoted === undefined ? found : "")),
  );
  return isOpen ? text : renameInExpression(text, from, to);
}

/**
 * An expression that names an item by its new key, also where it names its value at the baseline visit. Everything else
 * stays as it was typed.
 *
 * @example renameInExpression("volume > baseline_volume", "volume", "milk") // "milk > baseline_milk"
 */
export function renameInExpression(text: string, from: string, to: string): string {
  return text.replace(token, (found, quoted: string | undefined, access: string | undefined, name: string) => {
    if (quoted !== undefined || access !== undefined) return found;
    if (name === from) return to;
    return name === `${baselinePrefix}${from}` ? `${baselinePrefix}${to}` : found;
  });
}
