/** What the tests came to. The reason of a skipped test is the note it was skipped with. */
export type Counts = {
  readonly passed: number
  readonly failures: number
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
}

type Assertion = {
  readonly fullName?: string
  readonly status?: string
  readonly meta?: { readonly reason?: string }
}

/** Reads vitest's JSON report (Jest's form); a suite that did not load counts as a failure. */
export function countsIn(report: string): Counts {
  const { testResults = [] } = JSON.parse(report) as {
    testResults?: readonly {
      readonly name?: string
      readonly status?: string
      readonly assertionResults?: readonly Assertion[]
    }[]
  }
  const all = testResults.flatMap(({ assertionResults = [] }) => assertionResults)
  const unloaded = testResults.filter(
    ({ status, assertionResults = [] }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  return {
    passed: all.filter(({ status }) => status === 'passed').length,
    failures: all.filter(({ status }) => status === 'failed').length + unloaded.length,
    skipped: all
      .filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo')
      .map(({ fullName = 'a test', meta }) => ({ name: fullName, reason: meta?.reason ?? '' })),
  }
}
