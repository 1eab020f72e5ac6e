import { type Codelist, itemTypeOf, type LocalizedText, type RefusalParams } from "@kendali/domain";
import {
  compilePattern,
  type ExpressionTree,
  loopingNames,
  offeredFunctions,
  offeredMethods,
} from "@kendali/domain/expressions";
import { nearestName } from "../nearest-name.ts";
import { calculationRing } from "./calculation-ring.ts";
import type { ExpressionAdvice, ExpressionAdviceCode, ExpressionScope, ScopeName } from "./expression.types.ts";
import { kindOfTree } from "./kind-of-tree.ts";
import { isMomentText } from "./say-moment.ts";
import { unitOfTree } from "./unit-of-tree.ts";

type Found = readonly ExpressionAdvice[];
type Infix = Extract<ExpressionTree, { kind: "infix" }>;
type Parameter = NonNullable<ReturnType<typeof offeredFunctions.get>>[number][number];

/** What is wrong in the parts of an expression. Parts whose kind cannot be told give no second problem for it. */
export function checkTree(tree: ExpressionTree, scope: ExpressionScope): Found {
  const codes = scope.codelist === null ? [] : resultCodes(tree, scope.codelist, scope);
  return [...checkPart(tree, scope), ...codes];
}

function checkPart(tree: ExpressionTree, scope: ExpressionScope): Found {
  switch (tree.kind) {
    case "number":
      return Math.abs(tree.value) < 1e15 ? [] : [must(tree, "number_too_large")];
    case "text":
    case "truth":
      return [];
    case "name":
      return checkName(tree, tree.name, scope);
    case "list":
      return [...tree.members.flatMap((member) => checkPart(member, scope)), ...unlikeMembers(tree.members, scope)];
    case "not":
      return [...checkPart(tree.of, scope), ...wrongKind(tree.of, "!", "bool", scope)];
    case "minus":
      return [...checkPart(tree.of, scope), ...wrongKind(tree.of, "-", "double", scope)];
    case "choose":
      return [
        ...[tree.condition, tree.yes, tree.no].flatMap((part) => checkPart(part, scope)),
        ...checkChoose(tree, scope),
      ];
    case "infix":
      return [...checkPart(tree.left, scope), ...checkPart(tree.right, scope), ...checkInfix(tree, scope)];
    case "call":
      return checkCall(tree, scope);
    case "method":
      return checkMethod(tree, scope);
    case "other":
      return [must(tree, "not_offered", { found: tree.found })];
  }
}

function checkName(tree: ExpressionTree, written: string, scope: ExpressionScope): Found {
  const name = scope.names.get(written);
  const unusable = scope.unusable.get(written);
  if (name === undefined && unusable !== undefined) {
    return [must(tree, "name_not_usable", labelParams(unusable.label, written))];
  }
  if (name === undefined) {
    return [must(tree, "name_unknown", { name: written.slice(0, 60) }, nearestName(written, scope.names.keys()))];
  }
  const params = labelParams(name.item.label, name.item.key);
  if (name.isMasked) return [must(tree, "name_masked", params)];
  if (name.place === "baseline") {
    const proposal = name.item.key;
    return name.isAtBaseline ? [] : [should(tree, "baseline_missing", { ...params, proposal }, proposal)];
  }
  if (name.place === "self" && scope.use !== "constraint") return [must(tree, "name_self", params)];
  const ring = calculationRing(written, scope);
  if (ring !== null) return [must(tree, "name_circles", { ...params, ...ringParams(ring) })];
  if (name.place !== "later") return [];
  // What is computed is there before anything is shown; what is typed is not.
  const { isComputed } = itemTypeOf(name.item);
  if (scope.use === "calculation" && isComputed) return [must(tree, "name_later_calculated", params)];
  return scope.use === "relevant" && !isComputed ? [should(tree, "name_later", params)] : [];
}

function checkChoose(tree: Extract<ExpressionTree, { kind: "choose" }>, scope: ExpressionScope): Found {
  const condition = kindOfTree(tree.condition, scope);
  const [yes, no] = [kindOfTree(tree.yes, scope), kindOfTree(tree.no, scope)];
  return [
    ...(condition === null || condition === "bool"
      ? []
      : [must(tree.condition, "condition_not_truth", { kind: condition })]),
    ...(yes === null || no === null || yes === no
      ? []
      : [must(tree.no, "branches_differ", { firstKind: yes, secondKind: no })]),
  ];
}

function checkInfix(tree: Infix, scope: ExpressionScope): Found {
  const { operator, left, right } = tree;
  switch (operator) {
    case "&&":
    case "||":
      return [...wrongKind(left, operator, "bool", scope), ...wrongKind(right, operator, "bool", scope)];
    case "-":
    case "*":
    case "/": {
      const wrong = [...wrongKind(left, operator, "double", scope), ...wrongKind(right, operator, "double", scope)];
      if (operator === "/" && right.kind === "number" && right.value === 0)
        return [...wrong, should(right, "divides_by_zero")];
      return wrong.length > 0 || operator !== "-" ? wrong : unlikeUnits(tree, scope);
    }
    case "in":
      return checkMembership(tree, scope);
    case "+":
      return [...unlike(tree, scope, isAddable), ...unlikeUnits(tree, scope)];
    case "==":
    case "!=":
      return [...unlike(tree, scope, () => true), ...unlikeUnits(tree, scope), ...checkLiterals(tree, scope)];
    default:
      return [...unlike(tree, scope, isOrdered), ...unlikeUnits(tree, scope), ...checkLiterals(tree, scope)];
  }
}

function isAddable(kind: string): boolean {
  return kind !== "bool";
}

function isOrdered(kind: string): boolean {
  return !kind.startsWith("list");
}

/** Both sides are of one kind, and of one that the operator works on. */
function unlike(tree: Infix, scope: ExpressionScope, isTaken: (kind: string) => boolean): Found {
  const [first, second] = [kindOfTree(tree.left, scope), kindOfTree(tree.right, scope)];
  if (first === null || second === null) return [];
  if (first !== second) return [must(tree, "operands_differ", { firstKind: first, secondKind: second })];
  return isTaken(first)
    ? []
    : [must(tree, "operand_wrong_type", { operator: tree.operator, kind: first, expectedKind: "double" })];
}

function unlikeMembers(members: readonly ExpressionTree[], scope: ExpressionScope): Found {
  const kinds = members
    .map((member) => ({ member, kind: kindOfTree(member, scope) }))
    .filter(({ kind }) => kind !== null);
  const first = kinds[0]?.kind ?? "";
  const other = kinds.find(({ kind }) => kind !== first);
  return other === undefined
    ? []
    : [must(other.member, "operands_differ", { firstKind: first, secondKind: other.kind ?? "" })];
}

function unlikeUnits(tree: Infix, scope: ExpressionScope): Found {
  const [first, second] = [unitOfTree(tree.left, scope), unitOfTree(tree.right, scope)];
  if (first === null || second === null || first === second) return [];
  return [should(tree, "unit_mismatch", { first, second })];
}

function wrongKind(tree: ExpressionTree, operator: string, expected: "bool" | "double", scope: ExpressionScope): Found {
  const kind = kindOfTree(tree, scope);
  if (kind === null || kind === expected) return [];
  return [must(tree, "operand_wrong_type", { operator, kind, expectedKind: expected })];
}

function checkMembership(tree: Infix, scope: ExpressionScope): Found {
  const [member, list] = [kindOfTree(tree.left, scope), kindOfTree(tree.right, scope)];
  if (list !== null && !list.startsWith("list")) {
    return [must(tree.right, "operand_wrong_type", { operator: "in", kind: list, expectedKind: "list" })];
  }
  if (member !== null && list !== null && list !== `list<${member}>`) {
    return [must(tree, "operands_differ", { firstKind: member, secondKind: list })];
  }
  const codesOfLeft = codedName(tree.left, scope);
  const members = tree.right.kind === "list" ? tree.right.members : [];
  const listed = codedName(tree.right, scope);
  return [
    ...(codesOfLeft === null ? [] : members.flatMap((part) => unofferedCode(part, codesOfLeft))),
    ...(listed === null ? [] : unofferedCode(tree.left, listed)),
  ];
}

type Coded = { readonly name: ScopeName; readonly list: Codelist };

function codedName(tree: ExpressionTree, scope: ExpressionScope): Coded | null {
  const name = tree.kind === "name" ? scope.names.get(tree.name) : undefined;
  return name === undefined || name.codelist === null ? null : { name, list: name.codelist };
}

/** What a name is compared with is something that it can be: a code of its list, a date or time as it is kept. */
function checkLiterals(tree: Infix, scope: ExpressionScope): Found {
  return [
    [tree.left, tree.right],
    [tree.right, tree.left],
  ].flatMap(([named, literal]): Found => {
    if (named === undefined || literal === undefined || named.kind !== "name") return [];
    const coded = codedName(named, scope);
    if (coded !== null) return resultCodes(literal, coded.list, scope, coded.name.item.label);
    const type = scope.names.get(named.name)?.item.type;
    if (literal.kind !== "text" || type === undefined || isMomentText(literal.value, type) !== false) return [];
    return [should(literal, "text_not_moment", { found: JSON.stringify(literal.value).slice(0, 40), moment: type })];
  });
}

/** The codes that an expression gives, through every branch of its choices, are codes of the list. */
function resultCodes(tree: ExpressionTree, list: Codelist, scope: ExpressionScope, label = scope.item?.label): Found {
  if (tree.kind === "choose") {
    return [tree.yes, tree.no].flatMap((branch) => resultCodes(branch, list, scope, label));
  }
  return unofferedCode(tree, { list, ...(label === undefined ? {} : { label }) });
}

function unofferedCode(
  tree: ExpressionTree,
  coded: { readonly list: Codelist; readonly label?: LocalizedText; readonly name?: ScopeName },
): Found {
  const minus = tree.kind === "minus" && tree.of.kind === "number" ? -tree.of.value : null;
  const code = tree.kind === "number" ? tree.value : minus;
  if (code === null || coded.list.codes.some((offered) => offered.code === code)) return [];
  const offered = (locale: "id" | "en"): string =>
    coded.list.codes
      .slice(0, 8)
      .map((one) => `${one.code} = ${one.label[locale]}`)
      .join(", ");
  const label = coded.label ?? coded.name?.item.label ?? coded.list.label;
  const params = { code: String(code), ...labelParams(label, coded.list.key) };
  return [should(tree, "code_not_offered", { ...params, "offered:id": offered("id"), "offered:en": offered("en") })];
}

function checkCall(tree: Extract<ExpressionTree, { kind: "call" }>, scope: ExpressionScope): Found {
  const { name, args } = tree;
  const place = { start: tree.start, end: Math.min(tree.end, tree.start + name.length) };
  const signatures = offeredFunctions.get(name);
  if (signatures === undefined) {
    if (loopingNames.has(name)) return [must(place, "loops", { found: name })];
    return [must(place, "function_unknown", { name: name.slice(0, 60) }, nearestName(name, offeredFunctions.keys()))];
  }
  const parameters = signatures.find((signature) => signature.length === args.length);
  if (parameters === undefined) {
    const counts = signatures.map((signature) => signature.length);
    const expected = counts.length > 1 ? `${Math.min(...counts)}–${Math.max(...counts)}` : String(counts[0] ?? 0);
    return [
      ...args.flatMap((arg) => checkPart(arg, scope)),
      must(tree, "argument_count", { name, expected, found: args.length }),
    ];
  }
  return args.flatMap((arg, index) => {
    const inside = checkPart(arg, scope);
    const parameter = parameters[index];
    return inside.some(({ severity }) => severity === "must") || parameter === undefined || fits(arg, parameter, scope)
      ? inside
      : [...inside, must(arg, "argument_wrong_type", { name, argument: argumentOf(parameter) })];
  });
}

function fits(arg: ExpressionTree, parameter: Parameter, scope: ExpressionScope): boolean {
  if (parameter.mustBeName) {
    const type = arg.kind === "name" ? scope.declarations.get(arg.name) : undefined;
    return type !== undefined && parameter.accepts.includes(type);
  }
  if (parameter.mustBeLiteral) {
    return arg.kind === "number" && Number.isInteger(arg.value) && arg.value >= 0 && arg.value <= 9;
  }
  const kind = kindOfTree(arg, scope);
  return kind === null || kind === "double";
}

/** What a function takes, as the catalogue names it (`argument_…`). */
export function argumentOf(parameter: Parameter): "number" | "digits" | "moment" | "day" {
  if (parameter.mustBeLiteral) return "digits";
  if (!parameter.mustBeName) return "number";
  return parameter.accepts.includes("date") ? "day" : "moment";
}

function checkMethod(tree: Extract<ExpressionTree, { kind: "method" }>, scope: ExpressionScope): Found {
  const { name, on, args } = tree;
  const inside = [on, ...args].flatMap((part) => checkPart(part, scope));
  const place = { start: on.end, end: tree.end };
  if (!offeredMethods.has(name)) {
    const code = loopingNames.has(name) ? "loops" : "not_offered";
    return [...inside, must(place, code, { found: name.slice(0, 60) })];
  }
  const [argument, more] = args;
  if (argument === undefined || more !== undefined) {
    return [...inside, must(place, "argument_count", { name, expected: "1", found: args.length })];
  }
  const kind = kindOfTree(on, scope);
  const wrong = kind === null || kind === "string" ? [] : [must(on, "method_on_wrong_type", { name })];
  if (name === "matches") {
    const isSound = argument.kind === "text" && compilePattern(argument.value) !== null;
    const found = argument.kind === "text" ? argument.value.slice(0, 40) : "";
    return [...inside, ...wrong, ...(isSound ? [] : [must(argument, "pattern_invalid", { found })])];
  }
  const given = kindOfTree(argument, scope);
  const misfit =
    given === null || given === "string" ? [] : [must(argument, "argument_wrong_type", { name, argument: "text" })];
  return [...inside, ...wrong, ...misfit];
}

type Place = { readonly start: number; readonly end: number };

function must(
  { start, end }: Place,
  code: ExpressionAdviceCode,
  params: RefusalParams = {},
  proposal: string | null = null,
): ExpressionAdvice {
  return { code, severity: "must", start, end, params, proposal };
}

function should(
  { start, end }: Place,
  code: ExpressionAdviceCode,
  params: RefusalParams = {},
  proposal: string | null = null,
): ExpressionAdvice {
  return { code, severity: "should", start, end, params, proposal };
}

function labelParams(label: LocalizedText, key: string): RefusalParams {
  return { "label:id": label.id === "" ? key : label.id, "label:en": label.en === "" ? key : label.en };
}

/** The questions of a ring in their order, back to the first. */
function ringParams(ring: readonly ScopeName[]): RefusalParams {
  const round = [...ring, ...ring.slice(0, 1)];
  const said = (locale: "id" | "en") => round.map(({ item }) => `“${item.label[locale] || item.key}”`).join(" → ");
  return { "ring:id": said("id"), "ring:en": said("en") };
}
