import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Each file of tests, each engine and each of its providers is a process that loads megabytes: compiled once for all.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('.vitest/compile-cache', import.meta.url))

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Node loads the sources as it does for users: a transform would change the text that Pulumi serialises.
    experimental: { viteModuleRunner: false },
    pool: 'forks',
    // Two engines at once are what two cores carry.
    maxWorkers: 2,
    // Else a forgotten "only" would skip the rest on a developer's machine and be found out in CI.
    allowOnly: false,
    // A test of the engine names its own, longer time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
