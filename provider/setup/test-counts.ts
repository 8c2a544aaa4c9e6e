/** A test that was not run, and its note ("" without one). */
type Skipped = { readonly name: string; readonly reason: string }

/** The results of the tests. */
export type Counts = {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly Skipped[]
}

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: [] }

type Test = {
  readonly fullName: string
  readonly result: () => { readonly state: string; readonly note?: string | undefined }
}

/** The part of vitest's TestModule that we read. */
type Module = {
  readonly state: () => string
  readonly children: { readonly allTests: () => Iterable<Test> }
}

/**
 * Counts a run. A test without an end (its worker died) has failed, and a file that failed without a failing test (it
 * did not load, or a hook threw) counts as one. Source: vitest 5, TestCase.result(); its JSON report lacks the notes.
 */
export function countsOf(modules: readonly Module[]): Counts {
  const all = modules.map((module) => {
    const tests = [...module.children.allTests()].map((test) => ({ name: test.fullName, ...test.result() }))
    const failing = tests.filter(({ state }) => state !== 'passed' && state !== 'skipped').length
    return { tests, failed: module.state() === 'failed' ? Math.max(failing, 1) : failing }
  })
  const tests = all.flatMap((module) => module.tests)
  return {
    passed: tests.filter(({ state }) => state === 'passed').length,
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tests
      .filter(({ state }) => state === 'skipped')
      .map(({ name, note = '' }) => ({ name, reason: note })),
  }
}
