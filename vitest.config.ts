import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Node loads the sources as it does for users: a transform would change the text that Pulumi serialises.
    experimental: { viteModuleRunner: false },
    // Two engines at once are what two cores carry.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
