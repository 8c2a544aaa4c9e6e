import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { terminalOutput } from '../terminal/output.ts'
import { withNode24 } from './node-24.mjs'
import { getTools } from './get-tools.ts'
import { runGate } from './run-gate.ts'
import type { GateStep } from './run-step.ts'

// The gate: every check that must pass before a change lands. `npm test` runs it, the same on every machine.
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What a check remembers of the last run; git ignores the folder. */
const CACHE = '.vitest/checks'

const CHECKS: readonly GateStep[] = [
  {
    name: 'types',
    command: ['tsc', '--noEmit', '-p', '.', '--incremental', '--tsBuildInfoFile', `${CACHE}/types`],
  },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  {
    name: 'format',
    command: [
      'prettier',
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      `${CACHE}/format`,
      '.',
    ],
  },
  { name: 'unused code', command: ['knip', '--no-progress'] },
]

// `npm run quick` gives "--quick"; paths of tests, of either, run these alone and no check.
const { values, positionals: paths } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
})

const TESTS: GateStep = {
  name: 'tests',
  command: [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=./provider/setup/counts-reporter.ts',
    ...paths,
  ],
}

/** However the machine is set up, no test may reach Meta or somebody's Pulumi back end. */
const NOT_FOR_TESTS = /^(META|PULUMI)_/

const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.test(name))),
  ...(values.quick ? { METAGRANT_QUICK: 'yes' } : {}),
}

const output = terminalOutput()

if (!values.quick)
  await getTools({
    project: ROOT,
    env,
    say: (text, passing) => (passing ? output.progress(text) : output.err(`${text}\n`)),
    onTerminal: process.stderr.isTTY,
  })
process.exitCode = await runGate({
  root: ROOT,
  checks: paths.length === 0 ? CHECKS : [],
  tests: TESTS,
  env: withNode24(ROOT, env),
  output,
  onTerminal: process.stderr.isTTY,
})
