import type { Counts } from './test-counts.ts'

export type Verdict = { readonly passes: boolean; readonly lines: readonly string[] }

/**
 * The gate's closing lines: skipped tests with reasons, failures, and last the counts. In CI a skipped test is a
 * failure, because nobody watches there.
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
