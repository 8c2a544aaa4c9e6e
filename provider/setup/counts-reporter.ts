import { writeFile } from 'node:fs/promises'
import type { Reporter, TestModule } from 'vitest/node'
import { countsOf } from './test-counts.ts'

/** The variable that names the file for the counts. */
export const COUNTS_FILE = 'METAGRANT_TEST_COUNTS'

/** Vitest's reporter for the gate: writes the run's counts, with the reason of each skipped test, to a file. */
export default class CountsReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const file = process.env[COUNTS_FILE]
    if (file !== undefined) await writeFile(file, JSON.stringify(countsOf(modules)))
  }
}
