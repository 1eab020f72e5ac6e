import type { Chance } from "./chance.ts";

/** A JSON schema, as far as inputs use it. */
export type Schema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
};

/** Values that belong together: a participant with her site, a visit with its form and what may be written in it. */
export type Situation = Readonly<Record<string, unknown>>;

export type Knowledge = {
  readonly situation: Situation;
  /** Values by the name of the key that takes them, whatever procedure asks. */
  readonly pool: Readonly<Record<string, readonly unknown[]>>;
  /** `fitting`: as a person would fill it in; `any`: keys left out, values of other situations, things that do not exist. */
  readonly manner: "fitting" | "any";
  readonly chance: Chance;
  readonly key: string;
};

const words = ["kata", "coba-kendali", "MLT", "0", "1.0", "id", "melati", "screening:1", "2026-04-01", "x".repeat(43)];

/** An input of a procedure, from the shape that the procedure itself states. */
export function generateInput(schema: Schema, known: Knowledge): unknown {
  if (schema.properties === undefined && schema.type !== "object")
    return schema.type === undefined ? undefined : valueFor("", schema, known);
  return objectFor(schema, known);
}

function objectFor(schema: Schema, known: Knowledge): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const isRequired = schema.required?.includes(name) ?? false;
    const inner = { ...known, key: `${known.key}/${name}` };
    const keeps = known.chance.unit(`${inner.key} kept`);
    if (!isRequired && keeps < (known.manner === "fitting" ? 0.7 : 0.5)) continue;
    object[name] = valueFor(name, property, inner);
  }
  return object;
}

function valueFor(name: string, schema: Schema, known: Knowledge): unknown {
  const { chance, key, manner, situation, pool } = known;
  const own = situation[name];
  const isOpen = !("const" in schema) && (schema.enum === undefined || schema.enum.includes(own));
  if (isOpen && name in situation && (manner === "fitting" || chance.unit(`${key} own`) < 0.6)) return own;
  const known_ = pool[name];
  if (
    isOpen &&
    schema.enum === undefined &&
    known_ !== undefined &&
    known_.length > 0 &&
    (name === "grant" || chance.unit(`${key} pool`) < 0.9)
  )
    return chance.pick(key, known_);
  return bySchema(schema, known);
}

function bySchema(schema: Schema, known: Knowledge): unknown {
  const { chance, key } = known;
  if ("const" in schema) return schema.const;
  if (schema.enum !== undefined) return chance.pick(key, schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return bySchema(chance.pick(`${key} choice`, choices) ?? {}, known);
  if (schema.type === "object")
    return schema.properties === undefined ? recordFor(schema, known) : objectFor(schema, known);
  if (schema.type === "array")
    return Array.from({ length: chance.index(`${key} length`, 3) }, (_, index) =>
      bySchema(schema.items ?? {}, { ...known, key: `${key} ${index}` }),
    );
  if (schema.type === "boolean") return chance.unit(key) < 0.5;
  if (schema.type === "integer" || schema.type === "number") {
    const least = Math.max(schema.minimum ?? 0, -1000);
    return least + chance.index(key, Math.max(1, Math.min(60, (schema.maximum ?? 60) - least)));
  }
  if (schema.type === "null") return null;
  return textFor(schema, known);
}

function recordFor(schema: Schema, known: Knowledge): Record<string, unknown> {
  const inner = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  return { kata: bySchema(inner, { ...known, key: `${known.key} kata` }) };
}

function textFor(schema: Schema, { chance, key, pool }: Knowledge): string {
  if (schema.format === "uuid") {
    const seen = pool["uuid"] ?? [];
    return seen.length > 0 && chance.unit(`${key} seen`) < 0.7 ? String(chance.pick(key, seen)) : chance.uuid(key);
  }
  if (schema.format === "date-time") return "2026-05-16T04:00:00.000Z";
  if (schema.pattern === undefined)
    return (
      chance.pick(
        key,
        words.filter((word) => word.length >= (schema.minLength ?? 0)),
      ) ?? "kata"
    );
  const pattern = new RegExp(schema.pattern, "u");
  const known = Object.values(pool).flatMap((values) => values.slice(0, 5).map(String));
  const fitting = [...words, ...known, "ab".repeat(32)].filter((word) => pattern.test(word));
  return chance.pick(key, fitting) ?? "kata";
}
