import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Output } from '../terminal/output.ts'
import { COUNTS_FILE } from './counts-reporter.ts'
import { runStep, type Ran, type GateStep } from './run-step.ts'
import { NO_TESTS, type Counts } from './test-counts.ts'
import { verdictOf } from './verdict.ts'
import { durationText, withElapsed } from './with-elapsed.ts'

export type Gate = {
  readonly root: string
  /** Quick and independent of each other and of the tests. */
  readonly checks: readonly GateStep[]
  /** Runs the tests with the counts' reporter. */
  readonly tests: GateStep
  readonly env: NodeJS.ProcessEnv
  readonly output: Pick<Output, 'out' | 'progress'>
  /** Whether the progress line may be renewed every second. */
  readonly onTerminal: boolean
}

/** The summary lines at the end of vitest's own output. */
const SUMMARY = /^ *(Test Files|Tests|Type Errors|Errors|Duration)\s{2}.*$/gm

/**
 * Runs every step at once, even after a failure, so that one run shows all faults: the tests wait for processes of
 * theirs while a check works. Each step reports when it ends. Returns the exit code.
 */
export async function runGate({ root, checks, tests, env, output, onTerminal }: Gate): Promise<0 | 1> {
  const folder = await mkdtemp(join(tmpdir(), 'metagrant-gate-'))
  const file = join(folder, 'counts.json')
  const running = new Set([...checks, tests])
  const failed = new Set<GateStep>()
  const runOne = async (step: GateStep): Promise<void> => {
    const ran = await runStep(step, root, step === tests ? { ...env, [COUNTS_FILE]: file } : env)
    running.delete(step)
    if (!ran.passes) failed.add(step)
    output.out(linesOf(step, ran, step === tests ? summaryIn(ran.output) : ''))
  }
  const doing = (): string => `Running ${[...running].map(({ name }) => name).join(', ')}`
  await withElapsed(doing, output.progress, onTerminal, () => Promise.all([...running].map(runOne)))
  const counts = await countsIn(file)
  await rm(folder, { recursive: true })
  const { passes, lines } = verdictOf(
    [...checks, tests].filter((step) => failed.has(step)).map(({ name }) => name),
    counts,
    env['CI'] === 'true',
  )
  output.out(`${lines.join('\n')}\n`)
  return passes ? 0 : 1
}

/** One line for a step that passes, with its summary; the whole output of one that fails. */
function linesOf({ name }: GateStep, { passes, output, ms }: Ran, worthKnowing: string): string {
  const result = `${passes ? 'ok    ' : 'FAILED'}  ${name} (${durationText(ms)})\n`
  return passes ? `${result}${worthKnowing}` : `${output}${result}`
}

function summaryIn(output: string): string {
  return (stripVTControlCharacters(output).match(SUMMARY) ?? []).map((line) => `${line}\n`).join('')
}

async function countsIn(file: string): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text === '' ? NO_TESTS : (JSON.parse(text) as Counts)
}
