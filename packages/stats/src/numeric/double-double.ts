/**
 * Double-double arithmetic: a number is the unevaluated sum of a double and a smaller one, about 32 digits.
 * Sources: Dekker (1971), Numer Math 18:224; Knuth (1997), TAOCP 2, 4.2.2; Hida, Li & Bailey (2001), algorithms 4–6.
 */
export type DoubleDouble = readonly [high: number, low: number];

/** A column of such numbers, all of the same length. */
export type DoubleDoubles = { readonly high: Float64Array; readonly low: Float64Array };

/** 2²⁷ + 1 cuts a double into halves whose products are exact. */
const splitter = 134_217_729;

/** The product of two doubles without error. */
export function exactProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  const ca = splitter * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = splitter * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return [product, aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow];
}

/** a + b. Example: 1e16 + 1 keeps the 1. */
export function addDoubleDouble([a, aLow]: DoubleDouble, [b, bLow]: DoubleDouble): DoubleDouble {
  const total = a + b;
  const part = total - a;
  const lost = a - (total - part) + (b - part);
  return normalize(total, lost + aLow + bLow);
}

/** a × b. */
export function multiplyDoubleDouble([a, aLow]: DoubleDouble, [b, bLow]: DoubleDouble): DoubleDouble {
  const [product, lost] = exactProduct(a, b);
  return normalize(product, lost + (a * bLow + aLow * b));
}

/** a / b, b not zero. */
export function divideDoubleDouble(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a[0] / b[0];
  const rest = addDoubleDouble(a, multiplyDoubleDouble([-first, 0], b));
  const second = rest[0] / b[0];
  const left = addDoubleDouble(rest, multiplyDoubleDouble([-second, 0], b));
  return addDoubleDouble(normalize(first, second), [left[0] / b[0], 0]);
}

/** The square root of a number ≥ 0. */
export function squareRootDoubleDouble(a: DoubleDouble): DoubleDouble {
  if (!(a[0] > 0)) return [0, 0];
  const root = Math.sqrt(a[0]);
  const [square, lost] = exactProduct(root, root);
  const rest = addDoubleDouble(a, [-square, -lost]);
  return normalize(root, rest[0] / (2 * root));
}

/** Σ aᵢ bᵢ of two columns. */
export function dotDoubleDouble(a: DoubleDoubles, b: DoubleDoubles): DoubleDouble {
  const { high: aHigh, low: aLow } = a;
  const { high: bHigh, low: bLow } = b;
  let high = 0;
  let low = 0;
  for (let i = 0; i < aHigh.length; i += 1) {
    const x = aHigh[i] ?? 0;
    const y = bHigh[i] ?? 0;
    const product = x * y;
    const cx = splitter * x;
    const xh = cx - (cx - x);
    const xl = x - xh;
    const cy = splitter * y;
    const yh = cy - (cy - y);
    const yl = y - yh;
    const lost = xh * yh - product + xh * yl + xl * yh + xl * yl + (x * (bLow[i] ?? 0) + (aLow[i] ?? 0) * y);
    const total = high + product;
    const part = total - high;
    const rest = low + (high - (total - part) + (product - part)) + lost;
    high = total + rest;
    low = rest - (high - total);
  }
  return [high, low];
}

/** Takes factor × column away from the target, in place. */
export function subtractMultiple(
  target: DoubleDoubles,
  [factor, factorLow]: DoubleDouble,
  column: DoubleDoubles,
): void {
  const { high, low } = target;
  const cf = splitter * factor;
  const fh = cf - (cf - factor);
  const fl = factor - fh;
  for (let i = 0; i < high.length; i += 1) {
    const x = column.high[i] ?? 0;
    const product = factor * x;
    const cx = splitter * x;
    const xh = cx - (cx - x);
    const xl = x - xh;
    const lost = fh * xh - product + fh * xl + fl * xh + fl * xl + (factor * (column.low[i] ?? 0) + factorLow * x);
    const from = high[i] ?? 0;
    const total = from - product;
    const part = total - from;
    const rest = (low[i] ?? 0) + (from - (total - part) + (-product - part)) - lost;
    const sum = total + rest;
    high[i] = sum;
    low[i] = rest - (sum - total);
  }
}

/** Multiplies a column by a number, in place. */
export function scaleColumn({ high, low }: DoubleDoubles, [factor, factorLow]: DoubleDouble): void {
  const cf = splitter * factor;
  const fh = cf - (cf - factor);
  const fl = factor - fh;
  for (let i = 0; i < high.length; i += 1) {
    const x = high[i] ?? 0;
    const product = factor * x;
    const cx = splitter * x;
    const xh = cx - (cx - x);
    const xl = x - xh;
    const lost = fh * xh - product + fh * xl + fl * xh + fl * xl + (factor * (low[i] ?? 0) + factorLow * x);
    const sum = product + lost;
    high[i] = sum;
    low[i] = lost - (sum - product);
  }
}

function normalize(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return [sum, low - (sum - high)];
}
