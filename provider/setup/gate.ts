import { fileURLToPath } from 'node:url'
import { terminalOutput } from '../terminal/output.ts'
import { withNode24 } from './node-24.mjs'
import { getTools } from './get-tools.ts'
import { runGate } from './run-gate.ts'
import type { GateStep } from './run-step.ts'

// The gate: every check that must pass before a change lands. `npm test` runs it, the same on every machine.
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const CHECKS: readonly GateStep[] = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
]

const TESTS: GateStep = {
  name: 'tests',
  command: ['vitest', 'run', '--reporter=default', '--reporter=./provider/setup/counts-reporter.ts'],
}

/** However the machine is set up, no test may reach Meta or somebody's Pulumi back end. */
const NOT_FOR_TESTS = /^(META|PULUMI)_/

const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.test(name)))

const output = terminalOutput()

await getTools({
  project: ROOT,
  env,
  say: (text, passing) => (passing ? output.progress(text) : output.err(`${text}\n`)),
  onTerminal: process.stderr.isTTY,
})
process.exitCode = await runGate({
  root: ROOT,
  checks: CHECKS,
  tests: TESTS,
  env: withNode24(ROOT, env),
  output,
  onTerminal: process.stderr.isTTY,
})
