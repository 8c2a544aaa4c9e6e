import { defineConfig } from 'vitest/config'

// The tests that `npm run mutation` counts: those of pure functions. Without the engine a mutant costs milliseconds.
export default defineConfig({
  test: {
    include: ['test/policies/**/*.test.ts', 'test/provider/plan/guard/*.test.ts'],
    exclude: ['test/policies/pack.test.ts', 'test/provider/plan/guard/laws.test.ts'],
    // As in vitest.config.ts: Node loads the sources as they are.
    experimental: { viteModuleRunner: false },
  },
})
