import { defineConfig } from 'vitest/config'

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
