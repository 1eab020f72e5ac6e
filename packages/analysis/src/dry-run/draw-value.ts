import { addDays, addMinutes, itemTypeOf, type CompiledField, type ItemValue, type LocalDate } from "@kendali/domain";
import type { SimulationGenerator } from "@kendali/randomization";
import { usualRange } from "./assumptions.ts";

/** The circumstances of one answer. */
export type Occasion = {
  readonly generator: SimulationGenerator;
  /** A deviate of the participant and form, so that answers of one person go together. */
  readonly leaning: number;
  readonly day: LocalDate;
  /** The hours of the visit, `HH:MM`. */
  readonly hours: { readonly from: string; readonly to: string };
  /** Whether the form records an act: its steps are usually done. */
  readonly isAct: boolean;
  /** 0 at first; the more often an answer was refused, the wider the next is drawn. */
  readonly width: number;
};

/** How strongly answers of one person and form lean the same way: the loading on their common deviate. */
const loading = 0.6;

/**
 * An honest answer to an item: of its type, within its usual range (within the possible one once that did not do), among its
 * codes, at the day of the visit. `null` for what cannot be made up, such as a picture.
 */
export function drawValue(field: CompiledField, occasion: Occasion): ItemValue | null {
  const { item, codelist, definition } = field;
  const { generator } = occasion;
  const lean = (): number => loading * occasion.leaning + Math.sqrt(1 - loading * loading) * generator.nextNormal();
  switch (definition.columnKind(item)) {
    case "integer":
      return toPrecision(field, drawNumber(field, lean(), occasion));
    case "decimal":
      return toPrecision(field, drawNumber(field, lean(), occasion));
    case "code": {
      const codes = codelist?.codes ?? [];
      const place = occasion.width > 0 ? generator.nextBelow(Math.max(1, codes.length)) : spread(lean(), codes.length);
      return codes[place]?.code ?? null;
    }
    case "codes": {
      const codes = codelist?.codes ?? [];
      const chosen = codes.filter(() => generator.nextDouble() < 0.3).map(({ code }) => code);
      const [first] = codes;
      return chosen.length > 0 || first === undefined ? chosen : [first.code];
    }
    case "boolean":
      return occasion.isAct ? generator.nextDouble() < 0.9 : lean() > 0;
    case "date":
    case "partial_date":
      return earlier(occasion);
    case "time":
      return timeWithin(occasion);
    case "date_time":
      return `${earlier(occasion)}T${timeWithin(occasion)}`;
    case "text":
      return drawText(field);
    default:
      return null;
  }
}

/** The words that every made-up text consists of, so that it is known wherever it turns up. */
const madeUp = "Simulasi";

function drawText(field: CompiledField): string | null {
  const text = madeUp.slice(0, field.item.maxLength ?? madeUp.length);
  return field.definition.check(text, field).length === 0 ? text : null;
}

/** A place among so many for a deviate, each about equally often. */
function spread(z: number, places: number): number {
  // The logistic curve with factor 1.702 is within 0.01 of the normal distribution function (Haley 1952).
  const share = 1 / (1 + Math.exp(-1.702 * z));
  return Math.max(0, Math.min(places - 1, Math.floor(share * places)));
}

function drawNumber({ item }: CompiledField, z: number, { generator, width }: Occasion): number {
  const usual = usualRange(item);
  const [least, most] = [item.hardRange?.min ?? usual.low, item.hardRange?.max ?? usual.high];
  if (width > 1) return least + (most - least) * generator.nextDouble();
  const middle = (usual.low + usual.high) / 2;
  const value = middle + ((usual.high - usual.low) / 6) * z;
  return Math.min(usual.high, Math.max(usual.low, value));
}

/** The nearest value that the item can hold: so many decimals, within the limits of what is possible. */
export function toPrecision({ item, definition }: CompiledField, value: number): number {
  const decimals = definition.columnKind(item) === "integer" ? 0 : (item.decimals ?? 1);
  const unit = 10 ** -decimals;
  const low = item.hardRange?.min ?? -1e12;
  const high = item.hardRange?.max ?? 1e12;
  const within = Math.min(high, Math.max(low, value));
  const near = Number(within.toFixed(decimals));
  const inside = near < low ? near + unit : near > high ? near - unit : near;
  return Number(inside.toFixed(decimals));
}

/** The day itself; after a refusal a day before it, ever further back. */
function earlier({ day, width, generator }: Occasion): LocalDate {
  if (width === 0) return day;
  const furthest = Math.min(30 * 4 ** width, 15_000);
  return addDays(day, -generator.nextBelow(furthest));
}

function timeWithin({ hours, generator, width }: Occasion): string {
  const { from, to } = width > 1 ? { from: "00:00", to: "23:59" } : hours;
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const span = Math.max(1, minutes(to) - minutes(from) + 1);
  return addMinutes(`2000-01-01T${from}`, generator.nextBelow(span)).slice(11);
}

/** Whether an entry can hold an answer to the item that a person gives. */
export function isAsked({ item, definition }: CompiledField): boolean {
  return definition.isStored && !definition.isComputed && itemTypeOf(item).columnKind(item) !== null;
}
