import type { Counts } from './test-counts.ts'

export type Verdict = { readonly passes: boolean; readonly lines: readonly string[] }

/**
 * The gate's closing lines: what was skipped and why, what failed, and last the counts of the tests. In CI a skipped test
 * is a failure, for nobody is there to see that it was.
 */
export function verdictOf(failedSteps: readonly string[], counts: Counts, inCi: boolean): Verdict {
  const { passed, failed, skipped } = counts
  const failures = [
    ...failedSteps,
    ...(passed + failed === 0 ? ['no test was run'] : []),
    ...(inCi && skipped.length > 0 ? ['skipped tests, which CI does not allow'] : []),
  ]
  return {
    passes: failures.length === 0,
    lines: [
      ...skipped.map(
        ({ name, reason }) => `skipped  ${name} (${reason === '' ? 'no reason given' : reason})`,
      ),
      ...(failures.length === 0 ? [] : [`Failed: ${failures.join(', ')}`]),
      `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
    ],
  }
}
