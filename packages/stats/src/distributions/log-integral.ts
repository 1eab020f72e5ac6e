/**
 * ln ∫ e^{f(u)} du over the whole line, for a smooth f that rises to one maximum and falls without bound on both sides.
 * Trapezoidal rule between the points where f has fallen by 40 (4e-18) below its maximum; its error falls exponentially for
 * analytic integrands, and squares with each halving, so that an agreement of 1e-9 between two steps leaves none to see.
 * Source: Trefethen & Weideman (2014), SIAM Review 56:385. `start` lies where f is finite, `stride` is a first guess of the width.
 */
export function logIntegral(f: (u: number) => number, start: number, stride: number): number {
  const mode = climb(f, start, stride);
  const peak = f(mode);
  if (peak === -Infinity) return -Infinity;
  const low = descend(f, mode, -stride, peak - drop);
  const high = descend(f, mode, stride, peak - drop);
  let intervals = 16;
  let step = (high - low) / intervals;
  let total = 0;
  for (let i = 0; i <= intervals; i += 1) total += Math.exp(f(low + i * step) - peak);
  while (intervals < mostIntervals) {
    let middles = 0;
    for (let i = 0; i < intervals; i += 1) middles += Math.exp(f(low + (i + 0.5) * step) - peak);
    const isSettled = Math.abs(middles - total) <= 1e-9 * total;
    total += middles;
    intervals *= 2;
    step /= 2;
    if (isSettled) break;
  }
  return peak + Math.log(total * step);
}

const drop = 40;
const mostIntervals = 2 ** 18;

/** A point near the maximum: steps that double while they go up and halve when they do not. */
function climb(f: (u: number) => number, start: number, stride: number): number {
  let at = start;
  let value = f(at);
  let step = stride;
  for (let i = 0; i < 200; i += 1) {
    const next = f(at + step);
    if (next > value) {
      // Within a fraction of the standard deviation of a normal curve: near enough for a peak that only scales.
      if (next - value < 0.05 && value > -Infinity) return at + step;
      at += step;
      value = next;
      step *= 2;
    } else {
      step *= step === Math.abs(step) ? -1 : -0.5;
      if (step > 0 && value - next < 0.05 && next > -Infinity) return at;
    }
  }
  return at;
}

/** Outwards from the maximum to where f has fallen to the level; at most a tenth too far. */
function descend(f: (u: number) => number, mode: number, stride: number, level: number): number {
  let inside = 0;
  let outside = stride;
  while (f(mode + outside) > level) {
    inside = outside;
    outside *= 2;
  }
  while (Math.abs(outside - inside) > 0.1 * Math.abs(outside)) {
    const middle = (inside + outside) / 2;
    if (f(mode + middle) > level) inside = middle;
    else outside = middle;
  }
  return mode + outside;
}
