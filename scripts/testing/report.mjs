/** One line for a suite, and below it everything that failed or was left out, by name. */
export function printSuite({ name, passed, failures, skips, seconds }) {
  const mark = failures.length > 0 ? "✗" : "✓";
  console.log(
    `${mark} ${name}: ${passed} passed, ${failures.length} failed, ${skips.length} skipped (${seconds.toFixed(1)} s)`,
  );
  for (const failure of failures) console.log(`    ✗ ${failure.replaceAll("\n", "\n      ")}`);
  for (const skip of skips) console.log(`    – skipped: ${skip}`);
}

export function total(results) {
  const sum = (count) => results.reduce((so_far, result) => so_far + count(result), 0);
  return {
    passed: sum((result) => result.passed),
    failed: sum((result) => result.failures.length),
    skipped: sum((result) => result.skips.length),
  };
}

/** The last line is read by people and by machines: keep its form. */
export function printTotal(results) {
  const { passed, failed, skipped } = total(results);
  console.log("\nAll suites");
  for (const result of results) printSuite({ ...result, failures: result.failures.map(firstLine) });
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function firstLine(text) {
  return text.split("\n")[0];
}
