/** A straight scale from values to pixels, with round ticks that cover the values. */
export type Scale = {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
};

/**
 * A scale whose ends are round numbers. `from` and `to` are the pixels of the low and the high end; about `count` ticks are made, at whole numbers where `whole` says so.
 */
export function makeScale(
  values: readonly number[],
  from: number,
  to: number,
  options: { readonly zero?: boolean; readonly count?: number; readonly whole?: boolean } = {},
): Scale {
  const finite = values.filter(Number.isFinite);
  const least = Math.min(...finite, ...(options.zero === true ? [0] : []));
  const most = Math.max(...finite, ...(options.zero === true ? [0] : []));
  const span = most > least ? most - least : Math.max(Math.abs(most), 1);
  const rounded = roundStep(span / (options.count ?? 4));
  const step = options.whole === true ? Math.max(1, Math.ceil(rounded)) : rounded;
  const low = Math.floor(least / step + 1e-9) * step;
  const high = Math.max(Math.ceil(most / step - 1e-9) * step, low + step);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => clean(low + index * step));
  return { at: (value) => px(from + ((value - low) / (high - low)) * (to - from)), ticks, low, high };
}

/** 1, 2, 4 or 5 times a power of ten, at least `rough`. */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 4, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return clean(factor * power);
}

/** How many ticks fit on an axis of so many pixels without crowding: about one in 30. */
export function ticksThatFit(pixels: number): number {
  return Math.max(1, Math.min(4, Math.floor(pixels / 30)));
}

/** Tenths of a pixel: enough for the eye, short in the file. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** A path through points; `close` ends where it began. */
export function pathOf(points: readonly (readonly [x: number, y: number])[], close = false): string {
  return `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join("L")}${close ? "Z" : ""}`;
}

/** Gaussian kernel density of `values` at `at`, for the outline of a cloud. `bandwidth` in the values' unit. */
export function densityAt(values: readonly number[], bandwidth: number, at: number): number {
  const sum = values.reduce((total, value) => total + Math.exp(-0.5 * ((at - value) / bandwidth) ** 2), 0);
  return sum / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
}

/**
 * Sideways places for dots that would cover each other: values that lie closer than `apart` are spread around the middle.
 * Returns, for each value, how many widths it moves.
 */
export function spread(values: readonly number[], apart: number): readonly number[] {
  const moves = values.map(() => 0);
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  order.forEach((index, place) => {
    const taken = new Set<number>();
    for (let back = place - 1; back >= 0; back -= 1) {
      const other = order[back] ?? 0;
      if ((values[index] ?? 0) - (values[other] ?? 0) >= apart) break;
      taken.add(moves[other] ?? 0);
    }
    let move = 0;
    for (let turn = 1; taken.has(move); turn += 1) move = turn % 2 === 1 ? (turn + 1) / 2 : -turn / 2;
    moves[index] = move;
  });
  return moves;
}
