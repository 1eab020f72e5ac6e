/**
 * ln ∫ e^{f(u)} du over the whole line, for a smooth f that rises to one maximum and falls without bound on both sides.
 * Trapezoidal rule between the points where f has fallen by 38 (3e-17) below its maximum; its error falls exponentially for
 * analytic integrands, and at least squares with each halving, so that an agreement of 2e-8 between two steps leaves none to see.
 * Source: Trefethen & Weideman (2014), SIAM Review 56:385. `start` lies where f is finite, `stride` is a first guess of the width.
 */
export function logIntegral(f: (u: number) => number, start: number, stride: number): number {
  const mode = climb(f, start, stride);
  const peak = f(mode);
  if (peak === -Infinity) return -Infinity;
  const low = edge(f, mode, -stride, peak);
  const high = edge(f, mode, stride, peak);
  let intervals = 24;
  let step = (high - low) / intervals;
  let total = 0;
  for (let i = 0; i <= intervals; i += 1) total += Math.exp(f(low + i * step) - peak);
  while (intervals < mostIntervals) {
    let middles = 0;
    for (let i = 0; i < intervals; i += 1) middles += Math.exp(f(low + (i + 0.5) * step) - peak);
    const isSettled = Math.abs(middles - total) <= 2e-8 * total;
    total += middles;
    intervals *= 2;
    step /= 2;
    if (isSettled) break;
  }
  return peak + Math.log(total * step);
}

const drop = 38;
const mostIntervals = 2 ** 18;

/** A point near the maximum: steps that double while they go up and halve when they do not. */
function climb(f: (u: number) => number, start: number, stride: number): number {
  let at = start;
  let value = f(at);
  let step = stride;
  for (let i = 0; i < 200; i += 1) {
    const next = f(at + step);
    if (next > value) {
      // Near enough for a peak that only scales and starts the search for the edges.
      if (next - value < 1 && value > -Infinity) return at + step;
      at += step;
      value = next;
      step *= 2;
    } else {
      step *= step === Math.abs(step) ? -1 : -0.5;
      if (step > 0 && value - next < 1 && next > -Infinity) return at;
    }
  }
  return at;
}

/**
 * Outwards from the maximum to where f has fallen by the drop, or by a little more: guesses as for a parabola, kept between
 * a point that is too near and one that is too far.
 */
function edge(f: (u: number) => number, mode: number, stride: number, peak: number): number {
  let inside = 0;
  let outside = Infinity;
  let at = 6;
  for (let i = 0; i < 200; i += 1) {
    const fallen = peak - f(mode + stride * at);
    if (fallen >= drop && fallen <= drop + 8) break;
    if (fallen < drop) inside = at;
    else outside = at;
    if (outside - inside < 0.05 * inside) return mode + stride * outside;
    const guess = fallen > 0 ? at * Math.sqrt((drop + 4) / fallen) : Infinity;
    if (guess > inside && guess < outside && guess < 8 * at) at = guess;
    else at = outside === Infinity ? 2 * at : (inside + outside) / 2;
  }
  return mode + stride * at;
}
