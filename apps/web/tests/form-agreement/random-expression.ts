import type { Declarations } from "@kendali/domain";
import type { Draw } from "./draw.ts";

/** Names that an expression may use, by what they hold. */
type Names = {
  readonly double: readonly string[];
  readonly bool: readonly string[];
  readonly string: readonly string[];
  readonly list: readonly string[];
  readonly day: readonly string[];
  readonly moment: readonly string[];
};

/** A random condition over the names, in the expression language of forms; it may be one that does not compile. */
export function randomCondition(draw: Draw, declarations: Declarations): string {
  return bool(draw, namesOf(declarations), 2);
}

/** A random calculation. */
export function randomCalculation(draw: Draw, declarations: Declarations): string {
  return double(draw, namesOf(declarations), 2);
}

function namesOf(declarations: Declarations): Names {
  const of = (...types: string[]) => [...declarations].filter(([, type]) => types.includes(type)).map(([name]) => name);
  return {
    double: of("double"),
    bool: of("bool"),
    string: of("string"),
    list: of("list<double>"),
    day: of("date", "date_time"),
    moment: of("date_time"),
  };
}

function bool(draw: Draw, names: Names, depth: number): string {
  const leaves = [
    () => `${double(draw, names, 0)} ${draw.pick(["<", "<=", ">", ">=", "==", "!="])} ${double(draw, names, 0)}`,
    ...(names.bool.length === 0 ? [] : [() => draw.pick(names.bool), () => `${draw.pick(names.bool)} == true`]),
    ...(names.list.length === 0 ? [] : [() => `${draw.int(0, 4)}.0 in ${draw.pick(names.list)}`]),
    ...(names.double.length === 0 ? [] : [() => `${draw.pick(names.double)} in [0.0, 1.0, 2.5]`]),
    ...(names.string.length === 0
      ? []
      : [
          () => `${draw.pick(names.string)} == 'a'`,
          () => `${draw.pick(names.string)}.contains('1')`,
          () => `${draw.pick(names.string)}.startsWith('A')`,
          () => `${draw.pick(names.string)}.matches('^[a-z ]{2,8}$')`,
        ]),
    ...(names.day.length < 2 ? [] : [() => `daysBetween(${draw.pick(names.day)}, ${draw.pick(names.day)}) > 0`]),
  ];
  if (depth === 0) return draw.pick(leaves)();
  return draw.pick([
    ...leaves,
    () => `(${bool(draw, names, depth - 1)}) && (${bool(draw, names, depth - 1)})`,
    () => `(${bool(draw, names, depth - 1)}) || (${bool(draw, names, depth - 1)})`,
    () => `!(${bool(draw, names, depth - 1)})`,
  ])();
}

function double(draw: Draw, names: Names, depth: number): string {
  const leaves = [
    () => draw.pick(["0.0", "1.0", "2", "3.5", "100.0"]),
    ...(names.double.length === 0 ? [] : [() => draw.pick(names.double), () => draw.pick(names.double)]),
    ...(names.moment.length < 2 ? [] : [() => `hoursBetween(${draw.pick(names.moment)}, ${draw.pick(names.moment)})`]),
  ];
  if (depth === 0) return draw.pick(leaves)();
  const part = () => double(draw, names, depth - 1);
  return draw.pick([
    ...leaves,
    () => `(${part()}) + (${part()})`,
    () => `(${part()}) - (${part()})`,
    () => `(${part()}) * (${part()})`,
    () => `(${part()}) / (${part()})`,
    () => `round(${part()}, ${draw.int(0, 3)})`,
    () => `abs(${part()})`,
    () => `min(${part()}, ${part()}, ${part()})`,
    () => `max(${part()}, ${part()})`,
    () => `(${bool(draw, names, 0)}) ? (${part()}) : (${part()})`,
  ])();
}
