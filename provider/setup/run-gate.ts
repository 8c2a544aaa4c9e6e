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
  /** Quick and independent of each other, so they run at once. */
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

/** Runs every step, even after a failure, so that one run shows all faults. Returns the exit code. */
export async function runGate({ root, checks, tests, env, output, onTerminal }: Gate): Promise<0 | 1> {
  const during = <T>(steps: readonly GateStep[], work: () => Promise<T>): Promise<T> =>
    withElapsed(`Running ${steps.map(({ name }) => name).join(', ')}`, output.progress, onTerminal, work)
  const runCheck = async (check: GateStep): Promise<boolean> => {
    const ran = await runStep(check, root, env)
    output.out(linesOf(check, ran, ''))
    return ran.passes
  }
  const passed = checks.length === 0 ? [] : await during(checks, () => Promise.all(checks.map(runCheck)))
  const folder = await mkdtemp(join(tmpdir(), 'metagrant-gate-'))
  const file = join(folder, 'counts.json')
  const ran = await during([tests], () => runStep(tests, root, { ...env, [COUNTS_FILE]: file }))
  output.out(linesOf(tests, ran, summaryIn(ran.output)))
  const counts = await countsIn(file)
  await rm(folder, { recursive: true })
  const failed = [...checks.filter((_, index) => passed[index] === false), ...(ran.passes ? [] : [tests])]
  const { passes, lines } = verdictOf(
    failed.map(({ name }) => name),
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
