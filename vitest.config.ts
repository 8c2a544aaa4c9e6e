import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import LongestFirst from './test/support/longest-first.ts'
import { NEEDS_TOOLS } from './test/support/needs-tools.ts'

// Each file of tests, each engine and each of its providers is a process that loads megabytes: compiled once for all.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('.vitest/compile-cache', import.meta.url))

/** `npm run quick`: the tests that start no engine, no act and no browser, with fewer cases of the slow laws. */
const quick = process.env['METAGRANT_QUICK'] !== undefined

/** The tests that need no tools: no process of theirs outlives them, so a worker may run one file after another. */
const PLAIN = {
  include: ['test/**/*.test.ts'],
  exclude: [...configDefaults.exclude, ...NEEDS_TOOLS],
  isolate: false,
}

export default defineConfig({
  test: {
    ...(quick
      ? { ...PLAIN, setupFiles: ['test/support/no-tools.ts'] }
      : {
          // A list here would be joined with one above, and each file would run in both.
          projects: [
            { extends: true, test: { name: 'tools', include: [...NEEDS_TOOLS] } },
            { extends: true, test: { name: 'plain', ...PLAIN } },
          ],
        }),
    // Node loads the sources as it does for users: a transform would change the text that Pulumi serialises.
    experimental: { viteModuleRunner: false },
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    // An engine waits for its plugins and they for it: a third fills two cores, and 13 % of the gate's time is saved.
    maxWorkers: 3,
    // Else a forgotten "only" would skip the rest on a developer's machine and be found out in CI.
    allowOnly: false,
    // A test of the engine names its own, longer time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
